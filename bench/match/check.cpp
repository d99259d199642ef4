#include "bench/match/check.h"

#include <algorithm>

namespace kith::bench {
namespace {

using match::Assignment;
using match::PairGraph;

__extension__ using Wide = __int128;

constexpr std::size_t no_arc = static_cast<std::size_t>(-1);

std::size_t arc_between(const PairGraph& graph, std::size_t participant, std::uint32_t supporter) {
  for (std::size_t a = graph.starts[participant]; a < graph.starts[participant + 1]; ++a) {
    if (graph.arcs[a].supporter == supporter) return a;
  }
  return no_arc;
}

void check_pairs(const PairGraph& graph, const Assignment& plan, std::vector<std::string>& faults) {
  std::vector<std::uint32_t> load(graph.capacities.size());
  std::int64_t total = 0;
  std::size_t matched = 0;
  for (std::size_t i = 0; i + 1 < graph.starts.size(); ++i) {
    const std::uint32_t supporter = plan.supporter_of[i];
    if (supporter == match::nobody) continue;
    const std::size_t arc = arc_between(graph, i, supporter);
    if (arc == no_arc) {
      faults.push_back("participant " + std::to_string(i) + " has a supporter who is not allowed");
      continue;
    }
    ++matched;
    ++load[supporter];
    total += graph.arcs[arc].weight;
  }
  for (std::size_t j = 0; j < load.size(); ++j) {
    if (load[j] > graph.capacities[j]) {
      faults.push_back("supporter " + std::to_string(j) + " has " + std::to_string(load[j]) +
                       " and room for " + std::to_string(graph.capacities[j]));
    }
  }
  if (total != plan.total) faults.push_back("the total is " + std::to_string(total) + ", not as said");
  if (matched != plan.matched) faults.push_back(std::to_string(matched) + " are matched, not as said");
}

// What the prices prove: sum of profits and of capacities at their price, in 1/scale.
Wide proven_by_prices(const PairGraph& graph, const Assignment& plan) {
  Wide sum = 0;
  for (std::size_t j = 0; j < plan.prices.size(); ++j) {
    sum += static_cast<Wide>(graph.capacities[j]) * plan.prices[j];
  }
  for (std::size_t i = 0; i + 1 < graph.starts.size(); ++i) {
    Wide best = 0;
    for (std::size_t a = graph.starts[i]; a < graph.starts[i + 1]; ++a) {
      const auto& arc = graph.arcs[a];
      const Wide worth = static_cast<Wide>(arc.weight + plan.bonus) * plan.scale;
      best = std::max(best, worth - plan.prices[arc.supporter]);
    }
    sum += best;
  }
  return sum;
}

void check_proof(const PairGraph& graph, const Assignment& plan, std::vector<std::string>& faults) {
  if (std::ranges::any_of(plan.prices, [](std::int64_t price) { return price < 0; })) {
    faults.push_back("a price is below 0");
  }
  const Wide said = plan.bound + static_cast<Wide>(plan.bonus) * static_cast<std::int64_t>(plan.matched);
  // The bound may be rounded down to a whole weight, because the optimum is whole.
  if (proven_by_prices(graph, plan) >= (said + 1) * plan.scale) {
    faults.push_back("the prices do not prove the bound");
  }
  if (plan.total > plan.bound) faults.push_back("the total is above the bound");
}

}  // namespace

std::vector<std::string> faults_of(const PairGraph& graph, const Assignment& plan) {
  if (plan.supporter_of.size() + 1 != graph.starts.size() || plan.prices.size() != graph.capacities.size()) {
    return {"the plan is for other people"};
  }
  std::vector<std::string> faults;
  check_pairs(graph, plan, faults);
  check_proof(graph, plan, faults);
  return faults;
}

std::size_t blocking_pairs(const PairGraph& graph, std::span<const std::int32_t> liking,
                           std::span<const std::uint32_t> supporter_of) {
  struct Side {
    std::uint32_t load = 0;
    std::int32_t least_liked = 0;
  };
  std::vector<Side> sides(graph.capacities.size());
  std::vector<std::int64_t> has(supporter_of.size(), -1);  // the weight that each participant has
  for (std::size_t i = 0; i < supporter_of.size(); ++i) {
    if (supporter_of[i] == match::nobody) continue;
    const std::size_t arc = arc_between(graph, i, supporter_of[i]);
    has[i] = graph.arcs[arc].weight;
    Side& side = sides[supporter_of[i]];
    side.least_liked = side.load == 0 ? liking[arc] : std::min(side.least_liked, liking[arc]);
    ++side.load;
  }
  std::size_t found = 0;
  for (std::size_t i = 0; i < supporter_of.size(); ++i) {
    for (std::size_t a = graph.starts[i]; a < graph.starts[i + 1]; ++a) {
      const auto& arc = graph.arcs[a];
      const Side& side = sides[arc.supporter];
      if (arc.weight <= has[i] || liking[a] < 0 || graph.capacities[arc.supporter] == 0) continue;
      const bool has_room = side.load < graph.capacities[arc.supporter];
      found += has_room || liking[a] > side.least_liked ? 1 : 0;
    }
  }
  return found;
}

}  // namespace kith::bench
