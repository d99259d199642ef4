#include "http/chunked.h"

#include <algorithm>

#include "http/characters.h"

namespace kith::http {

std::size_t ChunkedBody::feed(std::string_view bytes, std::string& body) {
  std::size_t at = 0;
  while (at < bytes.size() && state_ == State::more) {
    if (step_ != Step::data) {
      take_framing(bytes[at++]);
      continue;
    }
    const std::size_t take = std::min<std::size_t>(size_, bytes.size() - at);
    body.append(bytes.substr(at, take));
    at += take;
    size_ -= take;
    if (size_ == 0) step_ = Step::data_return;
  }
  return at;
}

void ChunkedBody::take_framing(char c) {
  switch (step_) {
    case Step::size:
      return take_size(c);
    case Step::size_line_feed:
      total_ += size_;
      if (total_ > limit_) state_ = State::too_large;
      return expect(c, '\n', size_ == 0 ? Step::end_return : Step::data);
    case Step::data_return:
      return expect(c, '\r', Step::data_line_feed);
    case Step::data_line_feed:
      digits_ = 0;
      return expect(c, '\n', Step::size);
    case Step::end_return:
      return expect(c, '\r', Step::end_line_feed);
    case Step::end_line_feed:
      expect(c, '\n', Step::size);
      if (state_ == State::more) state_ = State::done;
      return;
    case Step::data:
      return;
  }
}

void ChunkedBody::take_size(char c) {
  if (c == '\r' && digits_ > 0) {
    step_ = Step::size_line_feed;
    return;
  }
  const int value = hex_value(c);
  if (value < 0 || digits_ == 8) {
    state_ = State::broken;
    return;
  }
  size_ = size_ * 16 + static_cast<std::uint64_t>(value);
  ++digits_;
}

void ChunkedBody::expect(char c, char wanted, Step next) {
  if (c != wanted) {
    state_ = State::broken;
    return;
  }
  step_ = next;
}

}  // namespace kith::http
