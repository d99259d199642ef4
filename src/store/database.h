#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "store/migration.h"
#include "store/value.h"

namespace kith {

// One transaction as operations see it. SQL uses $1, $2, ... and the subset that runs on both engines
// (docs/decisions/0002). Identical text is prepared once per connection. Text must be UTF-8 without NUL bytes
// and numbers finite, on both engines.
//
// After a statement has failed, the operation is lost: later statements of the same operation throw, and it
// rolls back even when it swallowed the error. (PostgreSQL works so; SQLite is held to the same.)
class Tx {
 public:
  virtual ~Tx() = default;

  template <class... Params>
  Rows query(std::string_view sql, const Params&... params) {
    return run(sql, SqlParams{sql_value(params)...}).rows;
  }
  // How many rows were changed.
  template <class... Params>
  std::int64_t execute(std::string_view sql, const Params&... params) {
    return run(sql, SqlParams{sql_value(params)...}).changed;
  }
  Rows query_with(std::string_view sql, SqlParams params) { return run(sql, std::move(params)).rows; }
  std::int64_t execute_with(std::string_view sql, SqlParams params) {
    return run(sql, std::move(params)).changed;
  }

  virtual bool may_write() const = 0;

  // What an operation has worked out and may use again until it ends; forgotten then. The vault keeps the
  // keys it has unwrapped here: nobody else can destroy one before this transaction ends.
  std::unordered_map<std::string, std::string>& memory() { return memory_; }

 protected:
  struct Result {
    Rows rows;
    std::int64_t changed = 0;
  };
  // Throws StoreError, or UniqueViolation when a unique index says no.
  virtual Result run(std::string_view sql, SqlParams params) = 0;

 private:
  std::unordered_map<std::string, std::string> memory_;
};

// The store failed or the statement is wrong: never the fault of what a person typed.
class StoreError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A unique index refused. Operations turn it into a conflict where two people may race.
class UniqueViolation : public StoreError {
 public:
  using StoreError::StoreError;
};

// How a write ended, given to the callback of write_async where the write ran, after the commit is durable.
// `error` holds the operation's own exception (all it wrote was rolled back) or the store's.
struct WriteOutcome {
  std::exception_ptr error;
};

struct DatabaseStatus {
  std::string engine;          // "sqlite" or "postgresql"
  std::int64_t commits = 0;    // group commits
  std::int64_t writes = 0;     // operations inside them
  std::int64_t wal_bytes = 0;  // SQLite only
  std::size_t waiting = 0;     // operations not yet begun
};

// The store. Group commit (docs/decisions/0010): one writer thread takes every waiting write, runs each in
// its own savepoint inside one transaction (one that is alone needs none), commits once, and only then
// answers all of them. Reads run on the caller's thread over a small pool of read-only connections, each in a
// consistent snapshot. A database in memory reads and writes over one connection, on the caller's thread.
//
// On an I/O error, a full disk or an uncertain commit nothing is acknowledged: every waiting write gets a
// StoreError, `failed()` turns true and the process is expected to stop (promise R3).
class Database {
 public:
  virtual ~Database() = default;

  using Operation = std::function<void(Tx&)>;
  using Done = std::function<void(WriteOutcome)>;

  // Runs a read-only operation in a snapshot; what it throws is thrown on. Reading inside another operation
  // of the same database is a bug: std::logic_error.
  virtual void read(const Operation& operation) = 0;

  // Queues a write; `done` is called once, on the writer thread, and must not throw. May be called from any
  // thread. With more than 10,000 waiting, `done` gets a Refusal unavailable "store.busy" at once, and after
  // a failure a StoreError at once, on the caller's thread. The destructor completes what waits.
  virtual void write_async(Operation operation, Done done) = 0;

  // The same, waiting for the end; what the operation throws is thrown on. On the writer thread (inside an
  // operation or a `done`) it would wait for itself: std::logic_error.
  void write(Operation operation);

  // Applies what is missing, each step in a transaction of its own with its line in schema_step. Refuses with
  // a StoreError that says so when the database holds a step that this binary does not know (a newer Kith),
  // or when a step was edited after it was applied. Checks all before it changes anything.
  virtual void migrate(const std::vector<ModuleSchema>& schemas) = 0;

  // A consistent copy of the whole database while the server runs, as one SQLite file at `file` (PostgreSQL:
  // a custom-format pg_dump). The file (mode 0600) is complete, checked and synced when this returns; until
  // then it is called `file`.partial. Refuses to overwrite.
  virtual void backup_to(const std::filesystem::path& file) = 0;

  // Problems found by the engine's own check (SQLite integrity_check and foreign_key_check; PostgreSQL
  // invalid indexes and constraints), and gaps in the event sequence; empty when sound.
  virtual std::vector<std::string> check() = 0;

  virtual DatabaseStatus status() const = 0;
  virtual bool failed() const = 0;

  // Whether the caller runs on the writer thread, where waiting for a write would never end.
  virtual bool on_writer_thread() const = 0;
};

struct DatabaseOptions {
  // "sqlite:/path/to/kith.db", "sqlite::memory:" or a "postgresql://..." URI.
  std::string url;
  std::size_t readers = 2;
};

// Opens (SQLite: makes, mode 0600) the database. A SQLite file has one process at a time, held by
// `<file>.lock`, and must be closed to others than its owner. Throws StoreError with the cure when it cannot,
// and refuses to start when SQLite does not take synchronous=FULL, WAL and foreign keys (promise O2).
std::unique_ptr<Database> open_database(const DatabaseOptions& options);

}  // namespace kith
