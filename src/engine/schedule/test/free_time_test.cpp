#include "engine/schedule/free_time.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>

#include "base/refusal.h"

namespace kith::schedule {
namespace {

const std::array<const char*, 14> zones = {
    "UTC",           "Europe/London",    "America/Vancouver",  "America/St_Johns",  "Australia/Lord_Howe",
    "Asia/Kolkata",  "Asia/Kathmandu",   "Pacific/Chatham",    "Africa/Casablanca", "America/Havana",
    "Europe/Dublin", "America/Santiago", "Pacific/Kiritimati", "America/Phoenix"};

Instant at(std::string_view text) { return from_rfc3339(text).value(); }

WeeklySlot slot(Weekday day, int from_hour, int to_hour) { return {day, from_hour * 60, to_hour * 60}; }

// For each minute from `from` on: is it inside a slot on the wall clock that the C library shows for the
// zone?
std::vector<bool> minutes_free(const Availability& availability, std::int64_t from, int minutes) {
  setenv("TZ", availability.zone.c_str(), 1);
  tzset();
  std::vector<bool> free(minutes);
  for (int i = 0; i < minutes; ++i) {
    const std::time_t now = from + i * 60;
    std::tm local{};
    localtime_r(&now, &local);
    const int day = (local.tm_wday + 6) % 7;
    const int minute = local.tm_hour * 60 + local.tm_min;
    for (const WeeklySlot& s : availability.slots.all()) {
      if (static_cast<int>(s.day) == day && s.from_minute <= minute && minute < s.to_minute) free[i] = true;
    }
  }
  return free;
}

Overlap overlap_by_minutes(const Availability& a, const Availability& b, Horizon horizon) {
  const std::int64_t from = horizon.from.micros / 60'000'000 * 60;
  const int minutes = horizon.weeks * minutes_per_week;
  const auto free_a = minutes_free(a, from, minutes);
  const auto free_b = minutes_free(b, from, minutes);
  Overlap result{minutes_per_week, 0};
  for (int week = 0; week < horizon.weeks; ++week) {
    int sum = 0;
    for (int i = week * minutes_per_week; i < (week + 1) * minutes_per_week; ++i)
      sum += free_a[i] && free_b[i];
    result.least_week_minutes = std::min(result.least_week_minutes, sum);
    result.total_minutes += sum;
  }
  return result;
}

Availability any_availability() {
  std::vector<WeeklySlot> slots;
  const int count = *rc::gen::inRange(0, 12);
  for (int i = 0; i < count; ++i) {
    const int from = *rc::gen::inRange(0, minutes_per_day);
    const int to = *rc::gen::inRange(from + 1, std::min(from + 600, minutes_per_day) + 1);
    slots.push_back({static_cast<Weekday>(*rc::gen::inRange(0, 7)), from, to});
  }
  return {WeeklySlots(slots), *rc::gen::elementOf(zones)};
}

TEST(FreeTime, AgreesWithCountingEveryMinute) {
  EXPECT_TRUE(rc::check("overlap equals the count of common minutes", [] {
    const auto a = any_availability();
    const auto b = any_availability();
    // 2025 to 2029, down to the microsecond.
    const auto from = *rc::gen::inRange<std::int64_t>(1'735'689'600'000'000, 1'861'920'000'000'000);
    const Horizon horizon{{from}, *rc::gen::inRange(1, 4)};
    RC_ASSERT(overlap(a, b, horizon) == overlap_by_minutes(a, b, horizon));
  }));
}

TEST(FreeTime, AgreesAcrossEveryClockChangeOfAYear) {
  const WeeklySlots nights({slot(Weekday::saturday, 22, 24),
                            slot(Weekday::sunday, 0, 5),
                            {Weekday::friday, 90, 210},
                            slot(Weekday::thursday, 0, 24)});
  for (const char* zone : zones) {
    for (int week = 0; week < 52; week += 4) {
      const Horizon horizon{at("2026-01-01T00:00:00Z") + days(7 * week), 4};
      const Availability a{nights, zone}, b{nights, "Europe/London"};
      EXPECT_EQ(overlap(a, b, horizon), overlap_by_minutes(a, b, horizon)) << zone << " week " << week;
    }
  }
}

TEST(FreeTime, TellsTheWeekInWhichOnlyOneSideChangesItsClocks) {
  // London leaves summer time on 25 October 2026, Los Angeles on 1 November: for one week they are 7 hours
  // apart.
  const Availability london{WeeklySlots({slot(Weekday::wednesday, 17, 19)}), "Europe/London"};
  const Availability los_angeles{WeeklySlots({slot(Weekday::wednesday, 9, 11)}), "America/Los_Angeles"};
  const Horizon horizon{at("2026-10-19T00:00:00Z"), 3};
  EXPECT_EQ(overlap(london, los_angeles, horizon), (Overlap{60, 120 + 60 + 120}));
}

TEST(FreeTime, SkippedHourIsNeverFreeAndRepeatedHourCountsTwice) {
  const Availability early{WeeklySlots({slot(Weekday::sunday, 1, 2)}), "Europe/London"};
  EXPECT_EQ(overlap(early, early, {at("2026-03-23T00:00:00Z"), 1}).total_minutes, 0);
  EXPECT_EQ(overlap(early, early, {at("2026-10-19T00:00:00Z"), 1}).total_minutes, 120);
}

TEST(FreeTime, RefusesUnknownZonesAndUnboundedHorizons) {
  const Availability nowhere{WeeklySlots({slot(Weekday::sunday, 1, 2)}), "Europe/Nowhere"};
  EXPECT_THROW(FreeTime(nowhere, {}), Refusal);
  EXPECT_THROW(FreeTime({{}, "UTC"}, {{}, 0}), Refusal);
  EXPECT_THROW(FreeTime({{}, "UTC"}, {{}, 61}), Refusal);
}

TEST(WeeklySlots, JoinsWhatTouchesAndRefusesWhatIsNoSlot) {
  const WeeklySlots slots({slot(Weekday::tuesday, 9, 10), slot(Weekday::monday, 8, 10),
                           slot(Weekday::monday, 10, 12), slot(Weekday::monday, 9, 11)});
  ASSERT_EQ(slots.all().size(), 2u);
  EXPECT_EQ(slots.all()[0], slot(Weekday::monday, 8, 12));
  EXPECT_EQ(slots.minutes(), 300);
  for (const WeeklySlot bad :
       {WeeklySlot{Weekday::monday, 60, 60}, WeeklySlot{Weekday::monday, -1, 60},
        WeeklySlot{Weekday::monday, 0, 1441}, WeeklySlot{static_cast<Weekday>(7), 0, 60}}) {
    EXPECT_THROW(WeeklySlots({bad}), Refusal);
  }
  EXPECT_THROW(WeeklySlots(std::vector<WeeklySlot>(169, slot(Weekday::monday, 8, 9))), Refusal);
}

}  // namespace
}  // namespace kith::schedule
