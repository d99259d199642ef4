#include "bench/match/random_graph.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace kith::bench {

match::PairGraph random_graph(std::uint64_t seed) {
  Chance chance(seed);
  const int people = chance.between(0, chance.in_hundred(20) ? 60 : 15);
  const int supporters = chance.between(1, chance.in_hundred(20) ? 20 : 8);
  const int most_capacity = chance.between(1, 6);
  const int density = chance.between(10, 100);
  constexpr int spreads[] = {1, 3, 10, 1000, 1'000'000, (1 << 30) - 1};
  const int spread = spreads[chance.below(6)];
  const int least = chance.in_hundred(40) ? -spread / 2 : (chance.in_hundred(50) ? 0 : spread / 2);
  match::PairGraph graph;
  for (int j = 0; j < supporters; ++j) {
    graph.capacities.push_back(chance.in_hundred(10) ? 0 : chance.between(1, most_capacity));
  }
  std::vector<std::uint32_t> order(graph.capacities.size());
  for (int i = 0; i < people; ++i) {
    std::iota(order.begin(), order.end(), 0);
    for (std::size_t k = order.size(); k > 1; --k) {
      std::swap(order[k - 1], order[chance.below(static_cast<std::uint32_t>(k))]);
    }
    for (const std::uint32_t j : order) {
      if (chance.in_hundred(density)) graph.arcs.push_back({j, chance.between(least, spread)});
    }
    graph.starts.push_back(static_cast<std::uint32_t>(graph.arcs.size()));
  }
  return graph;
}

}  // namespace kith::bench
