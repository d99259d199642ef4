#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "engine/schedule/free_time.h"

namespace kith::schedule {

// A stretch of real time, `until` not included.
struct Stretch {
  Instant from;
  Instant until;

  bool operator==(const Stretch&) const = default;
};

// When both are free in the 168 hours from `from`, in order. Throws as FreeTime does.
std::vector<Stretch> common_stretches(const Availability& a, const Availability& b, Instant from);

// Hours for a talk inside the stretches, at most `most`, in order of time. Each begins on a full or half
// hour. No day has a second one before every day has one; the longer the stretch, the better the hour,
// because nobody has to hurry; of equally long ones the sooner. `zone` says when a day ends.
std::vector<Stretch> best_hours(std::span<const Stretch> stretches, std::string_view zone, std::size_t most);

}  // namespace kith::schedule
