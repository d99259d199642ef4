#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kith::http {

// The strict gate (promise I1): it reads the head of a request by itself, from the raw bytes, and its result
// is the only reading there is. No second parser sees the bytes, so two readings can not differ. Pure: no
// I/O, no clock.
//
// It takes HTTP/1.1 as RFC 9112 writes it, and refuses on purpose some things that the RFC allows, because
// parsers are known to disagree about them and no client of Kith sends them:
//   - any version but HTTP/1.1 (505); any method but GET HEAD POST PUT PATCH DELETE OPTIONS (501)
//   - absolute-form, authority-form and asterisk-form targets; ".", ".." and empty path segments; %2F, %5C,
//   %00 and
//     control characters in a path; a path or query that is not UTF-8 after decoding
//   - a target over 8 KiB (414), more than 100 headers or a head over the limit (431)
//   - repeated headers of which only one makes sense (Host, Content-Length, Content-Type, Authorization,
//   Cookie, ...)
//   - header values that are not valid UTF-8; a Host with anything but letters, digits, "-", ".", "_", or an
//   IPv6
//     address in brackets, and a port
//   - Transfer-Encoding with anything but the one word "chunked" (501), chunk extensions and trailers
//   (chunked.h)
//   - a body on GET or HEAD; any Expect but 100-continue (417); Upgrade to anything but a WebSocket (version
//   13)
struct GateLimits {
  std::size_t head_bytes = 16 * 1024;
  std::size_t target_bytes = 8 * 1024;
  std::size_t headers = 100;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

// The head of an accepted request.
struct Head {
  std::string method;
  std::string target;
  std::string path;                  // decoded, see message.h
  Pairs query;                       // decoded, "+" is a space
  Pairs headers;                     // names in lower case, values without white space at the ends
  std::uint64_t content_length = 0;  // 0 when chunked or without a body
  bool chunked = false;
  bool expects_continue = false;
  bool upgrade = false;  // to a WebSocket, with a well-formed key
  bool keep_alive = true;
};

// Why a head was refused: the HTTP status, a stable code, and a sentence for whoever wrote the client.
struct GateRefusal {
  int status = 400;
  std::string_view code;
  std::string_view detail;
};

// Where the head ends in the bytes that arrived so far. `broken` as soon as a line end is not exactly CR LF
// or a NUL byte shows, so that a sender of such bytes is answered at once. `length` counts the blank line
// too.
struct HeadScan {
  enum class State { incomplete, complete, broken };
  State state = State::incomplete;
  std::size_t length = 0;
};
HeadScan scan_head(std::string_view bytes);

// Reads a head: everything up to and including the blank line. One empty line before the request line is
// passed over, as RFC 9112 2.2 asks.
std::variant<Head, GateRefusal> check_head(std::string_view head, const GateLimits& limits);

}  // namespace kith::http
