#include "modules/interop/csv/similarity.h"

#include <unicode/utf8.h>

#include <algorithm>

#include "modules/interop/csv/roster.h"

namespace kith::roster {
namespace {

constexpr std::size_t longest_compared = 400;

std::vector<char32_t> letters_of(std::string_view text) {
  std::vector<char32_t> letters;
  const auto length = static_cast<std::int32_t>(std::min(text.size(), longest_compared));
  for (std::int32_t at = 0; at < length;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), at, length, c);
    letters.push_back(c < 0 ? 0xFFFD : static_cast<char32_t>(c));
  }
  return letters;
}

int edits(const std::vector<char32_t>& a, const std::vector<char32_t>& b, int most) {
  const auto gap = static_cast<int>(std::max(a.size(), b.size()) - std::min(a.size(), b.size()));
  if (gap > most) return most + 1;
  std::vector<int> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (*std::min_element(row.begin(), row.end()) > most + 1) return most + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], most + 1);
}

}  // namespace

int edits_between(std::string_view a, std::string_view b, int most) {
  return edits(letters_of(a), letters_of(b), most);
}

double name_similarity(std::string_view a, std::string_view b) {
  if (a == b) return 1;
  const auto left = letters_of(a), right = letters_of(b);
  const std::size_t longest = std::max(left.size(), right.size());
  if (longest == 0) return 1;
  return 1 - edits(left, right, static_cast<int>(longest)) / static_cast<double>(longest);
}

}  // namespace kith::roster
