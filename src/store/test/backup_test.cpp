#include <sys/stat.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "store/test/store_test.h"

namespace kith {
namespace {

TEST(SqliteBackup, ACopyMadeWhileWritingIsWholeAndConsistent) {
  const TestFolder folder;
  const auto database = fresh_database("sqlite");
  make_notes(*database);
  // Every write adds two notes, so a consistent copy holds an even number.
  std::atomic<bool> stop = false;
  std::atomic<std::int64_t> written = 0;
  std::thread writer([&] {
    for (std::int64_t i = 0; !stop; i += 2) {
      database->write([i](Tx& tx) {
        add_note(tx, i, std::to_string(i) + std::string(2000, 'x'));
        add_note(tx, i + 1, std::to_string(i + 1));
      });
      written = i + 2;
    }
  });
  for (int round = 0; round < 5; ++round) {
    const auto file = folder.path() / ("copy" + std::to_string(round) + ".db");
    const std::int64_t before = written;
    database->backup_to(file);
    const auto copy = open_database({.url = "sqlite:" + file.string()});
    EXPECT_GE(count_notes(*copy), before);
    EXPECT_EQ(count_notes(*copy) % 2, 0);
    EXPECT_TRUE(copy->check().empty());
    copy->write([](Tx& tx) { add_note(tx, -1, "the copy is a database like any other"); });
  }
  stop = true;
  writer.join();
  EXPECT_FALSE(database->failed());
}

TEST(SqliteBackup, IsOnePrivateFileAndNeverReplacesAnother) {
  const TestFolder folder;
  const auto database = fresh_database("memory");
  make_notes(*database);
  const auto file = folder.path() / "copy.db";
  database->backup_to(file);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path()))
    files += entry.exists() ? 1 : 0;
  EXPECT_EQ(files, 1);
  struct stat facts {};
  ASSERT_EQ(::stat(file.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600u);
  EXPECT_THROW(database->backup_to(file), StoreError);
  EXPECT_THROW(database->backup_to(folder.path() / "nowhere" / "copy.db"), StoreError);
}

}  // namespace
}  // namespace kith
