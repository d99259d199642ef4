#include "engine/match/few_answers.h"

#include <algorithm>
#include <limits>

namespace kith::match {
namespace {

constexpr std::int64_t widest_span = 1 << 16;

// The answers of a column as numbers from 0 to below `span`.
struct Keys {
  const Column& column;
  bool has_words = false;
  std::int64_t least = 0;
  std::int64_t span = 0;

  std::size_t of(std::uint32_t row) const {
    const std::int64_t key = has_words ? column.terms(row)[0] : column.number(row);
    return static_cast<std::size_t>(key - least);
  }
};

std::optional<Keys> keys_of(const Column& column) {
  Keys keys{column, is_words(column.attribute().kind)};
  if (!keys.has_words && !is_ordered(column.attribute().kind)) return std::nullopt;
  std::int64_t least = std::numeric_limits<std::int64_t>::max(), most = -1 - least;
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    if (!column.known(row)) continue;
    if (keys.has_words && column.terms(row).size() != 1) return std::nullopt;
    const std::int64_t key = keys.has_words ? column.terms(row)[0] : column.number(row);
    least = std::min(least, key);
    most = std::max(most, key);
  }
  if (least > most) return keys;
  keys.least = least;
  keys.span = most - least + 1;
  if (keys.span > widest_span) return std::nullopt;
  return keys;
}

}  // namespace

std::optional<FewAnswers> FewAnswers::of(const Column& column) {
  const std::optional<Keys> keys = keys_of(column);
  if (!keys) return std::nullopt;
  FewAnswers few;
  few.codes.resize(column.size(), not_known);
  few.examples.push_back(0);
  std::vector<std::uint8_t> code_of(static_cast<std::size_t>(keys->span), not_known);
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    if (!column.known(row)) continue;
    std::uint8_t& code = code_of[keys->of(row)];
    if (code == not_known) {
      if (few.examples.size() > std::numeric_limits<std::uint8_t>::max()) return std::nullopt;
      code = static_cast<std::uint8_t>(few.examples.size());
      few.examples.push_back(row);
    }
    few.codes[row] = code;
  }
  return few;
}

}  // namespace kith::match
