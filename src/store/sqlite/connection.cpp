#include "store/sqlite/connection.h"

#include <fmt/format.h>

namespace kith {

namespace {

constexpr int busy_timeout_ms = 5000;
constexpr int checkpoint_wait_ms = 100;
// The WAL is copied back when it has grown by this much. Beyond the second size readers are waited for a
// moment, so that it starts anew even when somebody is always reading.
constexpr std::int64_t checkpoint_bytes = 4 << 20;
constexpr std::int64_t large_wal_bytes = 64 << 20;
constexpr std::size_t most_statements = 1000;

bool is_unique_violation(int code) {
  return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY ||
         code == SQLITE_CONSTRAINT_ROWID;
}

// Whether the error belongs to this one statement. Everything else (full disk, I/O, damage, no memory, a lock
// that nobody should hold) is the store's, and nothing of the open transaction may be trusted.
bool is_statement_error(int code) {
  switch (code & 0xFF) {
    case SQLITE_ERROR:
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
    case SQLITE_RANGE:
    case SQLITE_AUTH:
      return true;
    case SQLITE_READONLY:
      return code == SQLITE_READONLY;  // a reader tried to write
    default:
      return false;
  }
}

int keep_text(void* kept, int, char** columns, char**) {
  if (columns[0]) *static_cast<std::string*>(kept) = columns[0];
  return SQLITE_OK;
}

int note_wal_size(void* pages, sqlite3*, const char*, int count) {
  *static_cast<std::int64_t*>(pages) = count;
  return SQLITE_OK;
}

constexpr std::string_view writer_cache = "-98304";  // in KiB, by the sign

}  // namespace

SqliteConnection::SqliteConnection(const std::string& file, Role role) : role_(role) {
  try {
    open(file);
    configure();
  } catch (...) {
    statements_.clear();
    sqlite3_close(handle_);
    throw;
  }
}

SqliteConnection::~SqliteConnection() {
  statements_.clear();
  sqlite3_close(handle_);
}

void SqliteConnection::open(const std::string& file) {
  // Nobody asks how much memory SQLite holds, and keeping count takes a lock for each piece of it.
  [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (role_ == Role::memory ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, role_ == Role::memory ? "memdb" : nullptr);
  if (code != SQLITE_OK) {
    throw StoreError(fmt::format("cannot open the database {}: {}", file, sqlite3_errstr(code)));
  }
  sqlite3_busy_timeout(handle_, busy_timeout_ms);
}

void SqliteConnection::configure() {
  set_and_assert("journal_mode", "wal", role_ == Role::memory ? "memory" : "wal");
  set_and_assert("synchronous", "full", "2");
  set_and_assert("foreign_keys", "on", "1");
  set_and_assert("trusted_schema", "off", "0");
  if (role_ != Role::memory) {  // memory has no file that could be damaged, copied or read by somebody else
    set_and_assert("cell_size_check", "on", "1");
    set_and_assert("secure_delete", "on", "1");
    set_and_assert("mmap_size", "0", "0");
  }
  set_and_assert("temp_store", "memory", "2");
  set_and_assert("wal_autocheckpoint", "0", "0");
  set_and_assert("busy_timeout", std::to_string(busy_timeout_ms), std::to_string(busy_timeout_ms));
  if (role_ == Role::reader) set_and_assert("query_only", "on", "1");
  // Room for a whole roster's indexes: with the default of 2 MB a large import reads its own pages back from
  // the log again and again. Taken only as far as it is used.
  if (role_ != Role::reader) set_and_assert("cache_size", writer_cache, writer_cache);
  // As in PostgreSQL: LIKE minds case, and "x" is a name, never text.
  Rows none;
  SqliteStatement(handle_, "pragma case_sensitive_like = on").run({}, none);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DML, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DQS_DDL, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  if (role_ == Role::reader) sqlite3_db_config(handle_, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  if (role_ == Role::writer) sqlite3_wal_hook(handle_, note_wal_size, &wal_pages_);
  page_size_ = run_statement("pragma page_size", {}).rows.at(0).integer(0);
  next_checkpoint_bytes_ = checkpoint_bytes;
}

void SqliteConnection::set_and_assert(std::string_view setting, std::string_view value,
                                      std::string_view wanted) {
  std::string kept;
  sqlite3_exec(handle_, fmt::format("pragma {} = {}", setting, value).c_str(), nullptr, nullptr, nullptr);
  sqlite3_exec(handle_, fmt::format("pragma {}", setting).c_str(), keep_text, &kept, nullptr);
  if (kept == wanted) return;
  throw StoreError(fmt::format(
      "SQLite does not take {} = {}, without which data could be lost; Kith does not start with it", setting,
      value));
}

void SqliteConnection::begin_read() { control("begin"); }

void SqliteConnection::begin_write() {
  control("begin immediate");
  set_writing(true);
}

void SqliteConnection::commit() {
  // Some errors, and a stray "commit" or "rollback" in an operation, end the transaction early.
  if (sqlite3_get_autocommit(handle_)) {
    ruined_ = true;
    throw StoreError("the transaction ended before its commit");
  }
  control("commit");
  set_writing(false);
}

void SqliteConnection::roll_back() noexcept {
  set_writing(false);
  if (sqlite3_get_autocommit(handle_)) return;
  Rows none;
  try {
    prepared("rollback").run({}, none);
  } catch (...) {
    // Whether or not it could be prepared, the transaction must end.
    sqlite3_exec(handle_, "rollback", nullptr, nullptr, nullptr);
  }
}

void SqliteConnection::run_script(std::string_view sql) {
  const std::string translated = to_sqlite_ddl(sql);
  const int code = sqlite3_exec(handle_, translated.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, translated);
}

Tx::Result SqliteConnection::run_statement(std::string_view sql, const SqlParams& params) {
  SqliteStatement& statement = prepared(sql);
  if (!may_write() && !statement.only_reads()) throw StoreError(fmt::format("a read may not write: {}", sql));
  Result result;
  const int code = statement.run(params, result.rows);
  if (code != SQLITE_OK) fail(code, sql);
  if (!statement.only_reads()) result.changed = sqlite3_changes64(handle_);
  return result;
}

SqliteStatement& SqliteConnection::prepared(std::string_view sql) {
  const auto found = statements_.find(sql);
  if (found != statements_.end()) return *found->second;
  if (statements_.size() >= most_statements) statements_.clear();
  auto statement = std::make_unique<SqliteStatement>(handle_, sql);
  return *statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

// Statements that steer the transaction. They have no reason to fail in a sound store.
void SqliteConnection::control(std::string_view sql) {
  Rows none;
  const int code = prepared(sql).run({}, none);
  if (code == SQLITE_OK) return;
  ruined_ = true;
  throw StoreError(fmt::format("the database failed at {}: {}", sql, sqlite3_errmsg(handle_)));
}

void SqliteConnection::fail(int code, std::string_view sql) {
  const std::string text = fmt::format("{} (SQLite {}) in: {}", sqlite3_errmsg(handle_), code, sql);
  if (is_unique_violation(code)) throw UniqueViolation(text);
  if (!is_statement_error(code)) ruined_ = true;
  throw StoreError(text);
}

void SqliteConnection::tend(bool idle) {
  if (role_ != Role::writer || wal_pages_ == 0) return;
  const std::int64_t bytes = wal_pages_ * page_size_;
  // At rest the WAL is emptied, because deleted text lives on in it.
  if (idle) return checkpoint(SQLITE_CHECKPOINT_TRUNCATE);
  if (bytes < checkpoint_bytes) next_checkpoint_bytes_ = checkpoint_bytes;
  if (bytes < next_checkpoint_bytes_) return;
  next_checkpoint_bytes_ = bytes + checkpoint_bytes;
  checkpoint(bytes < large_wal_bytes ? SQLITE_CHECKPOINT_PASSIVE : SQLITE_CHECKPOINT_RESTART);
}

void SqliteConnection::checkpoint(int mode) {
  sqlite3_busy_timeout(handle_, checkpoint_wait_ms);
  const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, mode, nullptr, nullptr);
  sqlite3_busy_timeout(handle_, busy_timeout_ms);
  // Busy means that a reader still needs the WAL: the next turn tries again.
  if (code == SQLITE_OK && mode == SQLITE_CHECKPOINT_TRUNCATE) wal_pages_ = 0;
  if (code != SQLITE_OK && (code & 0xFF) != SQLITE_BUSY) ruined_ = true;
}

}  // namespace kith
