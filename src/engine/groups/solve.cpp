#include "engine/groups/solve.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <tuple>

#include "engine/groups/anneal.h"
#include "engine/groups/construct.h"
#include "engine/groups/divide.h"
#include "engine/groups/exact.h"
#include "engine/groups/left_over.h"
#include "engine/groups/teams.h"

namespace kith::groups {
namespace {

struct Solved {
  std::vector<Decision> decisions;
  bool proven = false;
};

std::vector<Decision> decisions_of(const State& state) {
  const Area& area = state.area();
  const auto& pins = area.problem().input().pins;
  std::vector<Decision> out;
  for (int g = 0; g < state.groups(); ++g) {
    const auto& group = state.group(g);
    if (!group.open()) continue;
    Decision decision;
    const bool stands = g < static_cast<int>(area.region().fixed.size());
    if (stands) decision.id = pins.groups[area.region().fixed[g]].id;
    if (!stands && group.people == 0) continue;
    decision.venue = area.region().venues[group.venue];
    decision.slot = static_cast<SlotIndex>(group.slot);
    for (const std::uint16_t m : group.members()) {
      const auto& people = area.unit(m).people;
      decision.members.insert(decision.members.end(), people.begin(), people.end());
    }
    for (const int f : group.team) decision.facilitators.push_back(area.region().facilitators[f]);
    out.push_back(std::move(decision));
  }
  return out;
}

Solved solve_region(const Problem& problem, const Region& region, const Effort& effort,
                    std::uint64_t number) {
  const Area area(problem, region);
  State state(area);
  construct(state);
  Chance chance(effort.seed * 0x9e3779b97f4a7c15 + number);
  anneal(state, chance, effort.steps_per_person * static_cast<std::uint64_t>(area.units()));
  improve_teams(state);
  repair(state);
  Solved out;
  if (effort.exact && area.units() <= exact_people) out.proven = improve_exactly(state);
  out.decisions = decisions_of(state);
  return out;
}

std::vector<Solved> solve_all(const Problem& problem, const std::vector<Region>& regions,
                              const Effort& effort) {
  std::vector<Solved> out(regions.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t r = next++; r < regions.size(); r = next++) {
      out[r] = solve_region(problem, regions[r], effort, r);
    }
  };
  std::vector<std::thread> others;
  for (int i = 1; i < effort.threads && i < static_cast<int>(regions.size()); ++i) others.emplace_back(work);
  work();
  for (std::thread& each : others) each.join();
  return out;
}

int place_of(const Problem& problem, const GroupPlan& group) {
  const auto& fixed = problem.input().pins.groups;
  const auto at = std::ranges::find(fixed, group.id, &FixedGroup::id);
  return group.id.empty() ? static_cast<int>(fixed.size()) : static_cast<int>(at - fixed.begin());
}

}  // namespace

Plan form_groups(const Problem& problem, const Effort& effort) {
  const std::vector<Region> regions = divide(problem);
  Plan plan;
  plan.proven = regions.size() == 1;
  std::vector<Decision> decisions;
  for (Solved& each : solve_all(problem, regions, effort)) {
    plan.proven = plan.proven && each.proven;
    std::ranges::move(each.decisions, std::back_inserter(decisions));
  }
  if (regions.size() > 1) join_left_over(problem, decisions);
  for (Decision& each : decisions) plan.groups.push_back(describe(problem, std::move(each)));
  std::ranges::stable_sort(plan.groups, {}, [&](const GroupPlan& group) {
    return std::tuple(place_of(problem, group), group.venue, group.slot,
                      group.members.empty() ? 0 : group.members.front());
  });
  for (const GroupPlan& each : plan.groups) plan.cost += each.cost;
  plan.left_over = explain_left_over(problem, plan.groups);
  return plan;
}

}  // namespace kith::groups
