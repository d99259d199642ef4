#include "engine/groups/left_over.h"

#include <algorithm>
#include <map>

#include "engine/groups/fit.h"

namespace kith::groups {
namespace {

template <class Groups>
std::vector<PersonIndex> nobody_of(const Problem& problem, const Groups& groups) {
  std::vector<bool> placed(problem.input().people.size());
  for (const auto& group : groups) {
    for (const PersonIndex i : group.members) placed[i] = true;
  }
  std::vector<PersonIndex> out;
  for (PersonIndex i = 0; i < placed.size(); ++i) {
    if (!placed[i]) out.push_back(i);
  }
  return out;
}

// How many people, and facilitators up to those a team needs, could meet at a venue, slot by slot. Counted
// once for each venue that is asked about.
class Supply {
 public:
  explicit Supply(const Problem& problem) : problem_(problem) {}

  struct AtSlot {
    int people = 0;
    int facilitators = 0;
  };

  const std::vector<AtSlot>& at(VenueIndex venue) {
    const auto known = counted_.find(venue);
    return known != counted_.end() ? known->second : counted_.emplace(venue, count(venue)).first->second;
  }

 private:
  std::vector<AtSlot> count(VenueIndex venue) const {
    const Input& input = problem_.input();
    std::vector<AtSlot> out(input.slots.size());
    for (PersonIndex i = 0; i < input.people.size(); ++i) {
      if (problem_.travel_points(i, venue) == out_of_reach) continue;
      for (std::size_t s = 0; s < out.size(); ++s) out[s].people += input.people[i].free[s];
    }
    for (FacilitatorIndex f = 0; f < input.facilitators.size(); ++f) {
      if (problem_.facilitator_travel_points(f, venue) == out_of_reach) continue;
      for (std::size_t s = 0; s < out.size(); ++s) out[s].facilitators += input.facilitators[f].free[s];
    }
    return out;
  }

  const Problem& problem_;
  std::map<VenueIndex, std::vector<AtSlot>> counted_;
};

class Explaining {
 public:
  Explaining(const Problem& problem, const std::vector<GroupPlan>& groups)
      : problem_(problem), groups_(groups), supply_(problem) {}

  Why why(PersonIndex person) {
    if (problem_.input().people[person].free.none()) return Why::never_free;
    bool reach = false, enough = false, led = false;
    for (VenueIndex v = 0; v < problem_.input().venues.size(); ++v) {
      if (problem_.travel_points(person, v) == out_of_reach) continue;
      reach = true;
      const auto& at = supply_.at(v);
      for (std::size_t s = 0; s < at.size(); ++s) {
        if (!problem_.input().people[person].free[s] || at[s].people < problem_.enrolment().least) continue;
        enough = true;
        led = led || at[s].facilitators >= problem_.design().team.least;
      }
    }
    if (!reach) return Why::nothing_in_reach;
    if (!enough) return Why::too_few_near;
    if (!led) return Why::no_facilitators;
    return why_not_joined(person);
  }

 private:
  Why why_not_joined(PersonIndex person) const {
    bool full = false, breaks = false;
    for (const GroupPlan& group : groups_) {
      const Obstacles found = obstacles_to_join(problem_, group.members, group.venue, group.slot, person);
      if (found.not_free || found.out_of_reach) continue;
      full = full || found.full;
      const bool apart = found.kept_apart || kept_from_team(problem_, group.facilitators, person);
      breaks = breaks || (!found.full && (found.alone || apart));
    }
    if (breaks) return Why::would_be_alone;
    return full ? Why::no_room : Why::too_few_left;
  }

  const Problem& problem_;
  const std::vector<GroupPlan>& groups_;
  Supply supply_;
};

}  // namespace

void join_left_over(const Problem& problem, std::vector<Decision>& decisions) {
  std::vector<bool> bundled(problem.input().people.size());
  for (const auto& together : problem.input().pins.together) {
    for (const PersonIndex i : together) bundled[i] = together.size() > 1;
  }
  for (const PersonIndex person : nobody_of(problem, decisions)) {
    if (bundled[person]) continue;
    Decision* best = nullptr;
    std::int64_t least = 0;
    for (Decision& each : decisions) {
      if (!problem.input().people[person].free[each.slot]) continue;
      if (problem.travel_points(person, each.venue) == out_of_reach) continue;
      if (kept_from_team(problem, each.facilitators, person)) continue;
      if (!obstacles_to_join(problem, each.members, each.venue, each.slot, person).none()) continue;
      const std::int64_t points = points_to_join(problem, each.members, each.venue, person);
      if (!best || points < least) best = &each, least = points;
    }
    if (best) best->members.push_back(person);
  }
}

std::vector<LeftOver> explain_left_over(const Problem& problem, const std::vector<GroupPlan>& groups) {
  Explaining explaining(problem, groups);
  std::vector<LeftOver> out;
  for (const PersonIndex person : nobody_of(problem, groups)) out.push_back({person, explaining.why(person)});
  return out;
}

}  // namespace kith::groups
