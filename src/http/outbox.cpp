#include "http/outbox.h"

namespace kith::http {

bool Outbox::push(std::string text) {
  const std::lock_guard lock(mutex_);
  if (close_) return false;
  const std::size_t weight = text.size() + text_overhead;
  if (waiting_ + weight > limit_) {
    texts_.clear();
    close_ = Close{1013, "resync"};
    return wake();
  }
  waiting_ += weight;
  texts_.push_back(std::move(text));
  return wake();
}

bool Outbox::close(Close close) {
  const std::lock_guard lock(mutex_);
  if (close_) return false;
  close_ = std::move(close);
  // The writer may have been woken for a text that is stuck: it has to hear of the close as well.
  woken_ = true;
  return true;
}

bool Outbox::close_now(Close close) {
  const std::lock_guard lock(mutex_);
  texts_.clear();
  if (!close_) close_ = std::move(close);
  woken_ = true;
  return true;
}

Outbox::Next Outbox::take() {
  const std::lock_guard lock(mutex_);
  waiting_ -= in_flight_;
  in_flight_ = 0;
  if (!texts_.empty()) {
    Next next{std::move(texts_.front()), std::nullopt};
    texts_.pop_front();
    in_flight_ = next.text->size() + text_overhead;
    return next;
  }
  woken_ = false;
  return {std::nullopt, close_};
}

bool Outbox::closing() const {
  const std::lock_guard lock(mutex_);
  return close_.has_value();
}

bool Outbox::wake() {
  const bool first = !woken_ || close_;
  woken_ = true;
  return first;
}

}  // namespace kith::http
