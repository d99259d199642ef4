#include "store/read_pool.h"

namespace kith {

ReadPool::ReadPool(std::vector<std::unique_ptr<Connection>> connections)
    : size_(connections.size()), free_(std::move(connections)) {}

void ReadPool::read(const Database::Operation& operation, bool& ruined) {
  std::unique_ptr<Connection> connection = borrow();
  try {
    run_read(*connection, operation);
  } catch (...) {
    ruined = connection->health() == Connection::Health::ruined;
    give_back(std::move(connection));
    throw;
  }
  give_back(std::move(connection));
}

std::unique_ptr<Connection> ReadPool::borrow() {
  std::unique_lock guard(lock_);
  returned_.wait(guard, [this] { return !free_.empty(); });
  std::unique_ptr<Connection> connection = std::move(free_.back());
  free_.pop_back();
  return connection;
}

void ReadPool::give_back(std::unique_ptr<Connection> connection) {
  {
    const std::lock_guard guard(lock_);
    free_.push_back(std::move(connection));
  }
  returned_.notify_one();
}

}  // namespace kith
