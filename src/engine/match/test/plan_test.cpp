#include "engine/match/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/refusal.h"
#include "engine/match/test/random_problem.h"

namespace kith::match {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// A language as a must and an equal condition as a wish.
Model language_model() {
  Model model;
  model.attributes = {{"condition"}, {"language"}};
  for (const char* key : {"condition", "language"}) {
    Criterion criterion;
    criterion.key = criterion.participant = criterion.supporter = key;
    model.criteria.push_back(criterion);
  }
  model.criteria[1].strictness = Strictness::must;
  model.criteria[1].weight = 0;
  return model;
}

Person person(std::string id, std::string condition, std::string language) {
  return {std::move(id), {{"condition", std::move(condition)}, {"language", std::move(language)}}, {}, {}};
}

Supporter supporter(std::string id, std::string condition, std::string language, int capacity) {
  return {person(std::move(id), std::move(condition), std::move(language)), {capacity, 0, false, true}};
}

std::vector<Pair> pairs_of(const Plan& plan) {
  std::vector<Pair> pairs;
  for (const PlannedPair& planned : plan.pairs) pairs.push_back(planned.pair);
  return pairs;
}

Problem small_problem() {
  return Problem(
      language_model(),
      {person("a", "pump", "English"), person("b", "pump", "English"), person("c", "pen", "Punjabi"),
       person("d", "pen", "Punjabi"), person("e", "pen", "English")},
      {supporter("s", "pump", "English", 1), supporter("t", "pen", "English", 1),
       supporter("u", "pen", "Welsh", 3)});
}

TEST(Plan, MatchesTheBestAndSaysWhatTheOthersAreShortOf) {
  const Problem problem = small_problem();
  const Plan plan = plan_pairs(problem);
  EXPECT_THAT(pairs_of(plan), ElementsAre(Pair{0, 0}, Pair{4, 1}));
  EXPECT_EQ(plan.pairs[0].score, 1000);
  EXPECT_EQ(plan.total, 2000);
  EXPECT_EQ(plan.bound, 2000);
  ASSERT_THAT(plan.unmatched, SizeIs(3));
  EXPECT_EQ(plan.unmatched[0], (Unmatched{1, WhyUnmatched::all_taken, {}, {{1, {"English"}}}}));
  EXPECT_EQ(plan.unmatched[1], (Unmatched{2, WhyUnmatched::nobody_passes, {{1, 3}}, {{1, {"Punjabi"}}}}));
  ASSERT_THAT(plan.shortages, SizeIs(2));
  EXPECT_EQ(plan.shortages[0], (Shortage{{{1, {"Punjabi"}}}, 2}));
  EXPECT_EQ(plan.shortages[1], (Shortage{{{1, {"English"}}}, 1}));
}

TEST(Plan, KeepsPinsAndRefusesThoseThatCannotBe) {
  const Problem problem = small_problem();
  const Plan plan = plan_pairs(problem, {.pins = {{4, 0}}});
  EXPECT_THAT(pairs_of(plan), ElementsAre(Pair{0, 1}, Pair{4, 0}));
  EXPECT_TRUE(plan.pairs[1].is_pinned);
  // A pin may break a wish or a must, because the coordinator knows more; the pair then says so.
  EXPECT_THAT(plan_pairs(problem, {.pins = {{0, 2}}}).pairs, SizeIs(3));
  const auto code_of = [&](std::vector<Pair> pins, const Problem& asked) {
    try {
      plan_pairs(asked, {.pins = std::move(pins)});
      return std::string("none");
    } catch (const Refusal& refusal) {
      return refusal.code();
    }
  };
  EXPECT_EQ(code_of({{0, 0}, {0, 1}}, problem), "match.pinned_twice");
  EXPECT_EQ(code_of({{0, 0}, {1, 0}}, problem), "match.pin_without_room");
  Person wary = person("a", "pump", "English");
  wary.avoid_people = {"s"};
  const Problem apart(language_model(), {wary}, {supporter("s", "pump", "English", 1)});
  EXPECT_EQ(code_of({{0, 0}}, apart), "match.pin_not_allowed");
}

TEST(Plan, FindsByFallbackWhoMeetsNoMust) {
  Model model = language_model();
  model.criteria[0].strictness = Strictness::must;
  model.criteria[0].fallback_to = "language";
  const Problem problem(model, {person("a", "rare", "English")}, {supporter("s", "pump", "English", 1)});
  const Plan plan = plan_pairs(problem);
  ASSERT_THAT(plan.pairs, SizeIs(1));
  EXPECT_THAT(plan.pairs[0].fallbacks, ElementsAre("condition"));
  EXPECT_THAT(reasons_for(problem, plan.pairs[0]).failed_musts, IsEmpty());
}

TEST(Plan, IsSoundForAnyPeople) {
  std::size_t pairs = 0, unmatched = 0, with_fallback = 0;
  for (std::uint64_t seed = 0; seed < 400; ++seed) {
    const Parts parts = random_parts(seed, {9, static_cast<int>(seed % 12), 5});
    const Problem problem(parts.model, parts.participants, parts.supporters);
    const PlanOptions options{.goal = seed % 2 == 0 ? Goal::weight : Goal::matched_first,
                              .is_fair = seed % 5 == 0,
                              .overrides = parts.options.overrides};
    const Plan plan = plan_pairs(problem, options);
    PlanOptions on_two = options;
    on_two.threads = 2;
    ASSERT_EQ(plan_pairs(problem, on_two), plan) << "seed " << seed;
    ASSERT_EQ(plan.pairs.size() + plan.unmatched.size(), problem.participant_count());
    std::vector<int> load(problem.supporter_count());
    for (const PlannedPair& planned : plan.pairs) {
      const auto [participant, supporter] = planned.pair;
      const PairView view = explain(problem, participant, supporter, parts.options);
      ASSERT_THAT(view.obstacles, IsEmpty()) << "seed " << seed;
      const Suggestion told = reasons_for(problem, planned, options);
      ASSERT_THAT(told.failed_musts, IsEmpty()) << "seed " << seed;
      ASSERT_EQ(told.score, planned.score) << "seed " << seed;
      const Supply& supply = problem.supply(supporter);
      ASSERT_LE(supply.load + ++load[supporter], supply.capacity) << "seed " << seed;
      with_fallback += planned.fallbacks.empty() ? 0 : 1;
    }
    pairs += plan.pairs.size();
    unmatched += plan.unmatched.size();
  }
  EXPECT_GT(pairs, 300u);
  EXPECT_GT(unmatched, 300u);
  EXPECT_GT(with_fallback, 10u);
}

}  // namespace
}  // namespace kith::match
