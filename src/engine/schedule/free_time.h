#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"
#include "engine/schedule/weekly_slots.h"

namespace kith::schedule {

inline constexpr int most_weeks = 60;

// The coming weeks: `weeks` times exactly 168 hours from `from`, whose seconds are dropped. 1 <= weeks <=
// most_weeks.
struct Horizon {
  Instant from;
  int weeks = 4;
};

// Seconds after the start of a week of the horizon.
struct Span {
  std::int32_t from = 0;
  std::int32_t to = 0;

  auto operator<=>(const Span&) const = default;
};

// An availability laid out on the real time of a horizon. A moment is free when the clock on the person's
// wall then shows a time inside a slot: an hour that daylight saving skips is never free, one that comes
// twice counts twice. Weeks that look the same share one pattern.
class FreeTime {
 public:
  FreeTime() = default;

  // Throws Refusal invalid "time.unknown_zone" and "schedule.horizon" (weeks outside 1 to 60).
  FreeTime(const Availability& availability, Horizon horizon);

  int weeks() const { return static_cast<int>(pattern_of_week_.size()); }
  std::span<const Span> week(int index) const { return patterns_[pattern_of_week_[index]]; }
  bool repeats(int index) const {
    return index > 0 && pattern_of_week_[index] == pattern_of_week_[index - 1];
  }

 private:
  std::vector<std::vector<Span>> patterns_;
  std::vector<std::uint16_t> pattern_of_week_;
};

// Whole minutes that two people are both free: in the week of the horizon that has the least, and in all
// together.
struct Overlap {
  int least_week_minutes = 0;
  int total_minutes = 0;

  bool operator==(const Overlap&) const = default;
};

// Both must be laid out on the same horizon.
Overlap overlap(const FreeTime& a, const FreeTime& b);
Overlap overlap(const Availability& a, const Availability& b, Horizon horizon);

}  // namespace kith::schedule
