#include "engine/schedule/common_hours.h"

#include <gtest/gtest.h>

namespace kith::schedule {
namespace {

Instant at(const char* text) { return from_rfc3339(text).value(); }

Availability free_on(Weekday day, int from_hour, int until_hour, std::string zone) {
  return {WeeklySlots({{day, from_hour * 60, until_hour * 60}}), std::move(zone)};
}

std::vector<Stretch> best(const Availability& a, const Availability& b, const char* from,
                          std::size_t most = 3) {
  const auto common = common_stretches(a, b, at(from));
  return best_hours(common, a.zone, most);
}

// Planted fault: with the second person's slots read on the first one's clock there is no common hour.
TEST(CommonHours, EachIsReadOnTheirOwnClock) {
  const auto hours = best(free_on(Weekday::tuesday, 8, 11, "America/Toronto"),
                          free_on(Weekday::tuesday, 14, 17, "Europe/London"), "2026-11-23T17:00:00Z");
  ASSERT_EQ(hours.size(), 2U);  // 9:00 to 11:00 in Toronto is 14:00 to 16:00 in London
  EXPECT_EQ(hours[0].from, at("2026-11-24T14:00:00Z"));
  EXPECT_EQ(hours[1].until, at("2026-11-24T16:00:00Z"));
}

// In the last week of October London has changed its clocks and Toronto has not.
TEST(CommonHours, DaylightSavingOfOneAloneMovesTheCommonHour) {
  const Availability toronto = free_on(Weekday::monday, 9, 10, "America/Toronto");
  const Availability london = free_on(Weekday::monday, 14, 15, "Europe/London");
  EXPECT_EQ(best(toronto, london, "2026-10-17T12:00:00Z").size(), 1U);
  EXPECT_TRUE(best(toronto, london, "2026-10-24T12:00:00Z").empty());
  EXPECT_EQ(best(toronto, london, "2026-10-31T12:00:00Z").size(), 1U);
}

TEST(CommonHours, AnHourThatTheNightSkipsIsNotOffered) {
  const Availability night = free_on(Weekday::sunday, 1, 2, "Europe/London");
  EXPECT_TRUE(best(night, night, "2027-03-27T12:00:00Z").empty());
  EXPECT_FALSE(best(night, night, "2027-04-03T12:00:00Z").empty());
}

TEST(CommonHours, EveryDayHasOneBeforeADayHasTwo) {
  Availability week{WeeklySlots({{Weekday::monday, 540, 1020},
                                 {Weekday::wednesday, 540, 600},
                                 {Weekday::friday, 540, 660},
                                 {Weekday::saturday, 540, 600}}),
                    "UTC"};
  const auto three = best(week, week, "2026-11-23T00:00:00Z");
  ASSERT_EQ(three.size(), 3U);
  EXPECT_EQ(three[0].from, at("2026-11-23T09:00:00Z"));
  EXPECT_EQ(three[1].from, at("2026-11-25T09:00:00Z"));
  EXPECT_EQ(three[2].from, at("2026-11-27T09:00:00Z"));
  EXPECT_EQ(best(week, week, "2026-11-23T00:00:00Z", 6).size(), 6U);
}

TEST(CommonHours, AnHourBeginsOnTheHalfHourAndNeverInThePast) {
  const Availability morning = free_on(Weekday::monday, 9, 12, "UTC");
  const auto hours = best(morning, morning, "2026-11-23T09:10:00Z", 1);
  ASSERT_EQ(hours.size(), 1U);
  EXPECT_EQ(hours[0].from, at("2026-11-23T09:30:00Z"));
}

TEST(CommonHours, WithoutACommonHourThereIsNone) {
  EXPECT_TRUE(best(free_on(Weekday::monday, 9, 12, "UTC"), free_on(Weekday::monday, 12, 15, "UTC"),
                   "2026-11-23T00:00:00Z")
                  .empty());
  EXPECT_TRUE(
      best({WeeklySlots(), "UTC"}, free_on(Weekday::monday, 12, 15, "UTC"), "2026-11-23T00:00:00Z").empty());
  const Availability short_time{WeeklySlots({{Weekday::monday, 540, 580}}), "UTC"};
  EXPECT_TRUE(best(short_time, short_time, "2026-11-23T00:00:00Z").empty());
}

}  // namespace
}  // namespace kith::schedule
