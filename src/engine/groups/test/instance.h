#pragma once

#include <cstdint>

#include "engine/groups/problem.h"

namespace kith::groups::testing {

struct Shape {
  int people = 60;
  int facilitators = 20;
  int venues = 3;
  int slots = 21;
  int free_percent = 40;
  int missing_percent = 10;
  double width_km = 20;
  bool pins = false;
  int never_led_percent = 0;  // of all pairs of a person and a facilitator
};

// A random town: the same shape and seed give the same people.
Input random_input(const Shape& shape, std::uint64_t seed);

}  // namespace kith::groups::testing
