#pragma once

#include "engine/groups/state.h"

namespace kith::groups {

// Replaces the plan by the best of all plans and says whether that was proven: fewest people left over, then
// most of the wanted groups, then least cost.
//
// Two searches. Where free times differ, the groups' meetings are chosen first and then who goes where
// (exact_meetings.h). When that is too much, every partition of the people into groups (exact_partitions.h).
//
// Not attempted with fixed groups, people who stay together or more than exact_people units. False, too, when
// both take more than a fixed number of branches; the plan is then the best one met.
bool improve_exactly(State& state);

}  // namespace kith::groups
