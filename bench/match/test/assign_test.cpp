#include "engine/match/assign.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "bench/match/check.h"
#include "bench/match/network_simplex.h"
#include "bench/match/published.h"
#include "bench/match/random_graph.h"
#include "engine/match/market.h"

namespace kith::bench {
namespace {

using match::Assignment;
using match::Goal;
using match::PairGraph;
using testing::IsEmpty;

constexpr int instances = 3000;

// Larger than any sum of weights that one more pair can cost in these small instances.
constexpr std::int64_t bonus = std::int64_t{1} << 40;

TEST(Assign, AgreesWithNetworkSimplexOnTheLargestTotal) {
  if (!ask_network_simplex(random_graph(1))) GTEST_SKIP() << "built without LEMON";
  for (int seed = 0; seed < instances; ++seed) {
    const PairGraph graph = random_graph(seed);
    const Assignment plan = assign(graph, Goal::weight, {.is_exact = true});
    ASSERT_THAT(faults_of(graph, plan), IsEmpty()) << "seed " << seed;
    ASSERT_TRUE(plan.is_optimal()) << "seed " << seed;
    ASSERT_EQ(plan.total, ask_network_simplex(graph)->total) << "seed " << seed;
  }
}

TEST(Assign, AgreesWithNetworkSimplexOnMatchingTheMost) {
  if (!ask_network_simplex(random_graph(1))) GTEST_SKIP() << "built without LEMON";
  int more_than_weight_alone = 0;
  for (int seed = 0; seed < instances; ++seed) {
    const PairGraph graph = random_graph(seed);
    const Assignment plan = assign(graph, Goal::matched_first);
    ASSERT_THAT(faults_of(graph, plan), IsEmpty()) << "seed " << seed;
    ASSERT_TRUE(plan.is_optimal()) << "seed " << seed;
    const auto peer = ask_network_simplex(graph, bonus);
    ASSERT_EQ(plan.matched, peer->matched) << "seed " << seed;
    ASSERT_EQ(plan.total, peer->total) << "seed " << seed;
    more_than_weight_alone += assign(graph, Goal::weight).matched < plan.matched ? 1 : 0;
  }
  // Else this would be the test above once more.
  EXPECT_GT(more_than_weight_alone, instances / 20);
}

TEST(Assign, ProvesItsGapWhenItIsNotExact) {
  for (int seed = 0; seed < instances; ++seed) {
    const PairGraph graph = random_graph(seed);
    for (const double gap : {0.1, 0.001}) {
      const Assignment plan = assign(graph, Goal::weight, {.gap = gap});
      ASSERT_THAT(faults_of(graph, plan), IsEmpty()) << "seed " << seed;
      ASSERT_LE(plan.gap(), gap) << "seed " << seed;
    }
  }
}

TEST(Assign, GivesTheSamePlanTwice) {
  for (int seed = 0; seed < 100; ++seed) {
    const PairGraph graph = random_graph(seed);
    const Assignment one = assign(graph), two = assign(graph);
    ASSERT_EQ(one.supporter_of, two.supporter_of);
    ASSERT_EQ(one.prices, two.prices);
  }
}

// The checker must be able to say no, or the tests above prove nothing.
TEST(Check, FindsEveryKindOfFault) {
  PairGraph graph;
  graph.starts = {0, 2, 4};
  graph.arcs = {{0, 5}, {1, 3}, {0, 4}, {1, 1}};
  graph.capacities = {1, 1};
  const Assignment good = assign(graph, Goal::weight, {.is_exact = true});
  EXPECT_THAT(faults_of(graph, good), IsEmpty());
  EXPECT_EQ(good.total, 7);
  const auto is_caught = [&](auto change) {
    Assignment bad = good;
    change(bad);
    return !faults_of(graph, bad).empty();
  };
  EXPECT_TRUE(is_caught([](Assignment& a) { a.supporter_of = {0, 0}, a.total = 9; }));
  EXPECT_TRUE(is_caught([](Assignment& a) { a.total += 1, a.bound += 1; }));
  EXPECT_TRUE(is_caught([](Assignment& a) { a.matched = 1; }));
  EXPECT_TRUE(is_caught([](Assignment& a) { a.prices = {0, 0}; }));
  EXPECT_TRUE(is_caught([](Assignment& a) { a.prices[0] = -1; }));
  EXPECT_TRUE(is_caught([](Assignment& a) { a.bound = 6; }));
  EXPECT_TRUE(is_caught([](Assignment& a) { a.supporter_of.pop_back(); }));
  graph.arcs[1].supporter = 0, graph.arcs[2].supporter = 1;
  EXPECT_FALSE(faults_of(graph, good).empty());
}

TEST(Published, ReadsTheOrLibraryFormatAndFindsTheOptimum) {
  std::istringstream file(" 3\n 4 1 3\n 2 0\n 5 3 2 2\n");
  const CostMatrix matrix = read_or_library(file);
  const PairGraph graph = as_pairs(matrix);
  const Assignment plan = assign(graph, Goal::matched_first);
  EXPECT_EQ(plan.matched, 3u);
  EXPECT_TRUE(plan.is_optimal());
  EXPECT_EQ(cost_of(matrix, plan), 5);
}

TEST(Published, FindsTheLeastCostOfSquareMatricesByTryingAll) {
  Chance chance(7);
  for (int round = 0; round < 200; ++round) {
    CostMatrix matrix{static_cast<std::size_t>(chance.between(1, 6)), {}};
    for (std::size_t k = 0; k < matrix.columns * matrix.columns; ++k) {
      matrix.costs.push_back(chance.between(-9, 30));
    }
    std::vector<std::size_t> order(matrix.columns);
    for (std::size_t k = 0; k < order.size(); ++k) order[k] = k;
    std::int64_t least = 1'000'000;
    do {
      std::int64_t cost = 0;
      for (std::size_t k = 0; k < order.size(); ++k) cost += matrix.costs[k * matrix.columns + order[k]];
      least = std::min(least, cost);
    } while (std::ranges::next_permutation(order).found);
    EXPECT_EQ(cost_of(matrix, assign(as_pairs(matrix), Goal::matched_first)), least);
  }
}

TEST(Published, ReadsPlainMatricesAndSaysWhereTheyAreWrong) {
  std::istringstream file("# costs\n1, 2; 3\n\n4\t5 6\n");
  const CostMatrix matrix = read_matrix(file);
  EXPECT_EQ(matrix.rows(), 2u);
  EXPECT_EQ(matrix.columns, 3u);
  std::istringstream ragged("1 2\n3\n"), words("1 x\n"), missing("2\n1 2 3\n");
  EXPECT_THROW(read_matrix(ragged), std::runtime_error);
  EXPECT_THROW(read_matrix(words), std::runtime_error);
  EXPECT_THROW(read_or_library(missing), std::runtime_error);
}

}  // namespace
}  // namespace kith::bench
