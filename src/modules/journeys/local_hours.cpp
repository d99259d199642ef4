#include "modules/journeys/local_hours.h"

namespace kith::journeys {
namespace {

using package::days_after;

constexpr int first_minute = 9 * 60;
constexpr int last_minute = 18 * 60;
constexpr int longest_pause_days = 60;  // no calendar has so many days off in a row

Instant on(Date day, int minute, std::string_view zone) {
  return local_to_instant(day, minute / 60, minute % 60, zone);
}

int minute_of_day(Instant at, std::string_view zone) {
  const seconds offset = offsets_in(at, at + seconds(1), zone).front().offset;
  const std::int64_t local = (at + offset).micros / 60'000'000;
  return static_cast<int>((local % 1440 + 1440) % 1440);
}

}  // namespace

Instant at_sensible_hour(Instant at, const Hour& hour) {
  const int opens = hour.at_minute >= 0 ? hour.at_minute : first_minute;
  const int closes = hour.at_minute >= 0 ? hour.at_minute : last_minute;
  Date day = date_in(at, hour.zone);
  bool later_day =
      on(day, closes, hour.zone) < at || (hour.at_minute < 0 && on(day, closes, hour.zone) == at);
  for (int i = 0; i < longest_pause_days; ++i) {
    const bool works = !hour.only_working || package::is_working_day(*hour.only_working, day);
    if (works && !later_day) {
      const Instant opening = on(day, opens, hour.zone);
      return at < opening ? opening : at;
    }
    day = days_after(day, 1);
    later_day = false;
    at = on(day, opens, hour.zone);
  }
  return at;
}

Instant same_time_later(Instant at, int months, int days, std::string_view zone) {
  if (months == 0 && days == 0) return at;
  const Date day = days_after(package::months_after(date_in(at, zone), months), days);
  const std::int64_t below_a_minute = ((at.micros % 60'000'000) + 60'000'000) % 60'000'000;
  return on(day, minute_of_day(at, zone), zone) + Duration(below_a_minute);
}

Instant end_of_day(Instant at, std::string_view zone) {
  return on(days_after(date_in(at, zone), 1), 0, zone);
}

}  // namespace kith::journeys
