#include "engine/groups/propose.h"

#include <algorithm>
#include <array>
#include <map>

namespace kith::groups {
namespace {

using Parts = std::map<std::pair<PartKind, std::size_t>, std::int64_t>;

void add(Parts& parts, const GroupPlan& group, int sign) {
  for (const CostPart& each : group.parts) parts[{each.kind, each.attribute}] += sign * each.points;
}

Difference difference_of(const Parts& parts) {
  Difference out;
  for (const auto& [key, points] : parts) {
    if (points == 0) continue;
    out.parts.push_back({key.first, key.second, points});
    out.cost += points;
  }
  return out;
}

GroupPlan with_members(const Problem& problem, const GroupPlan& group, std::vector<PersonIndex> members) {
  return describe(problem, {group.id, group.venue, group.slot, std::move(members), group.facilitators});
}

std::vector<PersonIndex> without(std::vector<PersonIndex> members, PersonIndex person) {
  std::erase(members, person);
  return members;
}

std::vector<PersonIndex> with(std::vector<PersonIndex> members, PersonIndex person) {
  members.push_back(person);
  return members;
}

std::optional<std::size_t> group_of(std::span<const GroupPlan> groups, PersonIndex person) {
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (std::ranges::binary_search(groups[g].members, person)) return g;
  }
  return std::nullopt;
}

bool has_partner(const Problem& problem, PersonIndex person) {
  return std::ranges::any_of(problem.input().pins.together, [&](const auto& together) {
    return together.size() > 1 && std::ranges::find(together, person) != together.end();
  });
}

bool is_pinned(const Problem& problem, PersonIndex person, const std::string& elsewhere) {
  return std::ranges::any_of(problem.input().pins.groups, [&](const FixedGroup& group) {
    return group.id != elsewhere && std::ranges::find(group.members, person) != group.members.end();
  });
}

}  // namespace

Difference cost_of(const Problem& problem, std::span<const GroupPlan> groups, const Move& move) {
  const auto from = group_of(groups, move.person);
  if (from == move.to) return {};
  Parts parts;
  Obstacles obstacles;
  if (move.to) {
    const GroupPlan& group = groups[*move.to];
    obstacles = obstacles_to_join(problem, group.members, group.venue, group.slot, move.person);
    obstacles.kept_apart = obstacles.kept_apart || kept_from_team(problem, group.facilitators, move.person);
    add(parts, group, -1);
    add(parts, with_members(problem, group, with(group.members, move.person)), +1);
  }
  if (from) {
    const GroupPlan& group = groups[*from];
    const GroupPlan after = with_members(problem, group, without(group.members, move.person));
    obstacles.too_small = static_cast<int>(after.members.size()) < problem.enrolment().least;
    obstacles.alone = obstacles.alone || somebody_is_alone(problem, after.members);
    add(parts, group, -1);
    add(parts, after, +1);
  }
  obstacles.splits_pair = has_partner(problem, move.person);
  obstacles.pinned = is_pinned(problem, move.person, move.to ? groups[*move.to].id : "");
  Difference out = difference_of(parts);
  out.obstacles = obstacles;
  return out;
}

void apply(const Problem& problem, std::vector<GroupPlan>& groups, const Move& move) {
  const auto from = group_of(groups, move.person);
  if (from == move.to) return;
  if (from) groups[*from] = with_members(problem, groups[*from], without(groups[*from].members, move.person));
  if (move.to) {
    groups[*move.to] = with_members(problem, groups[*move.to], with(groups[*move.to].members, move.person));
  }
}

std::vector<Joiner> top_up(const Problem& problem, std::span<const GroupPlan> groups, std::size_t group,
                           std::size_t most) {
  std::vector<std::optional<std::size_t>> home(problem.input().people.size());
  for (std::size_t g = 0; g < groups.size(); ++g) {
    for (const PersonIndex i : groups[g].members) home[i] = g;
  }
  std::vector<Joiner> out;
  for (PersonIndex i = 0; i < home.size(); ++i) {
    // The cheap questions first: most people cannot come at all.
    if (home[i] == group || !problem.input().people[i].free[groups[group].slot]) continue;
    if (problem.travel_points(i, groups[group].venue) == out_of_reach) continue;
    Difference difference = cost_of(problem, groups, {i, group});
    if (difference.obstacles.none()) out.push_back({i, home[i], std::move(difference)});
  }
  std::ranges::stable_sort(
      out, {}, [](const Joiner& each) { return std::pair(each.from.has_value(), each.difference.cost); });
  if (out.size() > most) out.resize(most);
  return out;
}

std::vector<Opening> places_for(const Problem& problem, std::span<const GroupPlan> groups,
                                PersonIndex person) {
  std::vector<Opening> out;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    if (group_of(groups.subspan(g, 1), person)) continue;
    Difference difference = cost_of(problem, groups, {person, g});
    if (difference.obstacles.none()) out.push_back({g, std::move(difference)});
  }
  std::ranges::stable_sort(out, {}, [](const Opening& each) { return each.difference.cost; });
  return out;
}

namespace {

class Merging {
 public:
  Merging(const Problem& problem, std::span<const GroupPlan> groups) : problem_(problem), groups_(groups) {
    for (const GroupPlan& each : groups) free_.push_back(common_free(each.members));
  }

  std::optional<Merger> merge(std::size_t a, std::size_t b) const {
    const auto people = groups_[a].members.size() + groups_[b].members.size();
    if (static_cast<int>(people) > problem_.enrolment().most) return std::nullopt;
    const SlotSet free = free_[a] & free_[b];
    if (free.none()) return std::nullopt;
    std::vector<PersonIndex> members = groups_[a].members;
    members.insert(members.end(), groups_[b].members.begin(), groups_[b].members.end());
    if (clash(members) || somebody_is_alone(problem_, members)) return std::nullopt;
    std::optional<Merger> best;
    for (VenueIndex v = 0; v < problem_.input().venues.size(); ++v) {
      if (!all_reach(members, v)) continue;
      for (SlotIndex s = 0; s < problem_.input().slots.size(); ++s) {
        if (free[s]) consider({a, b}, v, s, members, best);
      }
    }
    return best;
  }

 private:
  SlotSet common_free(const std::vector<PersonIndex>& members) const {
    SlotSet out;
    out.set();
    for (const PersonIndex i : members) out &= problem_.input().people[i].free;
    return out;
  }

  bool clash(const std::vector<PersonIndex>& members) const {
    for (const PersonIndex i : members) {
      for (const PersonIndex j : problem_.kept_apart_from(i)) {
        if (std::ranges::find(members, j) != members.end()) return true;
      }
    }
    return false;
  }

  bool all_reach(const std::vector<PersonIndex>& members, VenueIndex venue) const {
    return std::ranges::all_of(
        members, [&](PersonIndex i) { return problem_.travel_points(i, venue) != out_of_reach; });
  }

  void consider(std::pair<std::size_t, std::size_t> pair, VenueIndex venue, SlotIndex slot,
                const std::vector<PersonIndex>& members, std::optional<Merger>& best) const {
    const auto team = team_for(pair, venue, slot);
    if (!team) return;
    GroupPlan merged = describe(problem_, {groups_[pair.first].id, venue, slot, members, *team});
    if (best && merged.cost >= best->merged.cost) return;
    Parts parts;
    add(parts, groups_[pair.first], -1);
    add(parts, groups_[pair.second], -1);
    add(parts, merged, +1);
    best = Merger{pair.first, pair.second, std::move(merged), difference_of(parts)};
  }

  // The cheapest team out of the two, by looking at all of them.
  std::optional<std::vector<FacilitatorIndex>> team_for(std::pair<std::size_t, std::size_t> pair,
                                                        VenueIndex venue, SlotIndex slot) const {
    const Team& wanted = problem_.design().team;
    std::vector<FacilitatorIndex> able;
    for (const std::size_t g : {pair.first, pair.second}) {
      for (const FacilitatorIndex f : groups_[g].facilitators) {
        const bool known = std::ranges::find(able, f) != able.end();
        if (!known && can_lead(f, venue, slot, pair) && may_lead(f, pair)) able.push_back(f);
      }
    }
    std::optional<std::vector<FacilitatorIndex>> best;
    std::int64_t least = 0;
    for (std::uint32_t chosen = 0; chosen < std::uint32_t{1} << able.size(); ++chosen) {
      std::vector<FacilitatorIndex> team;
      for (std::size_t i = 0; i < able.size(); ++i) {
        if (chosen >> i & 1) team.push_back(able[i]);
      }
      const int size = static_cast<int>(team.size());
      if (size < wanted.least || size > wanted.most) continue;
      const std::int64_t points = problem_.team_points(team, venue).total();
      if (!best || points < least) best = team, least = points;
    }
    return best;
  }

  bool may_lead(FacilitatorIndex f, std::pair<std::size_t, std::size_t> pair) const {
    return std::ranges::none_of(std::array{pair.first, pair.second}, [&](std::size_t g) {
      return std::ranges::any_of(groups_[g].members,
                                 [&](PersonIndex i) { return problem_.never_led_by(i, f); });
    });
  }

  bool can_lead(FacilitatorIndex f, VenueIndex venue, SlotIndex slot,
                std::pair<std::size_t, std::size_t> pair) const {
    if (!problem_.input().facilitators[f].free[slot]) return false;
    if (problem_.facilitator_travel_points(f, venue) == out_of_reach) return false;
    for (std::size_t g = 0; g < groups_.size(); ++g) {
      if (g == pair.first || g == pair.second) continue;
      const auto& team = groups_[g].facilitators;
      const bool leads = std::ranges::find(team, f) != team.end();
      if (leads && problem_.slots_overlap(groups_[g].slot, slot)) return false;
    }
    return true;
  }

  const Problem& problem_;
  std::span<const GroupPlan> groups_;
  std::vector<SlotSet> free_;
};

std::vector<Merger> cheapest(std::vector<Merger> mergers, std::size_t most) {
  std::ranges::stable_sort(mergers, {}, [](const Merger& each) { return each.difference.cost; });
  if (mergers.size() > most) mergers.resize(most);
  return mergers;
}

}  // namespace

std::vector<Merger> mergers(const Problem& problem, std::span<const GroupPlan> groups, std::size_t most) {
  const Merging merging(problem, groups);
  std::vector<Merger> out;
  for (std::size_t a = 0; a < groups.size(); ++a) {
    for (std::size_t b = a + 1; b < groups.size(); ++b) {
      if (auto merger = merging.merge(a, b)) out.push_back(std::move(*merger));
    }
  }
  return cheapest(std::move(out), most);
}

std::vector<Merger> mergers_with(const Problem& problem, std::span<const GroupPlan> groups, std::size_t group,
                                 std::size_t most) {
  const Merging merging(problem, groups);
  std::vector<Merger> out;
  for (std::size_t other = 0; other < groups.size(); ++other) {
    if (other == group) continue;
    if (auto merger = merging.merge(group, other)) out.push_back(std::move(*merger));
  }
  return cheapest(std::move(out), most);
}

}  // namespace kith::groups
