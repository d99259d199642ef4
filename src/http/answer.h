#pragma once

#include <atomic>
#include <functional>
#include <optional>

#include "http/message.h"

namespace kith::http {

// One answer that is owed. The first give() counts, from any thread; when the last holder lets go without
// one, the client gets a 500 rather than silence. Nothing instead of a response accepts an upgrade.
class Answer {
 public:
  using Deliver = std::function<void(std::optional<Response>)>;

  explicit Answer(Deliver deliver) : deliver_(std::move(deliver)) {}
  ~Answer();
  Answer(const Answer&) = delete;
  Answer& operator=(const Answer&) = delete;

  void give(std::optional<Response> response);
  void fail();

 private:
  Deliver deliver_;
  std::atomic<bool> given_ = false;
};

}  // namespace kith::http
