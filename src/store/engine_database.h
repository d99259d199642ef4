#pragma once

#include <memory>
#include <vector>

#include "store/connection.h"
#include "store/group_writer.h"
#include "store/read_pool.h"

namespace kith {

// What both engines share: one writing connection under a group writer, and a pool of readers. Without
// readers (a SQLite database in memory) reads take turns with the writer on its connection.
class EngineDatabase : public Database {
 public:
  struct Parts {
    std::shared_ptr<void> held;  // let go after the last connection is closed: the lock on the file
    std::unique_ptr<Connection> writer;
    std::vector<std::unique_ptr<Connection>> readers;
  };
  explicit EngineDatabase(Parts parts);

  void read(const Operation& operation) override;
  void write_async(Operation operation, Done done) override;
  void migrate(const std::vector<ModuleSchema>& schemas) override;
  DatabaseStatus status() const override;
  bool failed() const override { return group_.failed(); }
  bool on_writer_thread() const override { return group_.on_thread(); }

 protected:
  Connection& writer() { return *writer_; }
  std::mutex& writer_lock() { return group_.connection_lock(); }
  bool has_readers() const { return !readers_.empty(); }

 private:
  void read_here(const Operation& operation);

  // Destroyed from the last to the first: the writer thread ends, readers close, then the writing connection,
  // which so is the one that makes SQLite's last checkpoint.
  std::shared_ptr<void> held_;
  std::unique_ptr<Connection> writer_;
  ReadPool readers_;
  GroupWriter group_;
};

// Gaps in the event sequence, for Database::check.
std::vector<std::string> check_event_sequence(Tx& tx);

}  // namespace kith
