#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

#include "store/connection.h"

namespace kith {

// A few read-only connections, lent to one caller at a time; callers wait when all are out.
class ReadPool {
 public:
  explicit ReadPool(std::vector<std::unique_ptr<Connection>> connections);

  bool empty() const { return size_ == 0; }
  // Runs the operation in a snapshot. `ruined` is set when the store itself failed.
  void read(const Database::Operation& operation, bool& ruined);

 private:
  std::unique_ptr<Connection> borrow();
  void give_back(std::unique_ptr<Connection> connection);

  const std::size_t size_;
  std::mutex lock_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<Connection>> free_;
};

}  // namespace kith
