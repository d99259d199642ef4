#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <array>
#include <charconv>

#include "modules/interop/csv/roster.h"

namespace kith::roster {
namespace {

constexpr std::array<UChar32, 8> starters = {'=', '+', '-', '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};

bool is_skipped(UChar32 c) {
  return u_isUWhiteSpace(c) || u_charType(c) == U_FORMAT_CHAR || u_charType(c) == U_CONTROL_CHAR;
}

// Whether a spreadsheet might take this for a formula: what it begins with once apostrophes, white space and
// invisible characters are passed over. A tab or line break up front counts by itself, because some programs
// drop it and read on.
bool runs_as_formula(std::string_view cell) {
  const auto length = static_cast<std::int32_t>(cell.size());
  bool invisible = false;
  for (std::int32_t at = 0; at < length;) {
    UChar32 c = 0;
    U8_NEXT(cell.data(), at, length, c);
    for (const UChar32 each : starters) {
      if (c == each) return true;
    }
    invisible = invisible || c == '\t' || c == '\r' || c == '\n';
    if (invisible) return true;
    if (c != '\'' && (c < 0 || !is_skipped(c))) return false;
  }
  return false;
}

std::string decimal(double value) {
  std::array<char, 400> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed);
  return std::string(buffer.data(), end.ptr);
}

std::string text_of(const Json& value) {
  if (value.is_string()) return value.string();
  if (value.is_bool()) return value.boolean() ? "yes" : "no";
  if (value.is_integer()) return std::to_string(value.integer());
  if (value.is_number()) return decimal(value.number());
  if (!value.is_array()) return value.is_null() ? "" : to_text(value);
  std::string joined;
  for (const Json& each : value.array_items()) (joined += joined.empty() ? "" : "; ") += text_of(each);
  return joined;
}

void write_cell(std::string& out, const Json& value, char delimiter) {
  const std::string text = value.is_number() ? text_of(value) : guarded(text_of(value));
  const std::string special = std::string("\"\r\n;\t, ") + delimiter;
  if (text.find_first_of(special) == std::string::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) (out += c) += c == '"' ? "\"" : "";
  out += '"';
}

}  // namespace

std::string guarded(std::string_view cell) { return (runs_as_formula(cell) ? "'" : "") + std::string(cell); }

std::string unguarded(std::string_view cell) {
  const bool ours = cell.starts_with('\'') && runs_as_formula(cell);
  return std::string(cell.substr(ours ? 1 : 0));
}

std::string write_csv(std::span<const std::vector<Json>> rows, const ExportOptions& options) {
  std::string out = options.byte_order_mark ? "\xEF\xBB\xBF" : "";
  for (const std::vector<Json>& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += options.delimiter;
      write_cell(out, row[i], options.delimiter);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace kith::roster
