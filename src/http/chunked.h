#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace kith::http {

// Reads a chunked body strictly, in pieces as they arrive. A chunk size is 1 to 8 hexadecimal digits and
// nothing else; every line ends in CR LF. Chunk extensions and trailer fields are refused: no client of Kith
// sends them, and parsers disagree about them (see gate.h).
class ChunkedBody {
 public:
  enum class State { more, done, broken, too_large };

  explicit ChunkedBody(std::size_t limit) : limit_(limit) {}

  // Takes what it can from `bytes`, appends the content to `body`, and returns how many bytes it took. Bytes
  // after the end of the body are left: they belong to the next request.
  std::size_t feed(std::string_view bytes, std::string& body);

  State state() const { return state_; }

 private:
  enum class Step { size, size_line_feed, data, data_return, data_line_feed, end_return, end_line_feed };

  void take_framing(char c);
  void take_size(char c);
  void expect(char c, char wanted, Step next);

  std::size_t limit_;
  std::size_t total_ = 0;
  std::uint64_t size_ = 0;
  int digits_ = 0;
  Step step_ = Step::size;
  State state_ = State::more;
};

}  // namespace kith::http
