#include "engine/groups/exact.h"

#include "engine/groups/exact_meetings.h"
#include "engine/groups/exact_partitions.h"

namespace kith::groups {
namespace {

struct Standing {
  int left = 0;
  int groups = 0;
  std::int64_t cost = 0;
};

Standing standing_of(const State& state) {
  Standing out;
  out.cost = state.cost();
  const std::int64_t broken = state.area().broken_points();
  for (int u = 0; u < state.area().units(); ++u) out.left += state.group_of(u) == nowhere;
  for (int g = 0; g < state.groups(); ++g) {
    out.groups += state.group(g).open();
    if (state.group(g).open()) continue;
    out.cost -= state.area().problem().size_points(0) + broken * state.area().problem().enrolment().least;
  }
  out.cost -= 4 * broken * out.left;
  return out;
}

bool can_be_exact(const Area& area) {
  if (!area.region().fixed.empty() || area.units() > exact_people) return false;
  for (int u = 0; u < area.units(); ++u) {
    if (area.people_of(u) != 1) return false;
  }
  return Meetings::can_hold(area);
}

void apply(State& state, const Meetings& meetings, const std::vector<Meetings::Choice>& choices,
           const std::vector<std::vector<int>>& members) {
  for (int u = 0; u < state.area().units(); ++u) state.move(u, nowhere);
  for (int g = 0; g < state.groups(); ++g) {
    if (state.group(g).open()) state.close(g);
  }
  for (std::size_t at = 0; at < choices.size(); ++at) {
    const int g = static_cast<int>(at);
    state.meet(g, meetings.venue(choices[at].meeting), meetings.slot(choices[at].meeting));
    state.set_team(g, meetings.team(choices[at]));
    for (const int u : members[at]) state.move(u, g);
  }
}

enum class Outcome { better, no_better, gave_up };

Outcome improve(State& state, const Meetings& meetings, int left, int groups, std::int64_t bound) {
  MeetingsFirst by_meeting(state.area(), meetings);
  const bool found = by_meeting.run(left, groups, bound);
  if (found) {
    apply(state, meetings, by_meeting.choices(), by_meeting.members());
    bound = by_meeting.cost();
  }
  if (!by_meeting.gave_up()) return found ? Outcome::better : Outcome::no_better;
  Partitions search(state, meetings);
  const bool better = search.run(left, groups, bound);
  if (search.gave_up()) return Outcome::gave_up;
  if (better) apply(state, meetings, search.choices(), search.members());
  return better || found ? Outcome::better : Outcome::no_better;
}

}  // namespace

bool improve_exactly(State& state) {
  if (!can_be_exact(state.area())) return false;
  const Meetings meetings(state.area());
  const Standing now = standing_of(state);
  const auto& sizes = state.area().problem().enrolment();
  for (int left = 0; left <= now.left; ++left) {
    const int fewest = left == now.left ? now.groups : 1;
    const int placed = state.area().units() - left;
    for (int groups = state.groups(); groups >= fewest; --groups) {
      if (placed < groups * sizes.least || placed > groups * sizes.most)
        continue;  // they cannot fill so many
      const bool same = left == now.left && groups == now.groups;
      const Outcome outcome = improve(state, meetings, left, groups, same ? now.cost : no_plan);
      if (outcome == Outcome::gave_up) return false;
      if (outcome == Outcome::better || same) return true;
    }
  }
  return true;
}

}  // namespace kith::groups
