#include "store/sqlite/database.h"

#include <filesystem>

#include "store/engine_database.h"
#include "store/files.h"
#include "store/sqlite/backup.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/lock_file.h"

namespace kith {

namespace {

class SqliteDatabase : public EngineDatabase {
 public:
  SqliteDatabase(std::string file, Parts parts) : EngineDatabase(std::move(parts)), file_(std::move(file)) {}

  void backup_to(const std::filesystem::path& file) override {
    if (has_readers()) {
      SqliteConnection source(file_, SqliteConnection::Role::reader);
      return copy_sqlite(source.handle(), file);
    }
    const std::lock_guard guard(writer_lock());
    copy_sqlite(static_cast<SqliteConnection&>(writer()).handle(), file);
  }

  std::vector<std::string> check() override {
    std::vector<std::string> problems;
    read([&](Tx& tx) {
      problems = check_sqlite(tx);
      if (tx.query("select 1 from sqlite_schema where name = 'event'").empty()) return;
      for (std::string& gap : check_event_sequence(tx)) problems.push_back(std::move(gap));
    });
    return problems;
  }

  DatabaseStatus status() const override {
    DatabaseStatus status = EngineDatabase::status();
    status.engine = "sqlite";
    std::error_code none;
    const auto size = std::filesystem::file_size(file_ + "-wal", none);
    if (!none) status.wal_bytes = static_cast<std::int64_t>(size);
    return status;
  }

 private:
  const std::string file_;
};

EngineDatabase::Parts open_file(const std::string& file, std::size_t readers) {
  EngineDatabase::Parts parts;
  parts.held = std::make_shared<LockFile>(file + ".lock");
  if (!std::filesystem::exists(file)) {
    make_private_file(file);
    sync_to_disk(folder_of(file));
  }
  require_private(file);
  parts.writer = std::make_unique<SqliteConnection>(file, SqliteConnection::Role::writer);
  for (std::size_t i = 0; i < std::max<std::size_t>(readers, 1); ++i) {
    parts.readers.push_back(std::make_unique<SqliteConnection>(file, SqliteConnection::Role::reader));
  }
  return parts;
}

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& place, std::size_t readers) {
  if (place.empty()) throw StoreError("the database address names no file: write sqlite:/path/to/kith.db");
  if (place != ":memory:") return std::make_unique<SqliteDatabase>(place, open_file(place, readers));
  EngineDatabase::Parts parts;
  parts.writer = std::make_unique<SqliteConnection>(place, SqliteConnection::Role::memory);
  return std::make_unique<SqliteDatabase>(place, std::move(parts));
}

void restore_sqlite(const std::filesystem::path& file, const std::filesystem::path& copy) {
  for (const char* companion : {"", "-wal", "-shm", "-journal"}) {
    const std::filesystem::path left_over = file.string() + companion;
    if (!std::filesystem::exists(left_over)) continue;
    throw StoreError("there is " + left_over.string() +
                     " already; restore into a folder that no database was in");
  }
  const auto problems = open_sqlite(copy.string(), 1)->check();
  for (const char* companion : {"-wal", "-shm", ".lock"}) {
    std::filesystem::remove(copy.string() + companion);
  }
  if (!problems.empty()) throw StoreError("the database in the backup is damaged: " + problems.front());
  sync_to_disk(copy);
  publish_file(copy, file);
}

}  // namespace kith
