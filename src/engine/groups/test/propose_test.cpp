#include "engine/groups/propose.h"

#include <gtest/gtest.h>

#include "engine/groups/solve.h"
#include "engine/groups/test/checker.h"
#include "engine/groups/test/instance.h"

namespace kith::groups {
namespace {

using testing::random_input;

class Proposals : public ::testing::Test {
 protected:
  Proposals()
      : input_(random_input({.people = 80, .facilitators = 30, .free_percent = 60}, 11)), problem_(input_) {
    plan_ = form_groups(problem_, {.steps_per_person = 100});
    for (const GroupPlan& each : plan_.groups) before_ += each.cost;
  }

  static std::int64_t cost(const std::vector<GroupPlan>& groups) {
    std::int64_t sum = 0;
    for (const GroupPlan& each : groups) sum += each.cost;
    return sum;
  }
  static std::int64_t sum(const Difference& difference) {
    std::int64_t out = 0;
    for (const CostPart& each : difference.parts) out += each.points;
    return out;
  }

  Input input_;
  Problem problem_;
  Plan plan_;
  std::int64_t before_ = 0;
};

TEST_F(Proposals, AMoveCostsExactlyWhatItSays) {
  ASSERT_GE(plan_.groups.size(), 2u);
  for (PersonIndex i = 0; i < input_.people.size(); ++i) {
    for (std::size_t to = 0; to <= plan_.groups.size(); ++to) {
      const Move move{i, to < plan_.groups.size() ? std::optional(to) : std::nullopt};
      const Difference told = cost_of(problem_, plan_.groups, move);
      std::vector<GroupPlan> groups = plan_.groups;
      apply(problem_, groups, move);
      EXPECT_EQ(cost(groups) - before_, told.cost);
      EXPECT_EQ(sum(told), told.cost);
    }
  }
}

TEST_F(Proposals, AShrinkingGroupIsToppedUpWithinTheRules) {
  std::vector<GroupPlan> groups = plan_.groups;
  for (int i = 0; i < 2; ++i) apply(problem_, groups, {groups[0].members.front(), std::nullopt});
  const auto joiners = top_up(problem_, groups, 0, 5);
  ASSERT_FALSE(joiners.empty());
  EXPECT_FALSE(joiners.front().from.has_value()) << "those in no group come first";
  for (const Joiner& each : joiners) {
    std::vector<GroupPlan> after = groups;
    apply(problem_, after, {each.person, 0});
    EXPECT_EQ(cost(after) - cost(groups), each.difference.cost);
    EXPECT_TRUE(input_.people[each.person].free[groups[0].slot]);
  }
}

TEST_F(Proposals, ALateJoinerIsOfferedTheCheapestFirst) {
  std::vector<GroupPlan> groups = plan_.groups;
  const PersonIndex late = groups[0].members.front();
  apply(problem_, groups, {late, std::nullopt});
  const auto openings = places_for(problem_, groups, late);
  ASSERT_FALSE(openings.empty());
  for (std::size_t i = 1; i < openings.size(); ++i) {
    EXPECT_LE(openings[i - 1].difference.cost, openings[i].difference.cost);
  }
}

TEST_F(Proposals, MergersKeepEveryRule) {
  std::vector<GroupPlan> groups = plan_.groups;
  for (GroupPlan& each : groups) {
    while (each.members.size() > 5) apply(problem_, groups, {each.members.back(), std::nullopt});
  }
  const auto found = mergers(problem_, groups, 100);
  ASSERT_FALSE(found.empty());
  for (const Merger& each : found) {
    std::vector<GroupPlan> after;
    for (std::size_t g = 0; g < groups.size(); ++g) {
      if (g == each.first) after.push_back(each.merged);
      if (g != each.first && g != each.second) after.push_back(groups[g]);
    }
    EXPECT_EQ(cost(after) - cost(groups), each.difference.cost);
    EXPECT_EQ(sum(each.difference), each.difference.cost);
    EXPECT_TRUE(each.merged.cannot_come.empty());
    EXPECT_EQ(each.merged.members.size(), 10u);
  }
}

TEST_F(Proposals, SayWhatAMoveWouldBreak) {
  Input input = input_;
  const PersonIndex mover = plan_.groups[0].members.front();
  input.people[mover].free.reset();
  input.pins.apart = {{mover, plan_.groups[1].members.front()}};
  const Problem problem(input);
  const Obstacles found = cost_of(problem, plan_.groups, {mover, 1}).obstacles;
  EXPECT_TRUE(found.not_free);
  EXPECT_TRUE(found.kept_apart);
  EXPECT_FALSE(found.none());
}

}  // namespace
}  // namespace kith::groups
