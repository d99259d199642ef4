#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace kith {

// A fixed number of threads over one bounded queue.
class Workers {
 public:
  Workers(std::size_t threads, std::size_t most_waiting);
  ~Workers();  // finishes what waits

  // False when the queue is full: the caller answers "unavailable".
  bool post(std::function<void()> work);

 private:
  void run();
  std::mutex lock_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> waiting_;
  std::size_t most_waiting_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace kith
