#include <gtest/gtest.h>

#include "modules/journeys/clock_plan.h"

namespace kith::journeys {
namespace {

using package::ClockAnchor;
using package::ClockDays;
using package::ClockRule;

const package::WorkingDays british{
    {0, 6}, {"01-01", "easter-2", "easter+1", "05-mon-1", "05-mon-last", "12-25", "12-26"}};

Timing from(const std::string& base, const std::string& zone = "Europe/London") {
  return {from_rfc3339(base).value(), {}, zone, &british};
}

std::string due(const ClockRule& rule, const Timing& timing, int turn = 0, int step = 0) {
  const auto at = due_of(rule, timing, {turn, step});
  return at ? to_rfc3339(*at).substr(0, 16) : "";
}

ClockRule after(std::int64_t minutes) {
  ClockRule rule;
  rule.after_minutes = minutes;
  return rule;
}
constexpr std::int64_t day = 24 * 60;

TEST(ClockPlan, AWeekIsAWeekOverDaylightSaving) {
  EXPECT_EQ(due(after(7 * day), from("2026-03-25T10:00:00Z")), "2026-04-01T09:00");  // ten o'clock there
  EXPECT_EQ(due(after(7 * day), from("2026-10-22T09:00:00Z")), "2026-10-29T10:00");
  EXPECT_EQ(due(after(36 * 60), from("2026-03-28T10:00:00Z")),
            "2026-03-30T08:00");  // 22:00 is no hour to ring
}

TEST(ClockPlan, TurnsComeWeeklyThenFortnightly) {
  ClockRule rule = after(day);
  rule.repeats = {{7, 0, 12}, {14, 0, 19}};
  EXPECT_EQ(rule.turns(), 32);
  const Timing timing = from("2026-01-05T10:00:00Z");
  EXPECT_EQ(due(rule, timing, 0), "2026-01-06T10:00");
  EXPECT_EQ(due(rule, timing, 12), "2026-03-31T09:00");
  EXPECT_EQ(due(rule, timing, 13), "2026-04-14T09:00");
  EXPECT_EQ(due(rule, timing, 31), "2026-12-22T10:00");
  EXPECT_EQ(next_turn(rule, {31, 0}), std::nullopt);
}

TEST(ClockPlan, MonthsEndOnTheirLastDayAndOnWorkingDays) {
  ClockRule rule = after(0);
  rule.action = package::ClockAction::message;
  rule.repeats = {{0, 1, 5}};
  EXPECT_EQ(due(rule, from("2026-01-31T10:00:00Z"), 1), "2026-02-28T10:00");
  rule.days = ClockDays::working;
  EXPECT_EQ(due(rule, from("2026-03-04T10:00:00Z"), 1),
            "2026-04-07T08:00");  // Saturday, Sunday, Easter Monday
  EXPECT_EQ(due(rule, from("2026-03-04T10:00:00Z"), 2), "2026-05-05T08:00");  // the first Monday of May
}

TEST(ClockPlan, AnHourThatIsAskedForIsKept) {
  ClockRule rule = after(day);
  rule.at_minute = 10 * 60 + 30;
  EXPECT_EQ(due(rule, from("2026-06-01T05:00:00Z")), "2026-06-02T09:30");
  EXPECT_EQ(due(rule, from("2026-06-01T15:00:00Z")), "2026-06-03T09:30");  // half past ten had gone by
  EXPECT_EQ(due(rule, from("2026-06-01T15:00:00Z", "America/Vancouver")), "2026-06-02T17:30");
}

TEST(ClockPlan, StepsFollowTheirTurn) {
  ClockRule rule = after(7 * day);
  rule.if_nothing = {{2 * day, {}, "", ""}, {day, {}, "", ""}};
  const Timing timing = from("2026-06-01T10:00:00Z");
  EXPECT_EQ(due(rule, timing, 0, 1), "2026-06-10T10:00");
  EXPECT_EQ(due(rule, timing, 0, 2), "2026-06-11T10:00");
  EXPECT_EQ(place_after(rule, {0, 0}), (ClockPlace{0, 1}));
  EXPECT_EQ(place_after(rule, {0, 2}), std::nullopt);
}

TEST(ClockPlan, TheMiddleAndTheEndNeedALength) {
  ClockRule rule = after(28 * day);
  rule.anchor = ClockAnchor::before_end;
  Timing timing = from("2026-01-05T10:00:00Z");
  EXPECT_EQ(due(rule, timing), "");
  timing.ends_at = from_rfc3339("2026-07-06T09:00:00Z");
  EXPECT_EQ(due(rule, timing), "2026-06-08T09:00");
  rule.anchor = ClockAnchor::halfway;
  EXPECT_EQ(due(rule, timing), "2026-04-06T09:30");
}

TEST(ClockPlan, AfterALongSleepATurnRingsOnce) {
  ClockRule rule = after(day);
  rule.repeats = {{7, 0, 12}};
  const Timing timing = from("2026-01-05T10:00:00Z");
  EXPECT_EQ(latest_place(rule, timing, {0, 0}, from_rfc3339("2026-02-05T00:00:00Z").value()),
            (ClockPlace{4, 0}));
  EXPECT_EQ(latest_place(rule, timing, {0, 0}, from_rfc3339("2026-01-07T00:00:00Z").value()),
            (ClockPlace{0, 0}));
}

}  // namespace
}  // namespace kith::journeys
