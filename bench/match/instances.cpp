#include "bench/match/instances.h"

#include "engine/match/candidates.h"

namespace kith::bench {

std::vector<Instance> small_instances() {
  std::vector<Instance> instances = {
      {"rapsid 652 x 106", {652, 106, 1.0, 12, 11}},
      {"reachout 100 x 30", {100, 30, 0.9, 6, 12}},
      {"rare 2,000 x 200", {2'000, 200, 1.0, 800, 13}},
  };
  for (const double factor : {1.5, 1.1, 1.0, 0.8}) {
    instances.push_back(
        {"town 10,000 x 1,000 at " + std::to_string(factor).substr(0, 3), {10'000, 1'000, factor, 60, 14}});
  }
  return instances;
}

PopulationSize nation(std::uint32_t participants, std::uint32_t supporters, double capacity_factor) {
  return {participants, supporters, capacity_factor, 60, 15};
}

match::PairGraph pairs_of(const PopulationSize& size) {
  const match::Problem problem = problem_of(Population(size), population_model());
  return candidate_pairs(match::CandidateIndex(problem), 50).graph;
}

}  // namespace kith::bench
