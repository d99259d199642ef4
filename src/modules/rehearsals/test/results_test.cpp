#include "modules/rehearsals/results.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace kith {
namespace {

Rehearsed outcome(std::vector<std::int64_t> waiting, std::int64_t came_in, std::int64_t matched) {
  Rehearsed out;
  for (const std::int64_t each : waiting) {
    RehearsedWeek week;
    week.waiting = each;
    week.staff_minutes = 90;
    out.weeks.push_back(week);
  }
  out.came_in = came_in;
  out.matched = matched;
  return out;
}

const RehearsalMeasure& measure(const RehearsalResults& of, const std::string& key) {
  return *std::ranges::find(of.measures, key, &RehearsalMeasure::key);
}

const RehearsalCurve& curve(const RehearsalResults& of, const std::string& key) {
  return *std::ranges::find(of.curves, key, &RehearsalCurve::key);
}

TEST(Bands, HoldEightInTen) {
  std::vector<double> values;
  for (int i = 10; i >= 0; --i) values.push_back(i);
  EXPECT_EQ(band_of(values), (RehearsalBand{1, 5, 9}));
  EXPECT_EQ(band_of({7}), (RehearsalBand{7, 7, 7}));
  EXPECT_EQ(band_of({1, 3}).low, 1);
  EXPECT_EQ(band_of({1, 3}).high, 3);
}

TEST(Results, OfOneDesignHaveNoOther) {
  const auto results = add_up({outcome({4, 2}, 6, 5)}, {});
  EXPECT_EQ(measure(results, "waited_days").as_is.middle, 7.0);  // 7 days times 4 and 2 people, for 6 people
  EXPECT_FALSE(measure(results, "waited_days").difference);
  EXPECT_EQ(measure(results, "never_matched").as_is.middle, 1);
  EXPECT_EQ(measure(results, "hours_a_week").as_is.middle, 1.5);
  EXPECT_EQ(curve(results, "waiting").as_is.size(), 2u);
  EXPECT_EQ(curve(results, "waiting").as_is[0].middle, 4);
  EXPECT_EQ(curve(results, "staff_hours").as_is[1].middle, 1.5);
  EXPECT_TRUE(curve(results, "waiting").changed.empty());
}

TEST(Results, TellOfGroupsWhereThereAreAny) {
  Rehearsed with = outcome({4, 2}, 6, 5);
  EXPECT_EQ(add_up({with}, {}).curves.size(), 6u);
  with.has_groups = true;
  with.weeks[1].groups = 3;
  with.weeks[1].in_groups = 25;
  with.weeks[0].waiting_for_group = 30;
  const auto results = add_up({with}, {with});
  EXPECT_EQ(results.curves.size(), 9u);
  EXPECT_EQ(curve(results, "waiting_for_group").as_is[0].middle, 30);
  EXPECT_EQ(curve(results, "in_groups").changed[1].middle, 25);
  EXPECT_EQ(measure(results, "groups_at_end").as_is.middle, 3);
  EXPECT_EQ(measure(results, "no_group_at_end").difference->middle, 0);
}

// Each design differs much from seed to seed, and by the same in every pair of seeds.
TEST(Results, TheDifferenceIsTakenSeedBySeed) {
  std::vector<Rehearsed> as_is, changed;
  for (int seed = 0; seed < 10; ++seed) {
    as_is.push_back(outcome({20 + 10 * seed}, 7, 0));
    changed.push_back(outcome({10 + 10 * seed}, 7, 0));
  }
  const auto results = add_up(as_is, changed);
  EXPECT_EQ(*measure(results, "waited_days").difference, (RehearsalBand{-10, -10, -10}));
  EXPECT_GT(measure(results, "waited_days").as_is.high, measure(results, "waited_days").as_is.low);
}

TEST(Results, AnswerWhenNobodyCameIn) {
  const auto results = add_up({outcome({0}, 0, 0)}, {});
  EXPECT_EQ(measure(results, "waited_days").as_is.middle, 0);
}

TEST(Results, CountWhatWasBrokenInBoth) {
  auto one = outcome({1}, 1, 1);
  one.broken = 2;
  EXPECT_EQ(add_up({one}, {one}).broken, 4);
}

}  // namespace
}  // namespace kith
