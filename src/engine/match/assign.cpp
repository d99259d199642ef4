#include "engine/match/assign.h"

#include <algorithm>
#include <cmath>

#include "base/refusal.h"
#include "engine/match/market.h"

namespace kith::match {
namespace {

constexpr std::int64_t heaviest = std::int64_t{1} << 30;

// An auction ends this much closer to the optimum than its epsilon allows at worst (measured: 9 to 15 times).
constexpr double luck = 8;
constexpr int most_attempts = 4;

Refusal bad_graph(const char* why) { return Refusal(RefusalKind::invalid, "match.bad_graph", why); }

std::int64_t epsilon_for(double gap, std::int64_t mean_weight) {
  return std::max<std::int64_t>(1, std::llround(gap * luck * static_cast<double>(mean_weight)));
}

// Solves again with a smaller epsilon until the proof is as good as asked for.
bool reaches(Market& market, double gap) {
  std::int64_t epsilon = epsilon_for(gap, market.mean_weight());
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    market.solve(epsilon);
    const auto bound = static_cast<double>(market.quick_bound()) / static_cast<double>(market.scale());
    if (bound - static_cast<double>(market.total()) <= gap * bound) return true;
    if (epsilon == 1) return false;
    epsilon = std::max<std::int64_t>(1, epsilon / 4);
  }
  return false;
}

}  // namespace

void PairGraph::check() const {
  if (starts.empty() || starts.front() != 0 || starts.back() != arcs.size()) {
    throw bad_graph("The starts do not cover the arcs.");
  }
  if (!std::ranges::is_sorted(starts)) throw bad_graph("The starts go backwards.");
  std::vector<std::uint32_t> last_seen(supporter_count(), nobody);
  for (std::uint32_t i = 0; i < participant_count(); ++i) {
    for (const Arc& arc : of(i)) {
      if (arc.supporter >= supporter_count()) throw bad_graph("An arc names a supporter who is not there.");
      if (std::abs(std::int64_t{arc.weight}) >= heaviest) throw bad_graph("A weight is too large.");
      if (last_seen[arc.supporter] == i) throw bad_graph("A pair is named twice.");
      last_seen[arc.supporter] = i;
    }
  }
}

Assignment assign(const PairGraph& graph, Goal goal, Effort effort) {
  graph.check();
  Market market(graph);
  const bool is_close = reaches(market, effort.gap);
  if (goal == Goal::matched_first || effort.is_exact || !is_close) market.polish(goal);
  return market.result();
}

}  // namespace kith::match
