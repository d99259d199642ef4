#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "store/sqlite/connection.h"
#include "store/test/store_test.h"

namespace kith {
namespace {

std::string setting(Tx& tx, const std::string& name) {
  if (name == "mmap_size" || name == "wal_autocheckpoint") {
    return std::to_string(tx.query("pragma " + name).at(0).integer(0));
  }
  return tx.query("select cast((select * from pragma_" + name + ") as text)")[0].text(0);
}

void expect_settings(Tx& tx) {
  EXPECT_EQ(setting(tx, "journal_mode"), "wal");
  EXPECT_EQ(setting(tx, "synchronous"), "2");
  EXPECT_EQ(setting(tx, "foreign_keys"), "1");
  EXPECT_EQ(setting(tx, "trusted_schema"), "0");
  EXPECT_EQ(setting(tx, "cell_size_check"), "1");
  EXPECT_EQ(setting(tx, "secure_delete"), "1");
  EXPECT_EQ(setting(tx, "mmap_size"), "0");
  EXPECT_EQ(setting(tx, "wal_autocheckpoint"), "0");
  EXPECT_EQ(setting(tx, "busy_timeout"), "5000");
  EXPECT_EQ(setting(tx, "query_only"), tx.may_write() ? "0" : "1");
}

TEST(Sqlite, EveryConnectionHasTheSafeSettings) {
  const auto database = fresh_database("sqlite");
  database->write(expect_settings);
  database->read(expect_settings);
}

TEST(Sqlite, TheFilesArePrivateAndOpenOnesAreRefused) {
  const TestFolder folder;
  const std::string file = (folder.path() / "kith.db").string();
  {
    const auto database = open_database({.url = "sqlite:" + file});
    make_notes(*database);
    for (const auto& entry : std::filesystem::directory_iterator(folder.path())) {
      struct stat facts {};
      ASSERT_EQ(::stat(entry.path().c_str(), &facts), 0);
      EXPECT_EQ(facts.st_mode & 0777, 0600u) << entry.path();
    }
  }
  ::chmod(file.c_str(), 0644);
  EXPECT_THROW(open_database({.url = "sqlite:" + file}), StoreError);
}

TEST(Sqlite, ASecondKithIsRefused) {
  const TestDatabase place("sqlite");
  auto first = place.open();
  try {
    place.open();
    FAIL() << "opened twice";
  } catch (const StoreError& error) {
    EXPECT_NE(std::string(error.what()).find("another Kith is using this database"), std::string::npos);
  }
  first.reset();
  EXPECT_NO_THROW(place.open());
}

TEST(Sqlite, AWrongAddressOrFileIsRefused) {
  const TestFolder folder;
  EXPECT_THROW(open_database({.url = "mysql://host"}), StoreError);
  EXPECT_THROW(open_database({.url = "sqlite:"}), StoreError);
  EXPECT_THROW(open_database({.url = "sqlite:" + (folder.path() / "nowhere" / "kith.db").string()}),
               StoreError);
  const auto file = folder.path() / "text.db";
  std::ofstream(file) << std::string(5000, 'x');
  ::chmod(file.c_str(), 0600);
  EXPECT_THROW(open_database({.url = "sqlite:" + file.string()}), StoreError);
}

TEST(Sqlite, TheWalStaysSmallAndIsEmptiedAtRest) {
  const auto database = fresh_database("sqlite");
  make_notes(*database);
  std::int64_t largest = 0;
  for (int i = 0; i < 60; ++i) {
    database->write([i](Tx& tx) {
      for (int n = 0; n < 5; ++n)
        add_note(tx, i * 5 + n, std::to_string(i * 5 + n) + std::string(60'000, 'x'));
    });
    largest = std::max(largest, database->status().wal_bytes);
  }
  EXPECT_GT(largest, 1 << 20);
  EXPECT_LT(largest, 8 << 20) << "18 MB were written";
  for (int i = 0; i < 500 && database->status().wal_bytes > 0; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(database->status().wal_bytes, 0);
  EXPECT_FALSE(database->failed());
}

TEST(Sqlite, DeletedBytesAreGoneFromTheFilesAtRest) {
  const TestDatabase place("sqlite");
  const std::string secret = "a-very-particular-secret-sentence";
  {
    const auto database = place.open();
    make_notes(*database);
    database->write([&](Tx& tx) { add_note(tx, 1, secret); });
    database->write([](Tx& tx) { tx.execute("delete from note"); });
  }
  const std::filesystem::path file = place.url().substr(7);
  for (const auto& entry : std::filesystem::directory_iterator(file.parent_path())) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string content{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    EXPECT_EQ(content.find(secret), std::string::npos) << entry.path();
  }
}

TEST(Sqlite, AnOperationThatEndsTheTransactionFailsTheStore) {
  const auto database = fresh_database("sqlite");
  make_notes(*database);
  EXPECT_THROW(database->write([](Tx& tx) {
    add_note(tx, 1, "x");
    tx.execute("rollback");
  }),
               StoreError);
  EXPECT_TRUE(database->failed());
  EXPECT_THROW(database->write([](Tx&) {}), StoreError);
}

TEST(Sqlite, CheckFindsABrokenReference) {
  const auto database = fresh_database("sqlite");
  database->migrate(
      {{"m",
        {{"0001_start",
          "create table parent (id bigint primary key);\n"
          "create table child (id bigint primary key, parent bigint references parent (id));\n"}}}});
  EXPECT_THROW(database->write([](Tx& tx) { tx.execute("insert into child (id, parent) values (1, 7)"); }),
               StoreError);
  EXPECT_TRUE(database->check().empty());
  EXPECT_FALSE(database->failed());
}

}  // namespace
}  // namespace kith
