#include "engine/match/geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kith::match {
namespace {

constexpr double earth_radius_metres = 6'371'008.8;
constexpr double longest_series = 0.15;  // half a chord, in radii: about 1,900 km
constexpr double series_error = 1e-4;    // metres, with room to spare

}  // namespace

SpherePoint on_sphere(Place place) {
  const double latitude = place.latitude * std::numbers::pi / 180;
  const double longitude = place.longitude * std::numbers::pi / 180;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
          std::sin(latitude)};
}

std::int64_t metres_between(const SpherePoint& a, const SpherePoint& b) {
  const double chord = std::sqrt(squared_chord(a, b));
  return std::llround(2 * earth_radius_metres * std::asin(std::min(1.0, chord / 2)));
}

std::int64_t metres_of_chord(double squared_chord) {
  const double half = std::sqrt(squared_chord) / 2;
  if (half < longest_series) {
    // The series of the arc sine up to the eleventh power: within 5 micrometres.
    const double s = half * half;
    const double series =
        half *
        (1 + s * (1 / 6.0 + s * (3 / 40.0 + s * (15 / 336.0 + s * (105 / 3456.0 + s * (945 / 42240.0))))));
    const double metres = 2 * earth_radius_metres * series + 0.5;
    const auto rounded = static_cast<std::int64_t>(metres);
    const double part = metres - static_cast<double>(rounded);
    // Too near to the half metre to be sure which way the exact value rounds.
    if (part > series_error && part < 1 - series_error) return rounded;
  }
  return std::llround(2 * earth_radius_metres * std::asin(std::min(1.0, half)));
}

}  // namespace kith::match
