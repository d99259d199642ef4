#pragma once

#include <cstdint>

#include "engine/groups/input.h"

namespace kith::bench {

// People who are to form groups: towns of different size in a country of `width_km`, a fifth who stay within
// 8 km of home, working people free in the evening and at the weekend, 10 % of the answers missing,
// attendance around 0.82.
struct GroupPopulation {
  int people = 652;
  int facilitators = 106;
  int towns = 30;
  double width_km = 70;
  std::uint64_t seed = 1;
};

groups::Input group_population(const GroupPopulation& size);

// `people` of one town and eight facilitators: small enough to prove the best plan.
groups::Input small_town(int people, std::uint64_t seed);

}  // namespace kith::bench
