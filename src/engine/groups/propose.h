#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/groups/fit.h"
#include "engine/groups/plan.h"

namespace kith::groups {

// Small changes to groups that stand: each says exactly what it costs, part by part, and which rules it would
// break. Nothing here changes a plan; `apply` does, and takes a broken rule as the coordinator's word.

// After minus before. The points of the parts add up to `cost`; a gain is below zero.
struct Difference {
  std::int64_t cost = 0;
  std::vector<CostPart> parts;
  Obstacles obstacles;
};

// Somebody goes from the group they are in (or from none) to group `to` (or to none).
struct Move {
  PersonIndex person = 0;
  std::optional<std::size_t> to;
};
Difference cost_of(const Problem& problem, std::span<const GroupPlan> groups, const Move& move);
void apply(const Problem& problem, std::vector<GroupPlan>& groups, const Move& move);

// Who could join a group without breaking a rule there or where they are now: people in no group first, then
// members of groups that stay large enough; each by cost, then by place in the problem. At most `most`.
struct Joiner {
  PersonIndex person = 0;
  std::optional<std::size_t> from;
  Difference difference;
};
std::vector<Joiner> top_up(const Problem& problem, std::span<const GroupPlan> groups, std::size_t group,
                           std::size_t most);

// The groups that a late joiner fits into, cheapest first.
struct Opening {
  std::size_t group = 0;
  Difference difference;
};
std::vector<Opening> places_for(const Problem& problem, std::span<const GroupPlan> groups,
                                PersonIndex person);

// Two groups that could become one: a time and place that fit all members and enough of the two teams (the
// cheapest team of at most Team::most out of both), and no rule broken. By cost.
struct Merger {
  std::size_t first = 0;
  std::size_t second = 0;
  GroupPlan merged;
  Difference difference;
};
std::vector<Merger> mergers(const Problem& problem, std::span<const GroupPlan> groups, std::size_t most);
// The same for one group, which is the first of each.
std::vector<Merger> mergers_with(const Problem& problem, std::span<const GroupPlan> groups, std::size_t group,
                                 std::size_t most);

}  // namespace kith::groups
