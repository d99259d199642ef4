#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/refusal.h"
#include "bench/match/check.h"
#include "bench/match/network_simplex.h"
#include "bench/match/random_graph.h"

namespace kith::bench {
namespace {

using match::Goal;
using match::PairGraph;
using testing::IsEmpty;

PairGraph without_pairs_below(const PairGraph& graph, std::int32_t floor) {
  PairGraph kept;
  kept.capacities = graph.capacities;
  for (std::size_t i = 0; i < graph.participant_count(); ++i) {
    for (const auto& arc : graph.of(i)) {
      if (arc.weight >= floor) kept.arcs.push_back(arc);
    }
    kept.starts.push_back(static_cast<std::uint32_t>(kept.arcs.size()));
  }
  return kept;
}

TEST(Fair, LiftsTheWorstOffAsFarAsThePeerSaysItCanBe) {
  int lifted = 0;
  for (int seed = 0; seed < 800; ++seed) {
    const PairGraph graph = random_graph(seed);
    const match::FairAssignment fair = assign_fairly(graph);
    const auto peer = ask_network_simplex(graph, std::int64_t{1} << 40);
    if (!peer) GTEST_SKIP() << "built without LEMON";
    ASSERT_EQ(fair.assignment.matched, peer->matched) << "seed " << seed;
    ASSERT_EQ(fair.floor.has_value(), peer->matched > 0);
    if (!fair.floor) continue;
    const PairGraph kept = without_pairs_below(graph, *fair.floor);
    ASSERT_THAT(faults_of(kept, fair.assignment), IsEmpty()) << "seed " << seed;
    ASSERT_TRUE(fair.assignment.is_optimal());
    ASSERT_EQ(fair.assignment.total, ask_network_simplex(kept, std::int64_t{1} << 40)->total);
    const auto higher =
        ask_network_simplex(without_pairs_below(graph, *fair.floor + 1), std::int64_t{1} << 40);
    ASSERT_LT(higher->matched, peer->matched) << "seed " << seed;
    lifted += fair.assignment.total < peer->total ? 1 : 0;
  }
  EXPECT_GT(lifted, 20);
}

TEST(Stable, LeavesNoPairThatWouldRatherHaveEachOther) {
  std::size_t blocked_by_weight = 0;
  for (int seed = 0; seed < 2000; ++seed) {
    const PairGraph graph = random_graph(seed);
    Chance chance(seed);
    std::vector<std::int32_t> liking;
    for (std::size_t a = 0; a < graph.arcs.size(); ++a) liking.push_back(chance.between(-2, 20));
    const auto plan = match_stably(graph, liking);
    ASSERT_EQ(blocking_pairs(graph, liking, plan), 0u) << "seed " << seed;
    std::vector<std::uint32_t> load(graph.capacities.size());
    for (std::size_t i = 0; i < plan.size(); ++i) {
      if (plan[i] == match::nobody) continue;
      const auto arcs = graph.of(i);
      const auto arc = std::ranges::find(arcs, plan[i], &match::Arc::supporter);
      ASSERT_NE(arc, arcs.end());
      ASSERT_GE(arc->weight, 0);
      ASSERT_GE(liking[graph.starts[i] + static_cast<std::size_t>(arc - arcs.begin())], 0);
      ASSERT_LE(++load[plan[i]], graph.capacities[plan[i]]);
    }
    blocked_by_weight += blocking_pairs(graph, liking, assign(graph, Goal::weight).supporter_of);
  }
  // The counter must be able to find some.
  EXPECT_GT(blocked_by_weight, 1000u);
}

TEST(Stable, GivesParticipantsTheirBest) {
  // Each would rather have the other supporter than the other participant lets them: two stable plans.
  PairGraph graph;
  graph.starts = {0, 2, 4};
  graph.arcs = {{0, 2}, {1, 1}, {0, 1}, {1, 2}};
  graph.capacities = {1, 1};
  const std::vector<std::int32_t> liking = {1, 2, 2, 1};
  EXPECT_THAT(match_stably(graph, liking), testing::ElementsAre(0, 1));
  EXPECT_THROW(match_stably(graph, std::vector<std::int32_t>{1}), Refusal);
}

TEST(PairGraph, RefusesWhatIsNotAGraph) {
  const auto refuses = [](PairGraph graph) {
    try {
      assign(graph);
      return false;
    } catch (const Refusal& refusal) {
      return refusal.code() == "match.bad_graph";
    }
  };
  EXPECT_TRUE(refuses({{0, 1}, {}, {1}}));
  EXPECT_TRUE(refuses({{0, 2, 1, 3}, {{0, 1}, {0, 1}, {0, 1}}, {1}}));
  EXPECT_TRUE(refuses({{0, 1}, {{1, 1}}, {1}}));
  EXPECT_TRUE(refuses({{0, 1}, {{0, 1 << 30}}, {1}}));
  EXPECT_TRUE(refuses({{0, 2}, {{0, 1}, {0, 2}}, {1}}));
  EXPECT_FALSE(refuses({{0, 1}, {{0, 1}}, {1}}));
}

}  // namespace
}  // namespace kith::bench
