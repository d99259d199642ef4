#include "store/group_writer.h"

#include <algorithm>

#include "base/refusal.h"

namespace kith {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds idle_after{1000};
constexpr milliseconds first_backoff{50};
constexpr milliseconds longest_backoff{1000};
// How long a lost server is looked for before the store is given up.
constexpr milliseconds recovery_limit{60'000};

std::exception_ptr store_failed() {
  return std::make_exception_ptr(StoreError("the store has failed; nothing more is written"));
}

// A `done` that throws would leave others without their answer: it ends the process instead.
void tell(const Database::Done& done, std::exception_ptr error) noexcept { done({std::move(error)}); }

}  // namespace

GroupWriter::GroupWriter(Connection& connection) : connection_(connection), thread_([this] { loop(); }) {}

GroupWriter::~GroupWriter() {
  {
    const std::lock_guard guard(lock_);
    stopping_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

void GroupWriter::add(Database::Operation operation, Database::Done done) {
  if (std::exception_ptr refused = refusal()) return tell(done, refused);
  {
    const std::lock_guard guard(lock_);
    waiting_.push_back({std::move(operation), std::move(done), nullptr});
  }
  wake_.notify_one();
}

void GroupWriter::write_here(Database::Operation operation, Database::Done done) {
  Batch alone;
  alone.push_back({std::move(operation), std::move(done), nullptr});
  write(alone);
}

std::exception_ptr GroupWriter::refusal() const {
  const std::lock_guard guard(lock_);
  if (failed_) return store_failed();
  if (waiting_.size() < max_waiting) return nullptr;
  return std::make_exception_ptr(
      Refusal(RefusalKind::unavailable, "store.busy", "Kith is very busy. Please try again in a moment."));
}

std::size_t GroupWriter::waiting() const {
  const std::lock_guard guard(lock_);
  return waiting_.size();
}

void GroupWriter::loop() {
  thread_id_ = std::this_thread::get_id();
  bool tended = true;
  for (;;) {
    Batch batch;
    const Turn turn = take(batch, tended);
    if (turn == Turn::stop) return;
    if (turn == Turn::batch) write(batch);
    tended = turn == Turn::idle;
    if (tended) tend(true);
  }
}

GroupWriter::Turn GroupWriter::take(Batch& batch, bool tended) {
  std::unique_lock guard(lock_);
  const auto ready = [this] { return stopping_ || !waiting_.empty(); };
  if (tended) {
    wake_.wait(guard, ready);
  } else if (!wake_.wait_for(guard, idle_after, ready)) {
    return Turn::idle;
  }
  if (waiting_.empty()) return Turn::stop;
  const std::size_t count = std::min(waiting_.size(), max_batch);
  for (std::size_t i = 0; i < count; ++i) {
    batch.push_back(std::move(waiting_.front()));
    waiting_.pop_front();
  }
  return Turn::batch;
}

void GroupWriter::write(Batch& batch) {
  if (failed_) {
    for (const Waiting& one : batch) tell(one.done, store_failed());
    return;
  }
  std::exception_ptr failure;
  {
    const std::lock_guard guard(connection_lock_);
    failure = commit_together(batch);
    if (connection_.health() == Connection::Health::ruined) failed_ = true;
  }
  if (!failure) {
    ++commits_;
    writes_ += static_cast<std::int64_t>(batch.size());
  }
  for (const Waiting& one : batch) tell(one.done, failure ? failure : one.error);
  if (!failure) tend(false);
  heal();
}

std::exception_ptr GroupWriter::commit_together(Batch& batch) {
  try {
    connection_.begin_write();
    if (batch.size() == 1) return commit_alone(batch.front());
    run_all(batch);
    connection_.commit();
    return nullptr;
  } catch (const StoreError&) {
    const std::exception_ptr error = std::current_exception();
    connection_.roll_back();
    return error;
  }
}

// Who is alone needs no savepoint: taking it back takes the whole transaction back.
std::exception_ptr GroupWriter::commit_alone(Waiting& one) {
  run_one(one);
  if (connection_.health() != Connection::Health::sound) throw StoreError("the store failed during a write");
  if (one.error) {
    connection_.roll_back();
  } else {
    connection_.commit();
  }
  return nullptr;
}

void GroupWriter::run_all(Batch& batch) {
  for (Waiting& one : batch) {
    connection_.savepoint();
    run_one(one);
    if (connection_.health() != Connection::Health::sound)
      throw StoreError("the store failed during a write");
    if (one.error) connection_.roll_back_to_savepoint();
    connection_.release();
  }
}

void GroupWriter::run_one(Waiting& waiting) {
  connection_.start_operation();
  running_ = std::this_thread::get_id();
  try {
    waiting.operation(connection_);
    waiting.error = connection_.error();
  } catch (...) {
    waiting.error = std::current_exception();
  }
  running_ = std::thread::id();
  connection_.start_operation();
}

void GroupWriter::tend(bool idle) {
  const std::lock_guard guard(connection_lock_);
  if (failed_ || connection_.health() != Connection::Health::sound) return;
  connection_.tend(idle);
  if (connection_.health() == Connection::Health::ruined) failed_ = true;
}

// Looks for a lost server, ever more slowly. Writes that come meanwhile are refused, so that nobody hangs.
void GroupWriter::heal() {
  milliseconds backoff = first_backoff;
  milliseconds waited{0};
  for (;;) {
    {
      const std::lock_guard guard(connection_lock_);
      if (connection_.health() == Connection::Health::sound) return;
      if (!failed_ && connection_.reconnect()) return;
    }
    if (failed_ || waited >= recovery_limit || !pause(backoff)) break;
    refuse_waiting();
    waited += backoff;
    backoff = std::min(backoff * 2, longest_backoff);
  }
  failed_ = true;
  refuse_waiting();
}

// False when the writer is being stopped.
bool GroupWriter::pause(milliseconds length) {
  std::unique_lock guard(lock_);
  return !wake_.wait_for(guard, length, [this] { return stopping_; });
}

void GroupWriter::refuse_waiting() {
  std::deque<Waiting> refused;
  {
    const std::lock_guard guard(lock_);
    refused.swap(waiting_);
  }
  const auto error =
      failed_ ? store_failed() : std::make_exception_ptr(StoreError("the database is not reachable"));
  for (const Waiting& one : refused) tell(one.done, error);
}

}  // namespace kith
