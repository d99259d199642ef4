#include "engine/match/geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kith::match {

SpherePoint on_sphere(Place place) {
  const double latitude = place.latitude * std::numbers::pi / 180;
  const double longitude = place.longitude * std::numbers::pi / 180;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
          std::sin(latitude)};
}

std::int64_t metres_between(const SpherePoint& a, const SpherePoint& b) {
  const double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
  const double chord = std::sqrt(dx * dx + dy * dy + dz * dz);
  return std::llround(2 * 6'371'008.8 * std::asin(std::min(1.0, chord / 2)));
}

}  // namespace kith::match
