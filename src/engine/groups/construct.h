#pragma once

#include "engine/groups/state.h"

namespace kith::groups {

// A first plan: opens the groups one by one where and when the people with the fewest possibilities can meet
// with enough others and a team, then places the rest through chains of moves.
void construct(State& state);

// Places a unit that is nowhere, making room by a shortest chain of moves from group to group when every
// group it could join is full. False, and nothing changed, when there is no such chain.
bool place_by_chain(State& state, int u);

// Makes the plan keep every rule: groups under the least size are given up, whoever must not be alone of
// their kind and is leaves, and both are placed elsewhere where that breaks nothing. Pinned people and groups
// that stand already stay.
void repair(State& state);

}  // namespace kith::groups
