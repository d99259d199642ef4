#include "engine/groups/teams.h"

#include <algorithm>
#include <limits>

namespace kith::groups {
namespace {

bool holds(const std::vector<int>& team, int f) { return std::ranges::find(team, f) != team.end(); }

std::vector<int> pinned_team(const State& state, int g) {
  const auto& group = state.group(g);
  return {group.team.begin(), group.team.begin() + group.pinned_team};
}

std::vector<int> free_to_lead(const State& state, int g, int venue, int slot,
                              const std::vector<int>& besides) {
  std::vector<int> out;
  for (int f = 0; f < state.area().facilitators(); ++f) {
    if (!holds(besides, f) && state.is_free_to_lead(f, g, venue, slot)) out.push_back(f);
  }
  return out;
}

void add_cheapest_pair(const Area& area, std::vector<int>& team, const std::vector<int>& free, int venue) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::pair<int, int> best;
  const std::size_t size = team.size();
  team.resize(size + 2);
  for (std::size_t a = 0; a < free.size(); ++a) {
    for (std::size_t b = 0; b < a; ++b) {
      team[size] = free[a];
      team[size + 1] = free[b];
      const std::int64_t points = area.team_points(team, venue);
      if (points < least) least = points, best = {free[a], free[b]};
    }
  }
  team[size] = best.first;
  team[size + 1] = best.second;
}

int cheapest_to_add(const Area& area, std::vector<int> team, const std::vector<int>& free, int venue) {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  int best = nowhere;
  team.push_back(nowhere);
  for (const int f : free) {
    if (holds(team, f)) continue;
    team.back() = f;
    const std::int64_t points = area.team_points(team, venue);
    if (points < least) least = points, best = f;
  }
  return best;
}

// Somebody who could lead g but leads `from` at that time, or leads as many as they may, is replaced there.
bool hand_over(State& state, int g, int venue, int slot, const std::vector<int>& free) {
  const Area& area = state.area();
  for (int from = 0; from < state.groups(); ++from) {
    const auto& other = state.group(from);
    if (from == g) continue;
    for (std::size_t place = other.pinned_team; place < other.team.size(); ++place) {
      const int f = other.team[place];
      if (holds(free, f) || holds(state.group(g).team, f) || !area.can_lead(f, venue, slot)) continue;
      std::vector<int> team = other.team;
      const std::vector<int> before = team;
      for (int next = 0; next < area.facilitators(); ++next) {
        if (holds(before, next) || holds(free, next)) continue;
        if (!state.is_free_to_lead(next, from, other.venue, other.slot)) continue;
        team[place] = next;
        state.set_team(from, team);
        if (state.is_free_to_lead(f, g, venue, slot)) return true;
        state.set_team(from, before);
        break;
      }
    }
  }
  return false;
}

// One better team for g by replacing or adding or taking away one; false when there is none.
bool improve_one(State& state, int g) {
  const auto& group = state.group(g);
  const Team& wanted = state.area().problem().design().team;
  const std::vector<int> free = free_to_lead(state, g, group.venue, group.slot, group.team);
  std::vector<int> best = group.team;
  std::int64_t least = group.team_points;
  const auto consider = [&](const std::vector<int>& team) {
    const std::int64_t points = state.area().team_points(team, group.venue);
    if (points < least) least = points, best = team;
  };
  for (std::size_t place = group.pinned_team; place < group.team.size(); ++place) {
    std::vector<int> team = group.team;
    for (const int f : free) {
      team[place] = f;
      consider(team);
    }
    if (static_cast<int>(team.size()) <= wanted.least) continue;
    team.erase(team.begin() + static_cast<std::ptrdiff_t>(place));
    consider(team);
  }
  if (static_cast<int>(group.team.size()) < wanted.most) {
    std::vector<int> team = group.team;
    team.push_back(nowhere);
    for (const int f : free) {
      team.back() = f;
      consider(team);
    }
  }
  if (least == group.team_points) return false;
  state.set_team(g, best);
  return true;
}

// Trades one facilitator of g for one of h when both may and it pays.
bool trade(State& state, int g, int h) {
  const std::int64_t before = state.cost();
  const std::vector<int> mine = state.group(g).team, theirs = state.group(h).team;
  for (std::size_t a = state.group(g).pinned_team; a < mine.size(); ++a) {
    for (std::size_t b = state.group(h).pinned_team; b < theirs.size(); ++b) {
      if (mine[a] == theirs[b] || holds(theirs, mine[a]) || holds(mine, theirs[b])) continue;
      if (!state.area().can_lead(mine[a], state.group(h).venue, state.group(h).slot)) continue;
      if (!state.area().can_lead(theirs[b], state.group(g).venue, state.group(g).slot)) continue;
      std::vector<int> mine_now = mine, theirs_now = theirs;
      std::swap(mine_now[a], theirs_now[b]);
      state.set_team(g, {});
      state.set_team(h, {});
      bool good = state.is_free_to_lead(mine_now[a], g, state.group(g).venue, state.group(g).slot) &&
                  state.is_free_to_lead(theirs_now[b], h, state.group(h).venue, state.group(h).slot);
      state.set_team(g, mine_now);
      state.set_team(h, theirs_now);
      good = good && state.cost() < before;
      if (good) return true;
      state.set_team(g, {});
      state.set_team(h, {});
      state.set_team(g, mine);
      state.set_team(h, theirs);
    }
  }
  return false;
}

}  // namespace

std::vector<int> team_for(const State& state, int g, int venue, int slot) {
  const Team& wanted = state.area().problem().design().team;
  std::vector<int> team = pinned_team(state, g);
  const auto free = free_to_lead(state, g, venue, slot, team);
  if (team.size() + free.size() < static_cast<std::size_t>(wanted.least)) return {};
  if (static_cast<int>(team.size()) + 2 <= wanted.least) add_cheapest_pair(state.area(), team, free, venue);
  while (static_cast<int>(team.size()) < wanted.least) {
    team.push_back(cheapest_to_add(state.area(), team, free, venue));
  }
  return team;
}

std::vector<int> team_with_handover(State& state, int g, int venue, int slot) {
  std::vector<int> team = team_for(state, g, venue, slot);
  const int wanted = state.area().problem().design().team.least;
  for (int tries = 0; team.empty() && tries < wanted; ++tries) {
    const auto free = free_to_lead(state, g, venue, slot, pinned_team(state, g));
    if (!hand_over(state, g, venue, slot, free)) return {};
    team = team_for(state, g, venue, slot);
  }
  return team;
}

void improve_teams(State& state) {
  if (!state.area().problem().needs_team()) return;
  constexpr int most_rounds = 20;
  for (int round = 0; round < most_rounds; ++round) {
    bool better = false;
    for (int g = 0; g < state.groups(); ++g) {
      if (!state.group(g).open()) continue;
      while (improve_one(state, g)) better = true;
      for (int h = 0; h < g; ++h) {
        if (state.group(h).open() && trade(state, g, h)) better = true;
      }
    }
    if (!better) return;
  }
}

}  // namespace kith::groups
