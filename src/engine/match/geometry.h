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

// The square of the straight line between two points, through the Earth, in radii.
inline double squared_chord(const SpherePoint& a, const SpherePoint& b) {
  const double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
  return dx * dx + dy * dy + dz * dz;
}

// metres_between() for points with this squared chord: the same number, without the arc sine where it is not
// needed.
std::int64_t metres_of_chord(double squared_chord);

}  // namespace kith::match
