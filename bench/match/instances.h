#pragma once

#include <string>
#include <vector>

#include "bench/match/population.h"
#include "engine/match/assign.h"

namespace kith::bench {

// The named instances of docs/benchmarks.md.
struct Instance {
  std::string name;
  PopulationSize size;
};

// rapsid, reachout, rare, and town at the four capacity factors.
std::vector<Instance> small_instances();

PopulationSize nation(std::uint32_t participants, std::uint32_t supporters, double capacity_factor);

// Everybody's 50 best supporters.
match::PairGraph pairs_of(const PopulationSize& size);

}  // namespace kith::bench
