#include "http/gate.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "http/characters.h"
#include "http/target.h"

namespace kith::http {

namespace {

using Problem = std::optional<GateRefusal>;
using namespace std::string_view_literals;

GateRefusal bad(std::string_view detail) { return {400, "http.bad_request", detail}; }

constexpr std::array methods = {"GET"sv, "HEAD"sv, "POST"sv, "PUT"sv, "PATCH"sv, "DELETE"sv, "OPTIONS"sv};

// Headers that mean nothing certain when they come twice.
constexpr std::array single_headers = {"host"sv,
                                       "content-length"sv,
                                       "transfer-encoding"sv,
                                       "content-type"sv,
                                       "authorization"sv,
                                       "cookie"sv,
                                       "origin"sv,
                                       "expect"sv,
                                       "upgrade"sv,
                                       "range"sv,
                                       "sec-websocket-key"sv,
                                       "sec-websocket-version"sv,
                                       "referer"sv,
                                       "user-agent"sv};

// Headers that decide where a message ends or for whom it is.
constexpr std::array framing_headers = {"host"sv, "content-length"sv, "transfer-encoding"sv};

template <typename List>
bool contains(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::size_t count(const Head& head, std::string_view name) {
  return static_cast<std::size_t>(std::count_if(head.headers.begin(), head.headers.end(),
                                                [&](const auto& h) { return h.first == name; }));
}

std::string_view value_of(const Head& head, std::string_view name) {
  for (const auto& [key, value] : head.headers) {
    if (key == name) return value;
  }
  return {};
}

Problem read_version(std::string_view version) {
  const bool well_formed = version.size() == 8 && version.starts_with("HTTP/") && is_digit(version[5]) &&
                           version[6] == '.' && is_digit(version[7]);
  if (!well_formed) return bad("The request line must end in HTTP/1.1.");
  if (version != "HTTP/1.1") return GateRefusal{505, "http.version", "Only HTTP/1.1 is spoken here."};
  return std::nullopt;
}

Problem read_target(std::string_view target, const GateLimits& limits, Head& head) {
  if (target.size() > limits.target_bytes) {
    return GateRefusal{414, "http.target_too_long", "The address is too long."};
  }
  if (!is_origin_form(target)) return bad("The request target must be a path that starts with a slash.");
  const std::size_t mark = target.find('?');
  auto path = decoded_path(target.substr(0, mark));
  if (!path) return bad("The path is not written in the one plain way.");
  auto query = decoded_query(mark == std::string_view::npos ? ""sv : target.substr(mark + 1));
  if (!query) return bad("The query is not percent-encoded UTF-8.");
  head.target = target;
  head.path = std::move(*path);
  head.query = std::move(*query);
  return std::nullopt;
}

Problem read_request_line(std::string_view line, const GateLimits& limits, Head& head) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return bad("The request line needs three parts.");
  const std::string_view method = line.substr(0, first);
  if (!is_token(method)) return bad("The method is not a word.");
  if (const Problem problem = read_version(line.substr(last + 1))) return problem;
  if (!contains(methods, method)) return GateRefusal{501, "http.method", "This method is not known here."};
  head.method = method;
  return read_target(line.substr(first + 1, last - first - 1), limits, head);
}

Problem read_field(std::string_view line, Head& head) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return bad("A header line is not a name, a colon and a value.");
  }
  const std::string_view value = without_space(line.substr(colon + 1));
  for (const char c : value) {
    if (is_control(c) && c != '\t') return bad("A header value has a control character in it.");
  }
  if (!is_utf8(value)) return bad("A header value is not valid UTF-8.");
  std::string name = lower(line.substr(0, colon));
  std::string dashed = name;
  std::replace(dashed.begin(), dashed.end(), '_', '-');
  if (dashed != name && contains(framing_headers, dashed)) return bad("A header name imitates another.");
  head.headers.emplace_back(std::move(name), value);
  return std::nullopt;
}

Problem read_fields(std::string_view lines, const GateLimits& limits, Head& head) {
  while (!lines.empty()) {
    const std::size_t end = lines.find("\r\n");
    if (end == 0) return std::nullopt;
    if (head.headers.size() == limits.headers) {
      return GateRefusal{431, "http.too_many_headers", "The request has too many headers."};
    }
    if (const Problem problem = read_field(lines.substr(0, end), head)) return problem;
    lines.remove_prefix(end + 2);
  }
  return bad("The head does not end in an empty line.");
}

bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5) return false;
  int port = 0;
  for (const char c : text) {
    if (!is_digit(c)) return false;
    port = port * 10 + (c - '0');
  }
  return port <= 65535;
}

bool is_host(std::string_view host) {
  const bool bracketed = host.starts_with('[');
  const std::size_t close = bracketed ? host.find(']') : std::string_view::npos;
  if (bracketed && close == std::string_view::npos) return false;
  const std::size_t name_end = bracketed ? close + 1 : std::min(host.find(':'), host.size());
  const std::string_view name = bracketed ? host.substr(1, close - 1) : host.substr(0, name_end);
  const std::string_view rest = host.substr(name_end);
  if (name.empty() || name.size() > 255) return false;
  for (const char c : name) {
    const bool plain = is_alpha(c) || is_digit(c) || c == '-' || c == '.' || c == '_';
    const bool in_address = hex_value(c) >= 0 || c == ':' || c == '.';
    if (bracketed ? !in_address : !plain) return false;
  }
  return rest.empty() || (rest.front() == ':' && is_port(rest.substr(1)));
}

Problem check_singles(const Head& head) {
  for (const std::string_view name : single_headers) {
    if (count(head, name) > 1) return bad("A header that may come once came twice.");
  }
  if (count(head, "host") != 1) return bad("The request needs one Host header.");
  if (!is_host(value_of(head, "host"))) return bad("The Host header is not a host name.");
  return std::nullopt;
}

Problem read_length(Head& head) {
  const std::string_view length = value_of(head, "content-length");
  // 18 digits always fit; no body comes near that.
  if (length.empty() || length.size() > 18) return bad("Content-Length is not a plain number.");
  for (const char c : length) {
    if (!is_digit(c)) return bad("Content-Length is not a plain number.");
    head.content_length = head.content_length * 10 + static_cast<std::uint64_t>(c - '0');
  }
  return std::nullopt;
}

Problem read_framing(Head& head) {
  const bool has_length = count(head, "content-length") == 1;
  head.chunked = count(head, "transfer-encoding") == 1;
  if (has_length && head.chunked) return bad("Content-Length and Transfer-Encoding exclude each other.");
  if (has_length) {
    if (const Problem problem = read_length(head)) return problem;
  }
  if (head.chunked && !same_word(value_of(head, "transfer-encoding"), "chunked")) {
    return GateRefusal{501, "http.transfer_coding", "The only transfer coding known here is chunked."};
  }
  const bool bodiless = head.method == "GET" || head.method == "HEAD";
  if (bodiless && (head.chunked || head.content_length > 0)) return bad("GET and HEAD take no body.");
  return std::nullopt;
}

Problem read_expect(Head& head) {
  if (count(head, "expect") == 0) return std::nullopt;
  if (!same_word(value_of(head, "expect"), "100-continue")) {
    return GateRefusal{417, "http.expectation", "The only expectation met here is 100-continue."};
  }
  head.expects_continue = true;
  return std::nullopt;
}

// The options of all Connection headers, in lower case; nothing when one is not a token.
std::optional<std::vector<std::string>> connection_options(const Head& head) {
  std::vector<std::string> out;
  for (const auto& [name, value] : head.headers) {
    if (name != "connection") continue;
    for (const std::string& part : split(value, ',')) {
      const std::string_view option = without_space(part);
      if (option.empty()) continue;
      if (!is_token(option)) return std::nullopt;
      out.push_back(lower(option));
    }
  }
  return out;
}

// A base64 text of 16 bytes.
bool is_socket_key(std::string_view key) {
  if (key.size() != 24 || !key.ends_with("==")) return false;
  key.remove_suffix(2);
  return std::all_of(key.begin(), key.end(),
                     [](char c) { return is_alpha(c) || is_digit(c) || c == '+' || c == '/'; });
}

Problem read_upgrade(Head& head, bool connection_says_upgrade) {
  if (count(head, "upgrade") == 0) return std::nullopt;
  if (!same_word(value_of(head, "upgrade"), "websocket") || !connection_says_upgrade) {
    return bad("The only upgrade known here is to a WebSocket.");
  }
  if (head.method != "GET" || head.content_length > 0) return bad("A WebSocket opens with a plain GET.");
  if (value_of(head, "sec-websocket-version") != "13") {
    return GateRefusal{426, "http.socket_version", "The WebSocket version must be 13."};
  }
  if (!is_socket_key(value_of(head, "sec-websocket-key"))) return bad("The WebSocket key is not 16 bytes.");
  head.upgrade = true;
  return std::nullopt;
}

Problem read_connection(Head& head) {
  const auto options = connection_options(head);
  if (!options) return bad("The Connection header is not a list of words.");
  for (const std::string_view framing : framing_headers) {
    if (contains(*options, framing)) return bad("The Connection header names a header that must stay.");
  }
  head.keep_alive = !contains(*options, "close"sv);
  return read_upgrade(head, contains(*options, "upgrade"sv));
}

}  // namespace

HeadScan scan_head(std::string_view bytes) {
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == '\0' || bytes[i] == '\n') return {HeadScan::State::broken, 0};
    if (bytes[i] != '\r') continue;
    if (i + 1 == bytes.size()) break;
    if (bytes[i + 1] != '\n') return {HeadScan::State::broken, 0};
    const bool empty_line = i == line_start;
    line_start = i + 2;
    // An empty line as the very first one is not yet the end.
    if (empty_line && i != 0) return {HeadScan::State::complete, line_start};
    ++i;
  }
  return {};
}

std::variant<Head, GateRefusal> check_head(std::string_view bytes, const GateLimits& limits) {
  if (bytes.size() > limits.head_bytes)
    return GateRefusal{431, "http.head_too_long", "The headers are too long."};
  const HeadScan scan = scan_head(bytes);
  if (scan.state != HeadScan::State::complete || scan.length != bytes.size()) {
    return bad("Every line of the head must end in CR LF.");
  }
  if (bytes.starts_with("\r\n")) bytes.remove_prefix(2);
  Head head;
  const std::size_t line_end = bytes.find("\r\n");
  if (const Problem problem = read_request_line(bytes.substr(0, line_end), limits, head)) return *problem;
  if (const Problem problem = read_fields(bytes.substr(line_end + 2), limits, head)) return *problem;
  if (const Problem problem = check_singles(head)) return *problem;
  for (const auto read : {&read_framing, &read_expect, &read_connection}) {
    if (const Problem problem = read(head)) return *problem;
  }
  return head;
}

}  // namespace kith::http
