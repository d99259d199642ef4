#include "modules/interop/csv/problems.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <tuple>

namespace kith::roster {

void Problems::add(Problem problem) {
  if (listed.size() < max_listed) {
    listed.push_back(std::move(problem));
    return;
  }
  if (more++ == 0) {
    more_row = problem.row;
    more_column = problem.column;
  }
}

void Problems::sort() {
  std::stable_sort(listed.begin(), listed.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.row, a.column) < std::tie(b.row, b.column);
  });
}

std::string on_one_line(std::string_view text, std::size_t max_length) {
  std::string out;
  const auto length = static_cast<std::int32_t>(text.size());
  std::size_t count = 0;
  for (std::int32_t at = 0; at < length;) {
    const std::int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, length, c);
    if (count++ == max_length) return out + "…";
    const int kind = c < 0 ? int{U_CONTROL_CHAR} : int{u_charType(c)};
    const bool breaks = kind == U_CONTROL_CHAR || kind == U_FORMAT_CHAR || kind == U_LINE_SEPARATOR ||
                        kind == U_PARAGRAPH_SEPARATOR;
    out += breaks ? std::string_view(" ") : text.substr(begin, at - begin);
  }
  return out;
}

std::string quoted(std::string_view text) { return "\"" + on_one_line(text, 40) + "\""; }

namespace {

std::string line_of(std::string_view file, int row, int column, std::string_view what,
                    std::string_view cure) {
  return on_one_line(file, 1000) + ":" + std::to_string(row) + ":" + std::to_string(column) + ": " +
         on_one_line(what, 2000) + "; " + on_one_line(cure, 2000);
}

}  // namespace

std::vector<std::string> format_errors(std::string_view file, const Problems& problems) {
  std::vector<std::string> lines;
  for (const Problem& each : problems.listed) {
    const std::string head = each.header.empty() ? "" : on_one_line(each.header, 40) + ": ";
    lines.push_back(line_of(file, each.row, each.column, head + each.message, each.cure));
  }
  if (problems.more > 0) {
    lines.push_back(line_of(file, problems.more_row, problems.more_column,
                            std::to_string(problems.more) + " more problems, the first of them here",
                            "mend the ones above and try again"));
  }
  return lines;
}

}  // namespace kith::roster
