#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/match/column.h"
#include "engine/match/criterion.h"

namespace kith::match {

// A criterion made ready to be judged: attributes by number, measures as whole numbers.
struct Rule {
  CriterionKind kind = CriterionKind::same;
  std::optional<std::size_t> participant;  // attribute; nothing when the programme's fixed value is asked for
  std::size_t supporter = 0;
  // The measure (words shared, metres left to the limit, minutes...) counts from `low` and is full from
  // `high` on.
  std::int64_t low = 0;
  std::int64_t high = 0;
  std::int64_t offset = 0;
  std::int16_t participant_level = -1;
  std::int16_t supporter_level = -1;
  Missing participant_missing = Missing::unknown;
  Missing supporter_missing = Missing::fails;
  std::optional<std::size_t> fallback_to;
  // points = steps reached (0 to `steps`) times `step_points`.
  std::int64_t steps = 1000;
  std::int64_t step_points = 0;
};

inline constexpr std::size_t most_criteria = 64;

// Refuses as check(Model) does.
std::vector<Rule> compile(const Model& model);

}  // namespace kith::match
