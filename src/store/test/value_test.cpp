#include <cmath>

#include "store/test/store_test.h"

namespace kith {
namespace {

class ValueTest : public StoreTest {
 protected:
  void SetUp() override {
    database_ = fresh_database(GetParam());
    database_->migrate(
        {{"kinds",
          {{"0001_start",
            "create table kinds (id bigint primary key, flag boolean, whole bigint, real_one double "
            "precision, words text, raw bytea);"}}}});
  }
  std::unique_ptr<Database> database_;
};

constexpr const char* insert_kinds =
    "insert into kinds (id, flag, whole, real_one, words, raw) values ($1, $2, $3, $4, $5, $6)";

TEST_P(ValueTest, EveryKindComesBackAsItWent) {
  const std::string words = "Grüße, 你好, emoji \xF0\x9F\x98\x80, quote ' and \\ backslash";
  Bytes raw;
  for (int i = 0; i < 256; ++i) raw.data.push_back(static_cast<char>(i));
  database_->write([&](Tx& tx) {
    tx.execute(insert_kinds, 1, true, std::int64_t{INT64_MIN}, 0.1, words, raw);
    tx.execute(insert_kinds, 2, false, std::int64_t{INT64_MAX}, -1e300, "", Bytes{});
    tx.execute(insert_kinds, 3, nullptr, nullptr, nullptr, nullptr, nullptr);
  });
  database_->read([&](Tx& tx) {
    const Rows rows = tx.query("select flag, whole, real_one, words, raw from kinds order by id");
    ASSERT_EQ(rows.size(), 3u);
    EXPECT_TRUE(rows[0].boolean(0));
    EXPECT_EQ(rows[0].integer(1), INT64_MIN);
    EXPECT_EQ(rows[0].real(2), 0.1);
    EXPECT_EQ(rows[0].text(3), words);
    EXPECT_EQ(rows[0].bytes(4), raw.data);
    EXPECT_FALSE(rows[1].boolean(0));
    EXPECT_EQ(rows[1].integer(1), INT64_MAX);
    EXPECT_EQ(rows[1].real(2), -1e300);
    EXPECT_EQ(rows[1].text(3), "");
    EXPECT_EQ(rows[1].bytes(4), "");
    for (std::size_t column = 0; column < 5; ++column) EXPECT_TRUE(rows[2].is_null(column));
  });
}

TEST_P(ValueTest, SumsAndCountsAreWholeNumbers) {
  database_->write([&](Tx& tx) {
    for (int i = 1; i <= 3; ++i) tx.execute(insert_kinds, i, true, i * 10, i * 0.5, "x", nullptr);
  });
  database_->read([&](Tx& tx) {
    const Row row = tx.query(
        "select count(*), sum(whole), max(whole), sum(real_one), coalesce(sum(whole), 0), count(*) > 2, "
        "avg(whole), 1 "
        "from kinds")[0];
    EXPECT_EQ(row.integer(0), 3);
    EXPECT_EQ(row.integer(1), 60);
    EXPECT_EQ(row.integer(2), 30);
    EXPECT_EQ(row.real(3), 3.0);
    EXPECT_EQ(row.integer(4), 60);
    EXPECT_TRUE(row.boolean(5));
    EXPECT_EQ(row.real(6), 20.0);
    EXPECT_EQ(row.integer(7), 1);
  });
}

TEST_P(ValueTest, ParametersMayStandInAnyOrderAndTwice) {
  database_->write([&](Tx& tx) { tx.execute(insert_kinds, 1, true, 5, 1.0, "five", nullptr); });
  database_->read([&](Tx& tx) {
    EXPECT_EQ(
        tx.query("select words from kinds where words = $2 and whole = $1 and flag = $3 and whole <= $1", 5,
                 "five", true)
            .size(),
        1u);
    const std::optional<std::string> none;
    EXPECT_EQ(
        tx.query("select 1 from kinds where ($1 is null or words = $1) order by id limit $2", none, 7).size(),
        1u);
    const std::optional<std::int64_t> no_number;
    EXPECT_EQ(tx.query("select 1 from kinds where ($1 is null or whole = $1) and ($2 is null or flag)",
                       no_number, no_number)
                  .size(),
              1u);
    EXPECT_EQ(tx.query("select 1 from kinds where words like $1", "FIVE").size(), 0u) << "LIKE minds case";
  });
}

TEST_P(ValueTest, RefusesWhatOneEngineCannotKeep) {
  const auto set = [&](auto value, const char* sql) {
    database_->write([&](Tx& tx) { tx.execute(sql, value); });
  };
  EXPECT_THROW(set(std::string("a\0b", 3), "update kinds set words = $1"), StoreError);
  EXPECT_THROW(set(std::nan(""), "update kinds set real_one = $1"), StoreError);
  EXPECT_THROW(set("text", "update kinds set nothing = $1"), StoreError);
  EXPECT_FALSE(database_->failed());
}

TEST_P(ValueTest, AWrongKindOfColumnIsABug) {
  database_->read([&](Tx& tx) {
    const Row row = tx.query("select count(*) from kinds")[0];
    EXPECT_THROW(row.text(0), std::logic_error);
    EXPECT_THROW(row.integer(1), std::logic_error);
  });
}

TEST_P(ValueTest, AWrongNumberOfParametersIsRefused) {
  EXPECT_THROW(database_->read([](Tx& tx) { tx.query("select id from kinds where id = $1"); }), StoreError);
  EXPECT_THROW(database_->read([](Tx& tx) { tx.query("select id from kinds", 1); }), StoreError);
  EXPECT_THROW(database_->read([](Tx& tx) { tx.query("select 1; select 2"); }), StoreError);
}

TEST_P(ValueTest, ExecuteCountsChangedRows) {
  database_->write([&](Tx& tx) {
    for (int i = 1; i <= 3; ++i) EXPECT_EQ(tx.execute(insert_kinds, i, true, i, nullptr, "x", nullptr), 1);
    EXPECT_EQ(tx.execute("update kinds set words = $1 where whole >= $2", "y", 2), 2);
    EXPECT_EQ(tx.execute("update kinds set words = $1 where whole = $2", "y", 99), 0);
    EXPECT_EQ(tx.execute("insert into kinds (id) values ($1) on conflict (id) do nothing", 1), 0);
    EXPECT_EQ(tx.query("delete from kinds where id = $1 returning words", 3)[0].text(0), "y");
  });
}

KITH_ON_EVERY_DATABASE(ValueTest);

}  // namespace
}  // namespace kith
