#include <algorithm>

#include "engine/match/assign.h"

// Fairness: the largest floor under the weights that still lets as many people be matched.
namespace kith::match {
namespace {

PairGraph without_pairs_below(const PairGraph& graph, std::int32_t floor) {
  PairGraph kept;
  kept.capacities = graph.capacities;
  for (std::size_t i = 0; i < graph.participant_count(); ++i) {
    for (const Arc& arc : graph.of(i)) {
      if (arc.weight >= floor) kept.arcs.push_back(arc);
    }
    kept.starts.push_back(static_cast<std::uint32_t>(kept.arcs.size()));
  }
  return kept;
}

// How many can be matched at all: with every weight 1, the largest total.
std::size_t most_matched(PairGraph graph) {
  for (Arc& arc : graph.arcs) arc.weight = 1;
  return assign(graph, Goal::weight, {.is_exact = true}).matched;
}

std::vector<std::int32_t> distinct_weights(const PairGraph& graph) {
  std::vector<std::int32_t> weights;
  for (const Arc& arc : graph.arcs) weights.push_back(arc.weight);
  std::ranges::sort(weights);
  weights.erase(std::ranges::unique(weights).begin(), weights.end());
  return weights;
}

}  // namespace

FairAssignment assign_fairly(const PairGraph& graph) {
  graph.check();
  const std::vector<std::int32_t> weights = distinct_weights(graph);
  const std::size_t most = most_matched(graph);
  if (most == 0) return {assign(graph, Goal::matched_first), std::nullopt};
  // The lowest weight always leaves everybody their pair: look for the highest floor that does too.
  const auto is_kept = [&](std::int32_t floor) {
    return most_matched(without_pairs_below(graph, floor)) == most;
  };
  const auto first_too_high = std::ranges::partition_point(weights, is_kept);
  const std::int32_t floor = *(first_too_high - 1);
  return {assign(without_pairs_below(graph, floor), Goal::matched_first), floor};
}

}  // namespace kith::match
