#include "cli/backup.h"

#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "data_folder.h"

namespace kith {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

void back_up(Installation& installation, const std::filesystem::path& file) {
  EXPECT_EQ(make_backup(installation, Json::object({{"file", file.string()}}), [](Stream, const auto&) {}),
            0);
}

// A folder with a backup of it, on each engine.
class BackupTest : public ::testing::TestWithParam<std::string> {
 protected:
  BackupTest() { use(before, place); }

  void use(const DataFolder& folder, const TestDatabase& database) const {
    if (GetParam() == "sqlite") return;
    folder.write("kith.toml", "[database]\nurl = \"" + database.url() + "\"\n");
  }
  // A folder to restore into, with the right key.
  void prepare(const DataFolder& folder, const TestDatabase& database) const {
    use(folder, database);
    folder.write("secret.key", before.read("secret.key"));
  }
  void make_one(const std::string& first_name = "Plantedname") {
    Installation installation(before.settings(), Opening::create);
    add_somebody(installation, first_name);
    back_up(installation, backup);
  }
  std::string restore(const DataFolder& folder) const {
    return refused([&] { restore_backup(folder.settings(), backup); });
  }

  DataFolder before;
  TestDatabase place{GetParam()};
  TestFolder elsewhere;
  std::filesystem::path backup = elsewhere.path() / "kith.backup";
};

INSTANTIATE_TEST_SUITE_P(Kinds, BackupTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

// While people write, and with what was there before it began; every write is two rows, so half a write
// would be seen.
TEST_P(BackupTest, ComesBackWholeThoughItWasMadeUnderLoad) {
  std::int64_t before_it = 0, names = 0;
  {
    Installation installation(before.settings(), Opening::create);
    add_somebody(installation, "Anna");
    std::atomic<bool> stop = false;
    std::thread writer([&] {
      while (!stop) add_somebody(installation, "Ben");
    });
    while (count(installation.database(), "select count(*) from person") < 20) std::this_thread::yield();
    before_it = count(installation.database(), "select count(*) from person");
    back_up(installation, backup);
    stop = true;
    writer.join();
  }
  const DataFolder after;
  const TestDatabase fresh(GetParam());
  prepare(after, fresh);
  ASSERT_EQ(restore(after), "");
  Installation restored(after.settings(), Opening::existing);
  EXPECT_THAT(restored.application().check(), IsEmpty());
  const std::int64_t people = count(restored.database(), "select count(*) from person");
  EXPECT_GE(people, before_it);
  EXPECT_EQ(count(restored.database(), "select count(*) from role_grant"), people);
  EXPECT_EQ(count(restored.database(), "select count(*) from event where type = 'people.person_added'"),
            people);
  restored.application().as_system("test", [&](Context& context) {
    for (const Row& row : context.tx.query("select id from person limit 5")) {
      const Identity identity =
          restored.people().identity(context, reach_identities_as_system(context), row.id<PersonId>(0));
      names += identity.first_name.empty() ? 0 : 1;
    }
  });
  EXPECT_EQ(names, 5) << "the names can be read again";
  add_somebody(restored, "Cleo");
}

// Promise V7, and the file is the operator's alone.
TEST_P(BackupTest, ShowsNothingToWhoeverFindsIt) {
  make_one();
  const std::string bytes = DataFolder().read(backup.string());
  EXPECT_GT(bytes.size(), 1000U);
  for (const char* told :
       {"lantedname", "SQLite format", "PGDMP", "person_added", "create table", "CREATE TABLE"}) {
    EXPECT_THAT(bytes, Not(HasSubstr(told)));
  }
  struct stat facts {};
  ASSERT_EQ(::stat(backup.c_str(), &facts), 0);
  EXPECT_EQ(facts.st_mode & 0777, 0600U);
  int files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(elsewhere.path()))
    files += entry.exists() ? 1 : 0;
  EXPECT_EQ(files, 1);
}

TEST_P(BackupTest, NeverReplacesAFile) {
  make_one();
  const std::string old = DataFolder().read(backup.string());
  Installation installation(before.settings(), Opening::existing);
  EXPECT_THAT(refused([&] { back_up(installation, backup); }), HasSubstr("is there already"));
  EXPECT_EQ(DataFolder().read(backup.string()), old);
}

TEST_P(BackupTest, OneByteChangedIsRefusedAndNothingIsLeft) {
  make_one();
  const DataFolder helper;
  const std::string whole = helper.read(backup.string());
  const DataFolder after;
  const TestDatabase fresh(GetParam());
  prepare(after, fresh);
  const auto clean = after.content();
  std::vector<std::string> changed;
  for (const std::size_t at :
       {std::size_t{0}, std::size_t{9}, std::size_t{40}, whole.size() / 2, whole.size() - 1}) {
    changed.push_back(whole);
    changed.back()[at] = static_cast<char>(changed.back()[at] ^ 1);
  }
  changed.push_back(whole.substr(0, whole.size() - 1));
  changed.push_back(whole.substr(0, whole.size() / 2));
  changed.push_back(whole.substr(0, 8 + 24 + 65'536 + 17));  // to the end of the first piece
  changed.push_back(whole.substr(0, 20));
  changed.push_back("");
  changed.push_back(whole + "x");
  changed.push_back(whole + whole);
  const std::size_t piece = 65'536 + 17, first = 8 + 24;
  if (whole.size() > first + 2 * piece) {
    changed.push_back(whole.substr(0, first) + whole.substr(first + piece, piece) +
                      whole.substr(first, piece) + whole.substr(first + 2 * piece));
  }
  for (std::size_t i = 0; i < changed.size(); ++i) {
    helper.write(backup.string(), changed[i]);
    EXPECT_NE(restore(after), "") << i;
    EXPECT_EQ(after.content(), clean) << i;
  }
  helper.write(backup.string(), whole);
  EXPECT_EQ(restore(after), "");
}

TEST_P(BackupTest, AnotherKeyOrNoneIsRefusedAndNothingIsLeft) {
  make_one();
  const DataFolder after;
  const TestDatabase fresh(GetParam());
  use(after, fresh);
  EXPECT_THAT(restore(after), HasSubstr("put the saved key there first"));
  after.write("secret.key", std::string(before.read("secret.key").size(), 'x'));
  const auto clean = after.content();
  EXPECT_THAT(restore(after), HasSubstr("belongs to another key"));
  EXPECT_EQ(after.content(), clean);
  after.write("secret.key", before.read("secret.key"), 0644);
  EXPECT_THAT(restore(after), HasSubstr("chmod 600"));
}

TEST_P(BackupTest, ADatabaseThatIsThereIsNotTouched) {
  make_one();
  {
    Installation installation(before.settings(), Opening::existing);
    add_somebody(installation, "Later");
  }
  EXPECT_NE(restore(before), "");
  Installation installation(before.settings(), Opening::existing);
  EXPECT_EQ(count(installation.database(), "select count(*) from person"), 2);
  EXPECT_THAT(installation.application().check(), IsEmpty());
}

TEST_P(BackupTest, RestoresUnderAnOpenUmaskAndKeepsTheFilesClosed) {
  make_one();
  const DataFolder after;
  const TestDatabase fresh(GetParam());
  prepare(after, fresh);
  const mode_t old = ::umask(0022);
  const Printed printed = kith_command({"restore", "--data", after.path().string(), backup.string()});
  ::umask(old);
  EXPECT_EQ(printed.exit_code, 0) << printed.error;
  EXPECT_THAT(printed.out, HasSubstr("kith serve"));
  const Printed checked = kith_command({"check", "--data", after.path().string()});
  EXPECT_EQ(checked.exit_code, 0) << checked.error;
  EXPECT_FALSE(std::filesystem::exists(after.file("restore.copying")));
  EXPECT_FALSE(std::filesystem::exists(after.file("kith.db.restoring")));
}

// What an earlier database left in its write-ahead log would be played into the restored one.
TEST(SqliteRestore, IsRefusedBesideWhatAnEarlierDatabaseLeft) {
  const DataFolder before, after;
  const TestFolder elsewhere;
  const auto backup = elsewhere.path() / "kith.backup";
  {
    Installation installation(before.settings(), Opening::create);
    add_somebody(installation, "Anna");
    back_up(installation, backup);
  }
  for (const char* left : {"kith.db-wal", "kith.db-shm", "kith.db-journal", "kith.db"}) {
    after.write("secret.key", before.read("secret.key"));
    after.write(left, "left over");
    EXPECT_THAT(refused([&] { restore_backup(after.settings(), backup); }), HasSubstr(left));
    EXPECT_EQ(after.read(left), "left over");
    std::filesystem::remove(after.file(left));
  }
  EXPECT_EQ(refused([&] { restore_backup(after.settings(), backup); }), "");
}

TEST(SqliteRestore, GoesWhereTheSettingsSay) {
  const DataFolder before, after;
  const TestFolder elsewhere;
  const auto backup = elsewhere.path() / "kith.backup";
  const auto database = elsewhere.path() / "other.db";
  {
    Installation installation(before.settings(), Opening::create);
    add_somebody(installation, "Anna");
    back_up(installation, backup);
  }
  after.write("secret.key", before.read("secret.key"));
  after.write("kith.toml", "[database]\nurl = \"sqlite:" + database.string() + "\"\n");
  EXPECT_EQ(refused([&] { restore_backup(after.settings(), backup); }), "");
  EXPECT_TRUE(std::filesystem::exists(database));
  EXPECT_FALSE(std::filesystem::exists(after.file("kith.db")));
  Installation restored(after.settings(), Opening::existing);
  EXPECT_EQ(count(restored.database(), "select count(*) from person"), 1);
}

TEST(Restore, RefusesABackupOfTheOtherEngine) {
  if (test_database_kinds().size() < 2) GTEST_SKIP() << "no PostgreSQL to try with";
  const DataFolder sqlite, postgres;
  const TestDatabase full("postgresql"), empty("postgresql");
  const TestFolder elsewhere;
  const auto of_sqlite = elsewhere.path() / "sqlite", of_postgres = elsewhere.path() / "postgres";
  postgres.write("kith.toml", "[database]\nurl = \"" + full.url() + "\"\n");
  {
    Installation one(sqlite.settings(), Opening::create), two(postgres.settings(), Opening::create);
    back_up(one, of_sqlite);
    back_up(two, of_postgres);
  }
  const DataFolder into_postgres, into_sqlite;
  into_postgres.write("kith.toml", "[database]\nurl = \"" + empty.url() + "\"\n");
  into_postgres.write("secret.key", sqlite.read("secret.key"));
  into_sqlite.write("secret.key", postgres.read("secret.key"));
  EXPECT_THAT(refused([&] { restore_backup(into_postgres.settings(), of_sqlite); }),
              HasSubstr("this is a backup of SQLite"));
  EXPECT_THAT(refused([&] { restore_backup(into_sqlite.settings(), of_postgres); }),
              HasSubstr("this is a backup of PostgreSQL"));
  EXPECT_FALSE(std::filesystem::exists(into_sqlite.file("kith.db")));
}

}  // namespace
}  // namespace kith
