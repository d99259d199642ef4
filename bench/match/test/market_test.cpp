#include "engine/match/market.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/match/check.h"
#include "bench/match/network_simplex.h"
#include "bench/match/random_graph.h"

namespace kith::bench {
namespace {

using match::Arc;
using match::Goal;
using match::Market;
using match::PairGraph;
using testing::IsEmpty;

constexpr std::int64_t bonus = std::int64_t{1} << 40;

// The same changes made to a market and to a plain list of people.
class World {
 public:
  explicit World(PairGraph graph) : start_(std::move(graph)), market(start_), capacities_(start_.capacities) {
    for (std::size_t i = 0; i < start_.participant_count(); ++i) {
      lists_.emplace_back(start_.of(i).begin(), start_.of(i).end());
    }
  }

  void change(Chance& chance) {
    const auto any = [&](std::size_t size) { return chance.below(static_cast<std::uint32_t>(size)); };
    const std::uint32_t what = chance.below(3);
    if (what == 0 && !lists_.empty()) {
      const std::uint32_t out = any(lists_.size());
      lists_[out].clear();
      market.remove_participant(out);
    } else if (what == 1 && !lists_.empty()) {
      std::vector<Arc> arcs = lists_[any(lists_.size())];
      for (Arc& arc : arcs) arc.weight += chance.between(0, 2);
      EXPECT_EQ(market.add_participant(arcs), lists_.size());
      lists_.push_back(std::move(arcs));
    } else {
      const std::uint32_t supporter = any(capacities_.size());
      capacities_[supporter] = chance.below(5);
      market.set_capacity(supporter, capacities_[supporter]);
    }
  }

  PairGraph graph() const {
    PairGraph graph;
    graph.capacities = capacities_;
    for (const auto& list : lists_) {
      graph.arcs.insert(graph.arcs.end(), list.begin(), list.end());
      graph.starts.push_back(static_cast<std::uint32_t>(graph.arcs.size()));
    }
    return graph;
  }

 private:
  PairGraph start_;

 public:
  Market market;

 private:
  std::vector<std::vector<Arc>> lists_;
  std::vector<std::uint32_t> capacities_;
};

PairGraph without_the_largest_weights(PairGraph graph) {
  for (Arc& arc : graph.arcs) arc.weight /= 4;
  return graph;
}

void expect_optimum_after_changes(Goal goal, std::int64_t peer_bonus) {
  for (int seed = 0; seed < 1500; ++seed) {
    World world(without_the_largest_weights(random_graph(seed)));
    Chance chance(seed);
    if (seed % 2 == 0) world.market.solve(1 + chance.below(1000));
    world.market.polish(goal);
    for (int round = 0; round < 4; ++round) {
      for (int k = chance.between(0, 5); k > 0; --k) world.change(chance);
      world.market.repair();
      const PairGraph graph = world.graph();
      const match::Assignment plan = world.market.result();
      ASSERT_THAT(faults_of(graph, plan), IsEmpty()) << "seed " << seed << " round " << round;
      ASSERT_TRUE(plan.is_optimal()) << "seed " << seed << " round " << round;
      const auto peer = ask_network_simplex(graph, peer_bonus);
      if (!peer) continue;
      ASSERT_EQ(plan.total, peer->total) << "seed " << seed << " round " << round;
      if (goal == Goal::matched_first) {
        ASSERT_EQ(plan.matched, peer->matched) << "seed " << seed;
      }
    }
  }
}

TEST(Market, IsTheOptimumAfterEveryRepair) { expect_optimum_after_changes(Goal::weight, 0); }

TEST(Market, MatchesTheMostAfterEveryRepair) { expect_optimum_after_changes(Goal::matched_first, bonus); }

TEST(Market, AuctionsAloneAreWithinTheirProof) {
  for (int seed = 0; seed < 1500; ++seed) {
    const PairGraph graph = random_graph(seed);
    Market market(graph);
    for (const std::int64_t epsilon : {100'000, 100, 1}) {
      market.solve(epsilon);
      const match::Assignment plan = market.result();
      ASSERT_THAT(faults_of(graph, plan), IsEmpty()) << "seed " << seed;
      // Each place can be bid for epsilon too high, no more.
      const auto slack = static_cast<std::int64_t>(plan.matched + graph.participant_count()) * epsilon;
      ASSERT_LE((plan.bound - plan.total) * plan.scale, slack + plan.scale) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace kith::bench
