#pragma once

#include "engine/groups/area.h"

namespace kith::groups {

inline constexpr std::size_t most_in_area = 1000;

// Divides everyone into areas of neighbours, halving at the median of the longer side until an area has at
// most most_in_area people. Facilitators and fixed groups go where they are; venues to every area from which
// somebody could reach them. People without a spot make areas of their own, in their order.
std::vector<Region> divide(const Problem& problem);

}  // namespace kith::groups
