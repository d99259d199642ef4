#pragma once

#include "engine/groups/plan.h"

namespace kith::groups {

struct Effort {
  // Steps of the search for each person. 0 only builds a first plan and repairs it.
  std::uint64_t steps_per_person = 500;
  std::uint64_t seed = 1;
  int threads = 1;    // changes how long it takes, never the result
  bool exact = true;  // prove the optimum when there are at most exact_people
};

inline constexpr int exact_people = 24;

// Forms groups: every member can come to the group's meeting from beginning to end and to its place, within
// their travel; sizes, keep-aparts and `never alone` are kept; every group has its team, free then, near
// enough and leading nothing else at that time. What cannot be kept leaves people over, never breaks a rule.
// Pins win over everything: cannot_come names pinned members who do not fit.
//
// Best is what leaves the fewest people over, then forms the most of the wanted groups, then costs least.
// The same problem, seed and steps give the same plan, whatever the threads.
//
// More than about a thousand people are divided into areas of neighbours first, each solved alone; who is
// left over may then join a group of another area.
Plan form_groups(const Problem& problem, const Effort& effort = {});

}  // namespace kith::groups
