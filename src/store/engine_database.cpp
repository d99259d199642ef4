#include "store/engine_database.h"

#include <utility>

#include "store/migrations.h"

namespace kith {

namespace {

// The database that this thread is reading, to notice a read inside a read before it waits for itself.
thread_local const EngineDatabase* reading_here = nullptr;

class Reading {
 public:
  explicit Reading(const EngineDatabase* database) : before_(std::exchange(reading_here, database)) {
    if (before_ == database) {
      reading_here = before_;
      throw std::logic_error("a read inside a read of the same database");
    }
  }
  ~Reading() { reading_here = before_; }
  Reading(const Reading&) = delete;
  Reading& operator=(const Reading&) = delete;

 private:
  const EngineDatabase* before_;
};

}  // namespace

EngineDatabase::EngineDatabase(Parts parts)
    : held_(std::move(parts.held)),
      writer_(std::move(parts.writer)),
      readers_(std::move(parts.readers)),
      group_(*writer_) {}

void EngineDatabase::read(const Operation& operation) {
  if (group_.in_operation()) throw std::logic_error("a read inside a write of the same database");
  const Reading reading(this);
  if (readers_.empty()) return read_here(operation);
  bool ruined = false;
  try {
    readers_.read(operation, ruined);
  } catch (...) {
    if (ruined) group_.fail();
    throw;
  }
}

void EngineDatabase::read_here(const Operation& operation) {
  const std::lock_guard guard(group_.connection_lock());
  run_read(*writer_, operation);
}

void EngineDatabase::write_async(Operation operation, Done done) {
  if (readers_.empty()) return group_.write_here(std::move(operation), std::move(done));
  group_.add(std::move(operation), std::move(done));
}

void EngineDatabase::migrate(const std::vector<ModuleSchema>& schemas) {
  const std::lock_guard guard(group_.connection_lock());
  apply_migrations(*writer_, schemas);
}

DatabaseStatus EngineDatabase::status() const {
  DatabaseStatus status;
  status.commits = group_.commits();
  status.writes = group_.writes();
  status.waiting = group_.waiting();
  return status;
}

std::vector<std::string> check_event_sequence(Tx& tx) {
  const Rows rows =
      tx.query("select count(*), coalesce(min(sequence), 1), coalesce(max(sequence), 0) from event");
  if (rows[0].integer(1) == 1 && rows[0].integer(0) == rows[0].integer(2)) return {};
  return {"the event log has gaps: " + std::to_string(rows[0].integer(0)) + " events up to number " +
          std::to_string(rows[0].integer(2))};
}

}  // namespace kith
