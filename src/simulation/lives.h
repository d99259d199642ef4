#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"

namespace kith::simulation {

// How long a pair or a group lasted, or lasts so far.
struct Life {
  Instant from;
  Instant until;  // of one that ended
  bool ended = false;
  bool operator==(const Life&) const = default;
};

// Of those that began at least so many weeks before `now`, how many lasted that long.
struct Lasting {
  std::int64_t weeks = 0;
  std::int64_t begun = 0;
  std::int64_t lasted = 0;
  bool operator==(const Lasting&) const = default;
};

inline Lasting lasting(const std::vector<Life>& lives, std::int64_t weeks, Instant now) {
  Lasting out{weeks, 0, 0};
  const Duration long_enough = days(7 * weeks);
  for (const Life& each : lives) {
    if (now - each.from < long_enough) continue;
    ++out.begun;
    if (!each.ended || each.until - each.from >= long_enough) ++out.lasted;
  }
  return out;
}

}  // namespace kith::simulation
