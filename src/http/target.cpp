#include "http/target.h"

#include "base/text.h"
#include "http/characters.h"

namespace kith::http {

namespace {

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '+' && plus_is_space) {
      out += ' ';
      continue;
    }
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    const char byte = static_cast<char>(high * 16 + low);
    if (byte == '\0') return std::nullopt;
    out += byte;
    i += 2;
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

bool hides_a_separator(std::string_view encoded_path) {
  const std::string folded = lower(encoded_path);
  return folded.find("%2f") != std::string::npos || folded.find("%5c") != std::string::npos;
}

// A last empty segment is a path that ends in "/", which is fine; every other empty one is "//".
bool has_plain_segments(std::string_view path) {
  path.remove_prefix(1);
  while (true) {
    const std::size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    if (segment == "." || segment == "..") return false;
    if (slash == std::string_view::npos) return true;
    if (segment.empty()) return false;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

bool is_origin_form(std::string_view target) {
  if (target.empty() || target.front() != '/') return false;
  for (const char c : target) {
    if (c <= 0x20 || c >= 0x7f) return false;
    if (c == '"' || c == '<' || c == '>' || c == '\\' || c == '#') return false;
  }
  return true;
}

std::optional<std::string> decoded_path(std::string_view path) {
  if (path.empty() || path.front() != '/' || hides_a_separator(path)) return std::nullopt;
  std::optional<std::string> out = percent_decoded(path, false);
  if (!out || !has_plain_segments(*out)) return std::nullopt;
  for (const char c : *out) {
    if (is_control(c)) return std::nullopt;
  }
  return out;
}

std::optional<Pairs> decoded_query(std::string_view query) {
  Pairs out;
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto name = percent_decoded(pair.substr(0, equals), true);
    auto value = percent_decoded(equals == std::string_view::npos ? "" : pair.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    out.emplace_back(std::move(*name), std::move(*value));
  }
  return out;
}

}  // namespace kith::http
