#include "modules/journeys/local_hours.h"

namespace kith::journeys {
namespace {

constexpr int first_hour = 9;
constexpr int last_hour = 18;

// Thirty-six hours after a day's start lie in the next day, however the clocks of the zone change.
Date day_after(Date day, std::string_view zone) {
  return date_in(local_to_instant(day, 0, 0, zone) + hours(36), zone);
}

}  // namespace

Instant at_sensible_hour(Instant at, std::string_view zone) {
  const Date day = date_in(at, zone);
  const Instant opens = local_to_instant(day, first_hour, 0, zone);
  if (at < opens) return opens;
  if (at < local_to_instant(day, last_hour, 0, zone)) return at;
  return local_to_instant(day_after(day, zone), first_hour, 0, zone);
}

Instant end_of_day(Instant at, std::string_view zone) {
  return local_to_instant(day_after(date_in(at, zone), zone), 0, 0, zone);
}

}  // namespace kith::journeys
