#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "store/postgres/database.h"
#include "store/test/store_test.h"

namespace kith {
namespace {

class PostgresTest : public StoreTest {
 protected:
  PostgresTest() : place_(GetParam()), database_(place_.open()) { make_notes(*database_); }

  static std::int64_t server_process(Tx& tx) { return tx.query("select pg_backend_pid()")[0].integer(0); }
  void cut(std::int64_t process) {
    run_on_postgres(place_.url(), "select pg_terminate_backend(" + std::to_string(process) + ", 5000)");
  }
  static StoredEvent event(const std::string& id) {
    return {0, id, {1}, "m.happened", "p", "", "s", Json::object()};
  }

  TestDatabase place_;
  std::unique_ptr<Database> database_;
};

TEST_P(PostgresTest, AConnectionCutAtRestIsMadeAgainUnnoticed) {
  std::int64_t writing = 0;
  database_->write([&](Tx& tx) { writing = server_process(tx); });
  std::int64_t reading = 0;
  database_->read([&](Tx& tx) { reading = server_process(tx); });
  cut(writing);
  cut(reading);
  database_->write([](Tx& tx) { add_note(tx, 1, "after the cut"); });
  EXPECT_EQ(count_notes(*database_), 1);
  EXPECT_FALSE(database_->failed());
}

TEST_P(PostgresTest, AConnectionCutInsideAnOperationFailsItAndRecovers) {
  EXPECT_THROW(database_->write([&](Tx& tx) {
    add_note(tx, 1, "lost");
    cut(server_process(tx));
    add_note(tx, 2, "lost too");
  }),
               StoreError);
  EXPECT_THROW(database_->write([&](Tx& tx) {
    add_note(tx, 3, "lost at the commit");
    cut(server_process(tx));
  }),
               StoreError);
  EXPECT_THROW(database_->read([&](Tx& tx) {
    cut(server_process(tx));
    tx.query("select 1");
  }),
               StoreError);
  database_->write([](Tx& tx) { add_note(tx, 4, "kept"); });
  EXPECT_EQ(count_notes(*database_), 1);
  EXPECT_FALSE(database_->failed());
}

TEST_P(PostgresTest, TwoNodesWriteOneSequenceWithoutGaps) {
  const auto other = place_.open();
  const auto append = [](Database& node, const std::string& name) {
    for (int i = 0; i < 100; ++i) {
      node.write([&](Tx& tx) { append_event(tx, event(name + std::to_string(i))); });
    }
  };
  std::thread first([&] { append(*database_, "a"); });
  std::thread second([&] { append(*other, "b"); });
  first.join();
  second.join();
  EXPECT_TRUE(database_->check().empty());
  database_->read([](Tx& tx) { EXPECT_EQ(last_event_sequence(tx), 200); });
}

TEST_P(PostgresTest, TwoNodesMayMigrateAtOnce) {
  const TestDatabase place(GetParam());
  const auto first = place.open();
  const auto second = place.open();
  std::thread one([&] { make_notes(*first); });
  std::thread two([&] { make_notes(*second); });
  one.join();
  two.join();
  EXPECT_EQ(count_notes(*first), 0);
}

TEST_P(PostgresTest, AnUnsafeOrDifferentlySortingDatabaseIsRefused) {
  const std::string name = "kith_sorts_" + std::to_string(::getpid());
  run_on_postgres(place_.url(),
                  "create database " + name + " template template0 encoding 'LATIN1' locale 'C'");
  EXPECT_THROW(open_database({.url = place_.url() + "&dbname=" + name}), StoreError);
  run_on_postgres(place_.url(), "drop database " + name);
  EXPECT_THROW(open_database({.url = "postgresql:///kith?host=/nowhere"}), StoreError);
}

TEST_P(PostgresTest, ABackupMadeWhileWritingCanBeRestored) {
  std::thread writer([&] {
    for (int i = 0; i < 200; i += 2) {
      database_->write([i](Tx& tx) {
        add_note(tx, i, std::to_string(i));
        add_note(tx, i + 1, std::to_string(i + 1));
      });
    }
  });
  const TestFolder folder;
  const auto file = folder.path() / "kith.dump";
  database_->backup_to(file);
  writer.join();
  EXPECT_THROW(database_->backup_to(file), StoreError);

  const TestDatabase copy(GetParam());
  const std::string command = "pg_restore --dbname='" + copy.url() + "' " + file.string();
  ASSERT_EQ(std::system(command.c_str()), 0);
  const auto restored = copy.open();
  make_notes(*restored);
  EXPECT_EQ(count_notes(*restored) % 2, 0);
  EXPECT_TRUE(restored->check().empty());
}

std::vector<std::string> postgres_only() {
  std::vector<std::string> kinds = test_database_kinds();
  std::erase(kinds, "sqlite");
  return kinds;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(PostgresTest);
INSTANTIATE_TEST_SUITE_P(, PostgresTest, testing::ValuesIn(postgres_only()),
                         [](const auto& of) { return of.param; });

}  // namespace
}  // namespace kith
