#include "engine/match/assign.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/refusal.h"
#include "engine/match/market.h"

namespace kith::match {
namespace {

constexpr std::int64_t heaviest = std::int64_t{1} << 30;

// An auction ends this much closer to the optimum than its epsilon allows at worst (measured: 16 to 20
// times).
constexpr double luck = 9;
constexpr int most_attempts = 4;

// Where an auction hands over to shortest paths: a smaller gap costs more in the auction than it saves there.
constexpr double polishing_gap = 0.0003;

Refusal bad_graph(const char* why) { return Refusal(RefusalKind::invalid, "match.bad_graph", why); }

std::int64_t epsilon_for(double gap, std::int64_t mean_weight) {
  return std::max<std::int64_t>(1, std::llround(gap * luck * static_cast<double>(mean_weight)));
}

// Solves again with a smaller epsilon until the proof is as good as asked for, or gives up.
std::optional<Assignment> solve_within(Market& market, double gap) {
  std::int64_t epsilon = epsilon_for(gap, market.mean_weight());
  for (int attempt = 0; attempt < most_attempts; ++attempt) {
    market.solve(epsilon);
    Assignment result = market.result();
    if (result.gap() <= gap) return result;
    if (epsilon == 1) break;
    epsilon = std::max<std::int64_t>(1, epsilon / 4);
  }
  return std::nullopt;
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
  if (goal == Goal::weight && !effort.is_exact) {
    if (auto result = solve_within(market, effort.gap)) return *std::move(result);
  } else {
    market.solve(epsilon_for(polishing_gap, market.mean_weight()));
  }
  market.polish(goal);
  return market.result();
}

}  // namespace kith::match
