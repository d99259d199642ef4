#include "modules/journeys/local_hours.h"

#include <gtest/gtest.h>

namespace kith::journeys {
namespace {

constexpr std::string_view toronto = "America/Toronto";

std::string moved(std::string_view at) {
  return to_rfc3339(at_sensible_hour(from_rfc3339(at).value(), toronto)).substr(0, 16);
}

TEST(SensibleHour, LeavesTheDayAlone) {
  EXPECT_EQ(moved("2026-11-23T09:00:00-05:00"), "2026-11-23T14:00");
  EXPECT_EQ(moved("2026-11-23T17:59:00-05:00"), "2026-11-23T22:59");
}

TEST(SensibleHour, MovesTheNightForward) {
  EXPECT_EQ(moved("2026-11-23T18:00:00-05:00"), "2026-11-24T14:00");
  EXPECT_EQ(moved("2026-11-24T03:00:00-05:00"), "2026-11-24T14:00");
}

TEST(SensibleHour, KeepsTheHourWhenTheClocksChange) {
  EXPECT_EQ(moved("2026-10-31T20:00:00-04:00"), "2026-11-01T14:00");  // the night with 25 hours
  EXPECT_EQ(moved("2027-03-13T20:00:00-05:00"), "2027-03-14T13:00");  // the night with 23 hours
}

TEST(EndOfDay, IsTheNextMidnight) {
  EXPECT_EQ(to_rfc3339(end_of_day(from_rfc3339("2026-11-01T12:00:00-05:00").value(), toronto)).substr(0, 16),
            "2026-11-02T05:00");
}

}  // namespace
}  // namespace kith::journeys
