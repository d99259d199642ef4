#pragma once

#include <functional>
#include <mutex>

namespace kith::http {

// Hands work from any thread to the I/O thread. It may outlive the server: once closed it drops what comes.
class Mailbox {
 public:
  using Work = std::function<void()>;

  explicit Mailbox(std::function<void(Work)> deliver) : deliver_(std::move(deliver)) {}

  void post(Work work) {
    const std::lock_guard lock(mutex_);
    if (deliver_) deliver_(std::move(work));
  }

  void close() {
    const std::lock_guard lock(mutex_);
    deliver_ = nullptr;
  }

 private:
  std::mutex mutex_;
  std::function<void(Work)> deliver_;
};

}  // namespace kith::http
