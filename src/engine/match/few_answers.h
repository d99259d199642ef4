#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/match/column.h"

namespace kith::match {

// A column with so few different answers that each has a number of one byte: what two people's answers are
// worth to each other is then one look into a small table.
struct FewAnswers {
  static constexpr std::uint8_t not_known = 0;

  // Nothing when somebody gives several words, or when the answers are too many or too far apart.
  static std::optional<FewAnswers> of(const Column& column);

  std::vector<std::uint8_t> codes;      // by row
  std::vector<std::uint32_t> examples;  // by code: a row that answers so; nobody's for not_known
};

}  // namespace kith::match
