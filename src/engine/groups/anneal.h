#pragma once

#include <cstdint>

#include "engine/groups/chance.h"
#include "engine/groups/state.h"

namespace kith::groups {

// Betters a plan by simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983) and leaves the
// best plan that it met. A step moves somebody to a group that they can come to, trades two people, or
// pushes a third on to another group; now and then a whole group meets elsewhere or at another time, sends
// away those who cannot come and takes in others. `steps` fix the work, so the same seed gives the same plan
// on a slow machine and a fast one.
void anneal(State& state, Chance& chance, std::uint64_t steps);

}  // namespace kith::groups
