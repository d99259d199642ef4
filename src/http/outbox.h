#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <string>

namespace kith::http {

// What waits to be sent on one WebSocket, in order. Filled from any thread, emptied by the I/O thread.
class Outbox {
 public:
  struct Close {
    std::uint16_t code = 1000;
    std::string reason;
  };
  // The next thing to do: send this text, or close, or (neither) wait.
  struct Next {
    std::optional<std::string> text;
    std::optional<Close> close;
  };

  // Each waiting text counts its bytes and a little for itself, so that many empty ones weigh too.
  static constexpr std::size_t text_overhead = 64;

  explicit Outbox(std::size_t limit) : limit_(limit) {}

  // Each of these says whether the I/O thread must be woken. Over the limit everything that waits is dropped
  // and the socket is to be closed with 1013 "resync". After a close nothing more is taken.
  bool push(std::string text);
  bool close(Close close);      // after what waits
  bool close_now(Close close);  // instead of what waits

  // Taking the next text says that the one before has been written.
  Next take();
  bool closing() const;

 private:
  bool wake();

  mutable std::mutex mutex_;
  std::deque<std::string> texts_;
  std::optional<Close> close_;
  std::size_t limit_;
  std::size_t waiting_ = 0;
  std::size_t in_flight_ = 0;
  bool woken_ = false;
};

}  // namespace kith::http
