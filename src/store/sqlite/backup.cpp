#include "store/sqlite/backup.h"

#include <fmt/format.h>

#include <memory>

#include "store/files.h"

namespace kith {

namespace {

struct CloseSqlite {
  void operator()(sqlite3* handle) const { sqlite3_close(handle); }
};
using SqliteHandle = std::unique_ptr<sqlite3, CloseSqlite>;

SqliteHandle open_copy(const std::filesystem::path& file) {
  sqlite3* opened = nullptr;
  const int code =
      sqlite3_open_v2(file.c_str(), &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE, nullptr);
  SqliteHandle copy(opened);
  if (code != SQLITE_OK) throw StoreError(fmt::format("cannot open the backup {}", file.string()));
  return copy;
}

void must(sqlite3* copy, const char* sql) {
  if (sqlite3_exec(copy, sql, nullptr, nullptr, nullptr) == SQLITE_OK) return;
  throw StoreError(fmt::format("the backup failed at {}: {}", sql, sqlite3_errmsg(copy)));
}

// One step in one snapshot: in WAL mode the writer goes on meanwhile, and the copy never starts again.
void copy_pages(sqlite3* source, sqlite3* copy) {
  sqlite3_backup* backup = sqlite3_backup_init(copy, "main", source, "main");
  if (!backup) throw StoreError(fmt::format("the backup could not begin: {}", sqlite3_errmsg(copy)));
  sqlite3_backup_step(backup, -1);
  const int code = sqlite3_backup_finish(backup);
  if (code != SQLITE_OK) throw StoreError(fmt::format("the backup failed: {}", sqlite3_errstr(code)));
}

int note_problem(void* problems, int, char** columns, char**) {
  const std::string text = columns[0] ? columns[0] : "";
  if (text != "ok") static_cast<std::vector<std::string>*>(problems)->push_back(text);
  return SQLITE_OK;
}

void check_copy(sqlite3* copy) {
  std::vector<std::string> problems;
  for (const char* question : {"pragma integrity_check", "pragma foreign_key_check"}) {
    if (sqlite3_exec(copy, question, note_problem, &problems, nullptr) != SQLITE_OK) {
      problems.push_back(sqlite3_errmsg(copy));
    }
  }
  if (!problems.empty()) throw StoreError("the backup is damaged: " + problems.front());
}

}  // namespace

void copy_sqlite(sqlite3* source, const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) throw StoreError(fmt::format("{} is already there", file.string()));
  std::filesystem::path partial = file;
  partial += ".partial";
  std::filesystem::remove(partial);
  make_private_file(partial);
  try {
    {
      const SqliteHandle copy = open_copy(partial);
      copy_pages(source, copy.get());
      // A copy of a WAL database would want companions; the backup is one file.
      must(copy.get(), "pragma journal_mode = delete");
      check_copy(copy.get());
    }
    sync_to_disk(partial);
    publish_file(partial, file);
  } catch (...) {
    std::filesystem::remove(partial);
    throw;
  }
}

std::vector<std::string> check_sqlite(Tx& tx) {
  std::vector<std::string> problems;
  for (const Row& row : tx.query("pragma integrity_check")) {
    if (row.text(0) != "ok") problems.push_back(row.text(0));
  }
  for (const Row& row : tx.query("pragma foreign_key_check")) {
    problems.push_back(
        fmt::format("a row of {} names a row of {} that is not there", row.text(0), row.text(2)));
  }
  return problems;
}

}  // namespace kith
