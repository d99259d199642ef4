#pragma once

#include <string_view>

#include "base/time.h"
#include "modules/programmes/package/clocks.h"

// When people are up and at work. For this folder only.
namespace kith::journeys {

// What a clock asks of the hour at which it rings.
struct Hour {
  std::string_view zone;
  int at_minute = -1;                                  // of the local day; -1 for 9:00 to 18:00
  const package::WorkingDays* only_working = nullptr;  // every day counts when there is none
};

// The first moment from `at` on that fits: when a clock may ring.
Instant at_sensible_hour(Instant at, const Hour& hour);
inline Instant at_sensible_hour(Instant at, std::string_view zone) {
  return at_sensible_hour(at, Hour{zone});
}

// The same time on the wall, so many months and days later: a week is a week also when the clocks of the zone
// change in it.
Instant same_time_later(Instant at, int months, int days, std::string_view zone);

// The end of the local day in which `at` lies.
Instant end_of_day(Instant at, std::string_view zone);

}  // namespace kith::journeys
