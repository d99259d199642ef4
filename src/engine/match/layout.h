#pragma once

#include <optional>
#include <vector>

#include "engine/match/people.h"
#include "engine/match/problem.h"
#include "engine/match/rule.h"
#include "engine/match/words.h"

namespace kith::match {

// How a Problem is stored. For the files of this folder only.
struct Problem::Layout {
  explicit Layout(Model given);

  Model model;
  std::vector<Rule> rules;
  Words words;
  Words ids;
  std::vector<std::optional<Column>> fixed_values;  // for each rule, its fixed value as row 0 of a column
  People participants;
  People supporters;
  std::vector<Supply> supplies;
  std::vector<std::uint32_t> id_rank;  // of each supporter, by the bytes of the id
};

}  // namespace kith::match
