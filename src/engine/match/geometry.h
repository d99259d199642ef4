#pragma once

#include <cstdint>

#include "engine/match/attribute.h"

namespace kith::match {

// A place as a point on the unit sphere: distances then cost one arc sine and no trigonometry for each pair.
struct SpherePoint {
  double x = 0;
  double y = 0;
  double z = 0;
};

SpherePoint on_sphere(Place place);

// Along the ground, to the metre, on a sphere of the Earth's mean radius (6,371,008.8 m): within 0.6 % of the
// ellipsoid.
std::int64_t metres_between(const SpherePoint& a, const SpherePoint& b);

}  // namespace kith::match
