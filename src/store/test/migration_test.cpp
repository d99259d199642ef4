#include "store/sqlite/connection.h"
#include "store/test/store_test.h"

namespace kith {
namespace {

class MigrationTest : public StoreTest {
 protected:
  MigrationTest() : place_(GetParam()), database_(place_.open()) {}
  void reopen() {
    database_.reset();
    database_ = place_.open();
  }
  bool has_table(const std::string& name) {
    try {
      database_->read([&](Tx& tx) { tx.query("select count(*) from " + name); });
      return true;
    } catch (const StoreError&) {
      return false;
    }
  }
  static ModuleSchema steps(std::vector<Migration> steps) { return {"m", std::move(steps)}; }

  const Migration first_{"0001_start",
                         "create table a (id bigint primary key);\ninsert into a (id) values (1);\n"};
  const Migration second_{"0002_more",
                          "create table b (id bigint primary key);\nalter table a add column n text;\n"};
  const Migration broken_{"0002_more",
                          "create table b (id bigint primary key);\ninsert into nowhere values (1);\n"};
  TestDatabase place_;
  std::unique_ptr<Database> database_;
};

TEST_P(MigrationTest, StepsAreAppliedOnceAndInOrder) {
  database_->migrate({store_schema(), steps({first_})});
  database_->migrate({store_schema(), steps({first_})});
  reopen();
  database_->migrate({store_schema(), steps({first_, second_})});
  database_->read([](Tx& tx) {
    EXPECT_EQ(tx.query("select id, n from a").size(), 1u);
    EXPECT_EQ(tx.query("select count(*) from schema_step where module = 'm'")[0].integer(0), 2);
  });
}

TEST_P(MigrationTest, AFailingStepLeavesWhatWasBefore) {
  EXPECT_THROW(database_->migrate({steps({first_, broken_})}), StoreError);
  EXPECT_TRUE(has_table("a"));
  EXPECT_FALSE(has_table("b")) << "the first statement of the failed step is undone";
  reopen();
  database_->migrate({steps({first_, second_})});
  EXPECT_TRUE(has_table("b"));
  database_->write([](Tx& tx) { tx.execute("insert into b (id) values ($1)", 1); });
}

TEST_P(MigrationTest, ANewerDatabaseIsRefused) {
  database_->migrate({steps({first_, second_})});
  try {
    database_->migrate({steps({first_}), notes_schema()});
    FAIL() << "migrated a newer database";
  } catch (const StoreError& error) {
    EXPECT_NE(std::string(error.what()).find("newer Kith"), std::string::npos) << error.what();
  }
  EXPECT_FALSE(has_table("note")) << "nothing is changed before all is checked";
  EXPECT_THROW(database_->migrate({}), StoreError);
}

TEST_P(MigrationTest, AnEditedStepIsRefused) {
  database_->migrate({steps({first_})});
  Migration edited = first_;
  edited.sql += "create table c (id bigint primary key);\n";
  EXPECT_THROW(database_->migrate({steps({edited})}), StoreError);
  EXPECT_FALSE(has_table("c"));
}

TEST_P(MigrationTest, OneStepTwiceInTheListIsABug) {
  EXPECT_THROW(database_->migrate({steps({first_, first_})}), std::logic_error);
}

KITH_ON_EVERY_DATABASE(MigrationTest);

TEST(SqliteDdl, ReplacesTypesOutsideTextsOnly) {
  EXPECT_EQ(
      to_sqlite_ddl(
          "create table t (a bigint default 1, b boolean, c bytea, d double precision, bigint_x text "
          "default 'bigint; it''s boolean'); -- bytea; stays\ncreate index i on t (a)"),
      "create table t (a integer default 1, b integer, c blob, d real , bigint_x text default 'bigint; it''s "
      "boolean') strict; -- bytea; stays\ncreate index i on t (a)\n;");
}

TEST(SqliteDdl, RefusesWhatWouldBreakGroupCommit) {
  EXPECT_THROW(to_sqlite_ddl("create table t (a bigint references s (id) deferrable initially deferred);"),
               StoreError);
  EXPECT_THROW(to_sqlite_ddl("create table t (a text default 'open);"), StoreError);
}

}  // namespace
}  // namespace kith
