#pragma once

#include <cstdint>
#include <optional>

#include "engine/match/assign.h"

namespace kith::bench {

// The same question put to LEMON's NetworkSimplex, the fastest exact solver for it that is widely used: each
// participant sends one unit to a supporter or, at no gain, past them.
struct PeerAnswer {
  std::int64_t total = 0;
  std::size_t matched = 0;
  double solve_seconds = 0;  // CPU, of run() alone
  double build_seconds = 0;  // CPU, of laying out its graph
};

// Nothing when the program was built without LEMON. `bonus` is added to each pair, to match as many as can
// be.
std::optional<PeerAnswer> ask_network_simplex(const match::PairGraph& graph, std::int64_t bonus = 0);

}  // namespace kith::bench
