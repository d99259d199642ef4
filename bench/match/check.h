#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/match/assign.h"

// An independent judge of plans: plain loops over the pairs as they were given. It takes the types of
// engine/match/assign.h and none of its code, so that a fault there cannot hide here.
namespace kith::bench {

// What is wrong with a plan, one sentence each: a pair that is not allowed, a supporter with too many, a
// total or a count that does not add up, a bound that the prices do not prove or that the total exceeds.
// Empty: all is well.
std::vector<std::string> faults_of(const match::PairGraph& graph, const match::Assignment& plan);

// Pairs who would both rather have each other than what the plan gives them (see match_stably).
std::size_t blocking_pairs(const match::PairGraph& graph, std::span<const std::int32_t> liking,
                           std::span<const std::uint32_t> supporter_of);

}  // namespace kith::bench
