#pragma once

#include <string_view>

#include "base/time.h"

namespace kith::journeys {

// The first moment from `at` on that lies between 9:00 and 18:00 in the zone: when a clock may ring.
Instant at_sensible_hour(Instant at, std::string_view zone);

// The end of the local day in which `at` lies.
Instant end_of_day(Instant at, std::string_view zone);

}  // namespace kith::journeys
