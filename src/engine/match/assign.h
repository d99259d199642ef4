#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

// Who is matched with whom when many people wait for few supporters: the best total, with a proof of how good
// it is. This header knows no profiles: people are rows, supporters are columns, and a pair that is allowed
// has a weight. engine/match/plan.h makes such a graph from people.
namespace kith::match {

// One allowed pair, seen from its participant. |weight| < 2^30.
struct Arc {
  std::uint32_t supporter = 0;
  std::int32_t weight = 0;

  bool operator==(const Arc&) const = default;
};

// The allowed pairs, participant by participant. `starts` has one entry more than there are participants;
// the arcs of participant i are arcs[starts[i]] up to but not including arcs[starts[i + 1]], at most one for
// each supporter. Supporter j takes at most capacities[j] participants.
struct PairGraph {
  std::vector<std::uint32_t> starts = {0};
  std::vector<Arc> arcs;
  std::vector<std::uint32_t> capacities;

  std::size_t participant_count() const { return starts.size() - 1; }
  std::size_t supporter_count() const { return capacities.size(); }
  std::span<const Arc> of(std::size_t participant) const {
    return {arcs.data() + starts[participant], arcs.data() + starts[participant + 1]};
  }

  // Throws Refusal invalid "match.bad_graph" when the above does not hold.
  void check() const;
};

enum class Goal {
  weight,         // the largest total; nobody is matched at a loss, and a pair of weight 0 may be left out
  matched_first,  // as many people matched as can be; of those plans one with the largest total
};

// Exact finds the optimum and proves it. Otherwise the total is at most `gap` (a share of the bound) below
// the optimum. matched_first is always exact.
struct Effort {
  double gap = 0.0005;
  bool is_exact = false;
};

inline constexpr std::uint32_t nobody = std::numeric_limits<std::uint32_t>::max();

// A plan and its proof, by linear-programming duality. `prices` are one for each supporter, 0 or more, in
// 1/scale of a weight. For any prices at all, no plan can have a larger total than
//   sum over participants of max(0, largest of (weight + bonus) * scale - price) + sum of capacity * price,
// divided by scale; so whoever doubts the plan can check `bound` with one pass over the pairs.
// With matched_first every pair counts `bonus` more than its weight, and `bound` is what that sum leaves for
// the weights after bonus * matched.
struct Assignment {
  std::vector<std::uint32_t> supporter_of;  // by participant; `nobody` for those who stay unmatched
  std::int64_t total = 0;
  std::size_t matched = 0;
  std::vector<std::int64_t> prices;
  std::int64_t scale = 1;
  std::int64_t bonus = 0;
  std::int64_t bound = 0;

  bool is_optimal() const { return total == bound; }
  // How far the total can be below the optimum, as a share of the bound.
  double gap() const {
    return bound > 0 ? static_cast<double>(bound - total) / static_cast<double>(bound) : 0.0;
  }
};

// The plan for a graph: an auction (Bertsekas 1988; many like objects: Bertsekas and Castañon 1989), in which
// participants bid for supporters, or, where there are fewer places than people, supporters for participants,
// and, to be exact, shortest augmenting paths on its prices (Jonker and Volgenant 1987). The same graph gives
// the same plan, byte for byte. Throws as PairGraph::check() does.
Assignment assign(const PairGraph& graph, Goal goal = Goal::weight, Effort effort = {});

// Fairness: the worst-off matched person is lifted first. Matches as many people as can be; of those plans,
// one whose smallest pair weight is as large as can be; of those, one with the largest total. `floor` is that
// smallest weight (nothing when nobody can be matched). Exact.
struct FairAssignment {
  Assignment assignment;  // its proof is for the graph without the pairs below `floor`
  std::optional<std::int32_t> floor;
};
FairAssignment assign_fairly(const PairGraph& graph);

// Both sides rank: the weights of `graph` are the participants' ranks, liking[a] is how much the supporter of
// arc a likes its participant. Nobody is matched at a weight or a liking below 0. No pair exists who would
// both gain by leaving the plan for each other (Gale and Shapley 1962, participants propose: of all stable
// plans the best for every participant). Equal ranks are broken by lower index. Returns supporter_of.
// Throws Refusal invalid "match.bad_graph" as check(), or when `liking` is not one for each arc.
std::vector<std::uint32_t> match_stably(const PairGraph& graph, std::span<const std::int32_t> liking);

}  // namespace kith::match
