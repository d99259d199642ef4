#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "store/connection.h"

namespace kith {

// The one that writes: takes every waiting operation, runs each in a savepoint of one transaction (one that
// is alone needs none), commits once and only then tells each how it ended. It has a thread of its own, but
// for a database in memory. The destructor completes what is waiting.
class GroupWriter {
 public:
  static constexpr std::size_t max_batch = 512;
  static constexpr std::size_t max_waiting = 10'000;

  explicit GroupWriter(Connection& connection);
  ~GroupWriter();

  void add(Database::Operation operation, Database::Done done);
  // On the thread that asks, which saves waking another: for a database in memory, where nothing is gained by
  // committing several together.
  void write_here(Database::Operation operation, Database::Done done);

  // Why no write is taken now; null when it is.
  std::exception_ptr refusal() const;

  // Held while the connection is used. Whoever else wants to use the writing connection (migrations, reads of
  // a database in memory) takes it first.
  std::mutex& connection_lock() { return connection_lock_; }

  bool on_thread() const { return std::this_thread::get_id() == thread_id_.load() || in_operation(); }
  bool in_operation() const { return std::this_thread::get_id() == running_.load(); }

  bool failed() const { return failed_; }
  void fail() { failed_ = true; }
  std::int64_t commits() const { return commits_; }
  std::int64_t writes() const { return writes_; }
  std::size_t waiting() const;

 private:
  struct Waiting {
    Database::Operation operation;
    Database::Done done;
    std::exception_ptr error;
  };
  using Batch = std::vector<Waiting>;
  enum class Turn { batch, idle, stop };

  void loop();
  Turn take(Batch& batch, bool tended);
  void write(Batch& batch);
  std::exception_ptr commit_together(Batch& batch);
  std::exception_ptr commit_alone(Waiting& one);
  void run_all(Batch& batch);
  void run_one(Waiting& waiting);
  void tend(bool idle);
  void heal();
  bool pause(std::chrono::milliseconds length);
  void refuse_waiting();

  Connection& connection_;
  std::mutex connection_lock_;
  mutable std::mutex lock_;
  std::condition_variable wake_;
  std::deque<Waiting> waiting_;
  bool stopping_ = false;
  std::atomic<bool> failed_ = false;
  std::atomic<std::int64_t> commits_ = 0;
  std::atomic<std::int64_t> writes_ = 0;
  std::atomic<std::thread::id> thread_id_;
  std::atomic<std::thread::id> running_;  // whose operation runs now
  std::thread thread_;
};

}  // namespace kith
