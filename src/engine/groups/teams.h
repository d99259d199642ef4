#pragma once

#include <vector>

#include "engine/groups/state.h"

namespace kith::groups {

// The least team for group g at that time and place out of those who are free: the pinned ones, then the
// cheapest pair, then one by one. Empty when there are not enough. Not necessarily the cheapest of all
// teams of three and more.
std::vector<int> team_for(const State& state, int g, int venue, int slot);

// The same, but when too few are free, one who leads elsewhere may hand that group over to somebody who is
// free then. Changes other groups' teams only when it succeeds.
std::vector<int> team_with_handover(State& state, int g, int venue, int slot);

// Replaces, swaps and adds facilitators while that lowers the cost; times and members stay. Several rounds
// over all groups, until nothing helps.
void improve_teams(State& state);

}  // namespace kith::groups
