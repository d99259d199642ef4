#include <gtest/gtest.h>

#include <algorithm>

#include "base/refusal.h"
#include "base/world.h"
#include "engine/groups/solve.h"
#include "engine/groups/test/checker.h"
#include "engine/groups/test/instance.h"
#include "engine/groups/timetable.h"

namespace kith::groups {
namespace {

using testing::random_input;
using testing::Shape;
using testing::violations;

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& each : lines) out += each + "\n";
  return out;
}

std::string code_of(Input input) {
  try {
    const Problem problem(std::move(input));
  } catch (const Refusal& refusal) {
    return refusal.code();
  }
  return "";
}

TEST(FormGroups, KeepsEveryRuleOnRandomTowns) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Shape shape;
    shape.people = 5 + static_cast<int>(seed * 7 % 150);
    shape.facilitators = static_cast<int>(seed * 5 % 40);
    shape.venues = 1 + static_cast<int>(seed % 6);
    shape.free_percent = 15 + static_cast<int>(seed * 11 % 70);
    shape.missing_percent = static_cast<int>(seed * 3 % 30);
    shape.pins = seed % 3 == 0;
    const Input input = random_input(shape, seed);
    const Problem problem(input);
    const Plan plan = form_groups(problem, {.steps_per_person = 100, .seed = seed});
    EXPECT_EQ(joined(violations(input, plan)), "") << "seed " << seed;
  }
}

TEST(FormGroups, NeverPutsSomebodyWithAFacilitatorTheyMustNotMeet) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    Shape shape;
    shape.people = 12 + static_cast<int>(seed * 7 % 120);
    shape.facilitators = 6 + static_cast<int>(seed * 5 % 30);
    shape.free_percent = 50 + static_cast<int>(seed % 50);
    shape.pins = seed % 3 == 0;
    shape.never_led_percent = 2 + static_cast<int>(seed % 30);
    const Input input = random_input(shape, seed);
    const Plan plan = form_groups(Problem(input), {.steps_per_person = 100, .seed = seed});
    EXPECT_EQ(joined(violations(input, plan)), "") << "seed " << seed;
  }
  // Over several areas, where who is left over may join another's group.
  const Input many = random_input(
      {.people = 1200, .facilitators = 250, .venues = 12, .width_km = 60, .never_led_percent = 5}, 5);
  const Plan plan = form_groups(Problem(many), {.steps_per_person = 10});
  EXPECT_GE(plan.groups.size(), 20u);
  EXPECT_EQ(joined(violations(many, plan)), "");
}

TEST(FormGroups, PlacesNearlyEverybodyWhenTimesAndPlacesAllow) {
  const Input input = random_input({.people = 200, .facilitators = 60, .free_percent = 60}, 3);
  const Plan plan = form_groups(Problem(input), {.steps_per_person = 100});
  EXPECT_LE(plan.left_over.size(), 16u);
  EXPECT_GE(plan.groups.size(), 18u);
  EXPECT_EQ(joined(violations(input, plan)), "");
}

TEST(FormGroups, IsTheSameOnOneAndTwoThreadsAndForTheSameSeed) {
  const Input input = random_input({.people = 1200, .facilitators = 250, .venues = 12, .width_km = 60}, 5);
  const Problem problem(input);
  const Plan one = form_groups(problem, {.steps_per_person = 10, .seed = 9, .threads = 1});
  const Plan two = form_groups(problem, {.steps_per_person = 10, .seed = 9, .threads = 2});
  EXPECT_EQ(one, two);
  EXPECT_EQ(joined(violations(input, one)), "");
  const Plan other = form_groups(problem, {.steps_per_person = 10, .seed = 10});
  EXPECT_NE(one.cost, other.cost);
}

TEST(FormGroups, MoreStepsCostLess) {
  const Problem problem(random_input({.people = 150, .facilitators = 60, .free_percent = 60}, 4));
  const Plan quick = form_groups(problem, {.steps_per_person = 0});
  const Plan slow = form_groups(problem, {.steps_per_person = 300});
  ASSERT_EQ(quick.left_over.size(), slow.left_over.size());
  EXPECT_LT(slow.cost, quick.cost);
}

TEST(FormGroups, SaysWhySomebodyIsInNoGroup) {
  Input input = random_input({.people = 40, .facilitators = 12, .free_percent = 90}, 1);
  input.people[0].free.reset();
  input.people[1].spot = Spot{10, 10};
  input.people[2].spot.reset();
  const Plan plan = form_groups(Problem(input), {.steps_per_person = 50});
  const auto why = [&](PersonIndex i) {
    const auto at = std::ranges::find(plan.left_over, i, &LeftOver::person);
    EXPECT_NE(at, plan.left_over.end());
    return at->why;
  };
  EXPECT_EQ(why(0), Why::never_free);
  EXPECT_EQ(why(1), Why::nothing_in_reach);
  EXPECT_EQ(why(2), Why::nothing_in_reach);
  for (Facilitator& each : input.facilitators) each.free.reset();
  const Plan unled = form_groups(Problem(input), {.steps_per_person = 50});
  EXPECT_TRUE(unled.groups.empty());
  EXPECT_EQ(unled.left_over[5].why, Why::no_facilitators);
}

TEST(FormGroups, TakesSomebodyWithoutASpotIntoAGroupByTelephone) {
  Input input = random_input({.people = 12, .facilitators = 4, .free_percent = 100}, 2);
  for (Person& each : input.people) each.spot.reset();
  input.venues.push_back({"telephone", {}});
  const Plan plan = form_groups(Problem(input));
  ASSERT_EQ(plan.groups.size(), 1u);
  EXPECT_EQ(plan.groups[0].venue, 3u);
  EXPECT_EQ(joined(violations(input, plan)), "");
}

TEST(FormGroups, NeverSplitsPinsAndNamesPinnedPeopleWhoCannotCome) {
  Input input = random_input({.people = 60, .facilitators = 20, .free_percent = 70, .pins = true}, 8);
  input.people[20].free.reset();
  input.pins.groups[0].members.push_back(20);
  std::ranges::sort(input.pins.groups[0].members);
  input.pins.groups[0].members.erase(
      std::unique(input.pins.groups[0].members.begin(), input.pins.groups[0].members.end()),
      input.pins.groups[0].members.end());
  const Plan plan = form_groups(Problem(input), {.steps_per_person = 100});
  EXPECT_EQ(joined(violations(input, plan)), "");
  ASSERT_EQ(plan.groups[0].id, "standing");
  EXPECT_EQ(plan.groups[0].venue, 0u);
  EXPECT_EQ(plan.groups[0].slot, 2u);
  EXPECT_EQ(plan.groups[0].cannot_come, std::vector<PersonIndex>{20});
}

TEST(FormGroups, FindsWhoLeadsAGroupThatWasOnlyBegun) {
  Input input = random_input({.people = 40, .facilitators = 12, .free_percent = 100}, 5);
  for (Person& each : input.people) each.travel_km = 500;
  for (Facilitator& each : input.facilitators) each.travel_km = 500;
  const auto lead = [&](std::vector<std::uint32_t> given) {
    input.pins.groups = {{"begun", 0, 2, {7}, std::move(given)}};
    const Plan plan = form_groups(Problem(input), {.steps_per_person = 50});
    EXPECT_EQ(joined(violations(input, plan)), "");
    return plan.groups.at(0).facilitators;
  };
  EXPECT_GE(static_cast<int>(lead({}).size()), input.design.team.least);
  const auto with_one = lead({3});
  EXPECT_GE(static_cast<int>(with_one.size()), input.design.team.least);
  EXPECT_NE(std::ranges::find(with_one, 3u), with_one.end());
}

TEST(FormGroups, AnswersForNobodyAndForTooFew) {
  Input input = random_input({.people = 5}, 1);
  EXPECT_EQ(form_groups(Problem(input)).left_over.size(), 5u);
  input.people.clear();
  EXPECT_TRUE(form_groups(Problem(input)).groups.empty());
}

// The checker must be able to see each rule broken, or it proves nothing.
TEST(Checker, SeesPlantedFaults) {
  const Input input = random_input({.people = 120, .facilitators = 40, .free_percent = 50}, 6);
  const Plan good = form_groups(Problem(input), {.steps_per_person = 50});
  ASSERT_EQ(joined(violations(input, good)), "");
  ASSERT_GE(good.groups.size(), 2u);
  const auto sees = [&](auto plant) {
    Plan plan = good;
    plant(plan);
    return !violations(input, plan).empty();
  };
  EXPECT_TRUE(sees([](Plan& plan) { std::swap(plan.groups[0].members[0], plan.groups[1].members[0]); }));
  EXPECT_TRUE(sees([](Plan& plan) { plan.groups[0].members.pop_back(); }));
  EXPECT_TRUE(sees([](Plan& plan) { plan.groups[0].facilitators.pop_back(); }));
  EXPECT_TRUE(sees([](Plan& plan) { plan.groups[0].facilitators = plan.groups[1].facilitators; }));
  Input apart = input;
  apart.pins.never_led_by = {{good.groups[0].members[0], good.groups[0].facilitators[0]}};
  EXPECT_FALSE(violations(apart, good).empty());
  EXPECT_TRUE(sees([](Plan& plan) { plan.groups[0].cost += 1; }));
  EXPECT_TRUE(sees([](Plan& plan) { plan.groups[0].slot = plan.groups[0].slot == 0 ? 1 : 0; }));
}

TEST(Enrolment, IsDerivedFromTheChanceThatPeopleCome) {
  const Design design;
  EXPECT_EQ(enrolment_for(design, 820), (Enrolment{8, 10, 15}));
  EXPECT_EQ(enrolment_for(design, 1000), (Enrolment{6, 8, 15}));
  // Where half come, twice the number is enlisted, and more than fifteen may be: all of them never come.
  const Enrolment half = enrolment_for(design, 500);
  EXPECT_EQ(half.least, 12);
  EXPECT_EQ(half.wished, 17);
  EXPECT_GT(half.most, 17);
  EXPECT_LE(at_least(16, half.most, 0.5), 0.01);
  EXPECT_GT(at_least(16, half.most + 1, 0.5), 0.01);
  EXPECT_NEAR(at_least(2, 3, 0.5), 0.5, 1e-12);
  EXPECT_THROW(enrolment_for(design, 100), Refusal);
}

TEST(Problem, RefusesWhatItCannotUse) {
  const Input good = random_input({.people = 20}, 1);
  EXPECT_EQ(code_of(good), "");
  Input bad = good;
  bad.slots.clear();
  EXPECT_EQ(code_of(bad), "groups.no_slots");
  bad = good;
  bad.slots.resize(most_meeting_slots + 1, good.slots[0]);
  EXPECT_EQ(code_of(bad), "groups.too_many_slots");
  bad = good;
  bad.venues.clear();
  EXPECT_EQ(code_of(bad), "groups.no_venues");
  bad = good;
  bad.people[3].answers.pop_back();
  EXPECT_EQ(code_of(bad), "groups.answers");
  bad = good;
  bad.people[3].attendance_milli = 0;
  EXPECT_EQ(code_of(bad), "groups.attendance");
  bad = good;
  bad.attributes[0].weight = 101;
  EXPECT_EQ(code_of(bad), "groups.weights");
  bad = good;
  bad.attributes[4].alone = Alone::costs;
  EXPECT_EQ(code_of(bad), "groups.weights");
  bad = good;
  bad.design.cap = 5;
  EXPECT_EQ(code_of(bad), "groups.sizes");
  bad = good;
  bad.design.team.least = 4;
  EXPECT_EQ(code_of(bad), "groups.team");
  bad = good;
  bad.pins.apart = {{1, 99}};
  EXPECT_EQ(code_of(bad), "groups.pins");
  bad = good;
  bad.pins.never_led_by = {{1, 99}};
  EXPECT_EQ(code_of(bad), "groups.pins");
  bad = good;
  bad.pins.groups = {{"standing", 0, 0, {1}, {2}}};
  bad.pins.never_led_by = {{1, 2}};
  EXPECT_EQ(code_of(bad), "groups.pins");
  bad = good;
  bad.pins.together = {{1, 2}};
  bad.pins.apart = {{2, 1}};
  EXPECT_EQ(code_of(bad), "groups.pins");
}

TEST(Timetable, AsksForTheWholeMeetingInEveryWeekAcrossDaylightSaving) {
  using schedule::Weekday;
  const std::vector<schedule::WeeklySlot> meetings = {{Weekday::tuesday, 1110, 1200},
                                                      {Weekday::tuesday, 600, 690}};
  // From mid-March 2026: Vancouver has changed its clocks, London changes on the 29th.
  const schedule::Horizon horizon{local_to_instant({2026, 3, 16}, 0, 0, "UTC"), 4};
  const Timetable timetable(meetings, "Europe/London", horizon);
  const auto can_come = [&](Weekday day, int from, int to, const char* zone) {
    return timetable.can_come({schedule::WeeklySlots({{day, from, to}}), zone});
  };
  EXPECT_EQ(can_come(Weekday::tuesday, 1080, 1260, "Europe/London"), SlotSet(0b01));
  EXPECT_EQ(can_come(Weekday::tuesday, 1110, 1199, "Europe/London"), SlotSet(0b00));
  EXPECT_EQ(can_come(Weekday::tuesday, 0, 1440, "Europe/London"), SlotSet(0b11));
  // 18:30 in London is 11:30 in Vancouver in these two weeks of March and 10:30 afterwards.
  EXPECT_EQ(can_come(Weekday::tuesday, 690, 780, "America/Vancouver"), SlotSet(0b00));
  EXPECT_EQ(can_come(Weekday::tuesday, 630, 780, "America/Vancouver"), SlotSet(0b01));
}

// Jersey keeps London's clock under another name, so the two are compared week by week.
TEST(Timetable, OnTheClockOfTheMeetingGivesWhatTheWeeksGive) {
  std::vector<schedule::WeeklySlot> meetings;
  for (int day = 0; day < 7; ++day) {
    for (const int start : {0, 60, 90, 540, 1110, 1350})
      meetings.push_back({static_cast<schedule::Weekday>(day), start, start + 90});
  }
  // The clocks go forward on 29 March 2026 at one in the night, when one of the meetings begins.
  const Timetable timetable(meetings, "Europe/London", {local_to_instant({2026, 3, 16}, 0, 0, "UTC"), 4});
  int some = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    SeededRandom random(seed);
    std::vector<schedule::WeeklySlot> slots;
    for (std::uint64_t i = 0; i < 12; ++i) {
      const int from = static_cast<int>(random.below(46)) * 30;
      const int to = from + 30 + static_cast<int>(random.below(8)) * 30;
      slots.push_back({static_cast<schedule::Weekday>(random.below(7)), from, std::min(to, 1440)});
    }
    const schedule::WeeklySlots free(slots);
    const SlotSet here = timetable.can_come({free, "Europe/London"});
    EXPECT_EQ(here, timetable.can_come({free, "Europe/Jersey"})) << seed;
    some += here.any() && !here.all();
  }
  EXPECT_GT(some, 150);
}

}  // namespace
}  // namespace kith::groups
