#include "engine/groups/state.h"

#include <algorithm>
#include <bit>

namespace kith::groups {

State::State(const Area& area) : area_(area) {
  const int count = area.region().groups;
  groups_.resize(count);
  group_of_.resize(area.units(), nowhere);
  place_in_group_.resize(area.units());
  own_.resize(area.units());
  kind_counts_.resize(static_cast<std::size_t>(count) * area.kinds() + 1);
  eligible_.resize(count * area.words());
  options_.resize(area.units());
  led_.resize(area.facilitators());
  for (int u = 0; u < area.units(); ++u) cost_ += 4 * area.broken_points() * area.people_of(u);
  for (int g = 0; g < count; ++g) cost_ += size_cost(0, 0);
  place_fixed_groups();
}

// A group that stands takes its time and place before the search; one that the coordinator only began meets
// where and when most of its members can.
void State::place_fixed_groups() {
  const auto& pins = area_.problem().input().pins;
  const Region& region = area_.region();
  for (int g = 0; g < static_cast<int>(region.fixed.size()); ++g) {
    const FixedGroup& fixed = pins.groups[region.fixed[g]];
    groups_[g].fixed_venue = fixed.venue.has_value();
    groups_[g].fixed_slot = fixed.slot.has_value();
    int best_venue = 0, best_slot = 0, most = nowhere;
    for (int v = 0; v < area_.venues(); ++v) {
      if (fixed.venue && region.venues[v] != *fixed.venue) continue;
      for (int s = 0; s < area_.slots(); ++s) {
        if (fixed.slot && s != static_cast<int>(*fixed.slot)) continue;
        int fitting = 0;
        for (int u = 0; u < area_.units(); ++u) {
          const bool fits =
              area_.free_at(s)[u / 64] & area_.in_reach(v)[u / 64] & std::uint64_t{1} << (u % 64);
          if (fits) fitting += area_.unit(u).pinned == g ? 1000 : 1;
        }
        if (fitting > most) best_venue = v, best_slot = s, most = fitting;
      }
    }
    meet(g, best_venue, best_slot);
    std::vector<int> team;
    for (const FacilitatorIndex f : fixed.facilitators) {
      const auto at = std::ranges::find(region.facilitators, f);
      if (at != region.facilitators.end()) team.push_back(static_cast<int>(at - region.facilitators.begin()));
    }
    groups_[g].pinned_team = static_cast<int>(team.size());
    set_team(g, std::move(team));
    for (int u = 0; u < area_.units(); ++u) {
      if (area_.unit(u).pinned == g) move(u, g);
    }
  }
}

std::int64_t State::size_cost(int people, int attending_milli) const {
  const Enrolment& enrolment = area_.problem().enrolment();
  const int off = std::max({0, enrolment.least - people, people - enrolment.most});
  return area_.problem().size_points(attending_milli) + off * area_.broken_points();
}

bool State::has_room(int g, int in, int out) const {
  const int people = groups_[g].people + area_.people_of(in) - (out == nowhere ? 0 : area_.people_of(out));
  return people <= area_.problem().enrolment().most && groups_[g].unit_count < most_group_size;
}

bool State::would_clash(int g, int in, int out) const {
  for (const int other : area_.apart_from(in)) {
    if (other != out && group_of_[other] == g) return true;
  }
  if (!area_.has_never_led_by()) return false;
  return std::ranges::any_of(groups_[g].team, [&](int f) { return area_.never_led_by(in, f); });
}

std::int64_t State::alone_change(int g, int out, int in) const {
  if (area_.kinds() == 0) return 0;
  const bool simple =
      (out == nowhere || area_.people_of(out) == 1) && (in == nowhere || area_.people_of(in) == 1);
  if (!simple) return alone_change_of_many(g, out, in);
  const std::uint8_t* counts = kinds(g);
  const auto leaving = out == nowhere ? std::span<const std::uint16_t>{} : area_.kinds_of(out);
  const auto coming = in == nowhere ? std::span<const std::uint16_t>{} : area_.kinds_of(in);
  std::int64_t sum = 0;
  for (const std::uint16_t kind : leaving) {
    if (std::ranges::find(coming, kind) != coming.end()) continue;
    sum += kind_cost(kind, counts[kind] - 1) - kind_cost(kind, counts[kind]);
  }
  for (const std::uint16_t kind : coming) {
    if (std::ranges::find(leaving, kind) != leaving.end()) continue;
    sum += kind_cost(kind, counts[kind] + 1) - kind_cost(kind, counts[kind]);
  }
  return sum;
}

std::int64_t State::alone_change_of_many(int g, int out, int in) const {
  std::vector<std::pair<std::uint16_t, int>> by_kind;
  const auto add = [&](int u, int by) {
    if (u == nowhere) return;
    for (const std::uint16_t kind : area_.kinds_of(u)) {
      const auto at = std::ranges::find(by_kind, kind, &std::pair<std::uint16_t, int>::first);
      if (at == by_kind.end()) {
        by_kind.emplace_back(kind, by);
      } else {
        at->second += by;
      }
    }
  };
  add(out, -1);
  add(in, +1);
  std::int64_t sum = 0;
  for (const auto& [kind, by] : by_kind) {
    sum += kind_cost(kind, kinds(g)[kind] + by) - kind_cost(kind, kinds(g)[kind]);
  }
  return sum;
}

std::int64_t State::change(int g, int out, int in) const {
  if (g == nowhere) {
    const int people =
        (in == nowhere ? 0 : area_.people_of(in)) - (out == nowhere ? 0 : area_.people_of(out));
    return 4 * area_.broken_points() * people;
  }
  const Group& group = groups_[g];
  int people = group.people, attending = group.attending_milli;
  std::int64_t sum = 0;
  if (out != nowhere) {
    sum -= 2 * own_[out] + std::max<std::int64_t>(0, area_.travel(out, group.venue));
    people -= area_.people_of(out);
    attending -= area_.unit(out).attending_milli;
  }
  if (in != nowhere) {
    sum += 2 * sum_to(in, g) + std::max<std::int64_t>(0, area_.travel(in, group.venue));
    if (out != nowhere) sum -= 2 * std::int64_t{area_.pair(in, out)};
    people += area_.people_of(in);
    attending += area_.unit(in).attending_milli;
  }
  sum += size_cost(people, attending) - size_cost(group.people, group.attending_milli);
  return sum + alone_change(g, out, in);
}

void State::move(int u, int to) {
  const int from = group_of_[u];
  if (from != to) move(u, to, change(from, u, nowhere) + change(to, nowhere, u));
}

void State::move(int u, int to, std::int64_t by) {
  const int from = group_of_[u];
  const std::int32_t* pairs = area_.pairs_of(u);
  cost_ += by;
  if (from != nowhere) {
    Group& group = groups_[from];
    const std::uint16_t last = group.units[--group.unit_count];
    group.units[place_in_group_[u]] = last;
    place_in_group_[last] = place_in_group_[u];
    group.people -= area_.people_of(u);
    group.attending_milli -= area_.unit(u).attending_milli;
    for (const std::uint16_t m : group.members()) own_[m] -= pairs[m];
    for (const std::uint16_t kind : area_.kinds_of(u)) --kinds(from)[kind];
  }
  group_of_[u] = to;
  own_[u] = 0;
  if (to == nowhere) return;
  Group& group = groups_[to];
  for (const std::uint16_t m : group.members()) {
    own_[m] += pairs[m];
    own_[u] += pairs[m];
  }
  place_in_group_[u] = group.unit_count;
  group.units[group.unit_count++] = static_cast<std::uint16_t>(u);
  group.people += area_.people_of(u);
  group.attending_milli += area_.unit(u).attending_milli;
  for (const std::uint16_t kind : area_.kinds_of(u)) ++kinds(to)[kind];
}

void State::meet(int g, int venue, int slot) {
  Group& group = groups_[g];
  for (const std::uint16_t m : group.members()) {
    if (group.open()) cost_ -= std::max<std::int64_t>(0, area_.travel(m, group.venue));
    cost_ += std::max<std::int64_t>(0, area_.travel(m, venue));
  }
  group.venue = venue;
  group.slot = slot;
  const auto free = area_.free_at(slot), reach = area_.in_reach(venue);
  for (std::size_t w = 0; w < area_.words(); ++w) set_eligible(g, w, free[w] & reach[w]);
}

void State::close(int g) {
  set_team(g, {});
  for (std::size_t w = 0; w < area_.words(); ++w) set_eligible(g, w, 0);
  groups_[g].venue = groups_[g].slot = nowhere;
}

void State::set_eligible(int g, std::size_t word, std::uint64_t now) {
  std::uint64_t& eligible = eligible_[g * area_.words() + word];
  for (std::uint64_t rest = now ^ eligible; rest; rest &= rest - 1) {
    const int u = static_cast<int>(word * 64) + std::countr_zero(rest);
    if (area_.unit(u).pinned != nowhere) continue;
    auto& options = options_[u];
    if (now >> (u % 64) & 1) {
      options.push_back(static_cast<std::uint16_t>(g));
    } else {
      options.erase(std::ranges::find(options, g));
    }
  }
  eligible = now;
}

bool State::is_free_to_lead(int f, int g, int venue, int slot) const {
  if (!area_.can_lead(f, venue, slot)) return false;
  const bool clash = area_.has_never_led_by() && std::ranges::any_of(groups_[g].members(), [&](int u) {
                       return area_.never_led_by(u, f);
                     });
  if (clash) return false;
  const auto& who = area_.problem().input().facilitators[area_.region().facilitators[f]];
  int others = 0;
  for (const int led : led_[f]) {
    if (led == g) continue;
    if (area_.problem().slots_overlap(groups_[led].slot, slot)) return false;
    ++others;
  }
  return others < who.groups_most;
}

void State::set_team(int g, std::vector<int> team) {
  Group& group = groups_[g];
  for (const int f : group.team) led_[f].erase(std::ranges::find(led_[f], g));
  for (const int f : team) led_[f].push_back(g);
  group.team = std::move(team);
  const std::int64_t before = group.team_points;
  group.team_points = group.team.empty() ? 0 : area_.team_points(group.team, group.venue);
  cost_ += group.team_points - before;
}

void State::restore(const Snapshot& snapshot) {
  for (int u = 0; u < area_.units(); ++u) move(u, nowhere);
  for (int g = 0; g < groups(); ++g) {
    if (!groups_[g].team.empty()) set_team(g, {});
  }
  for (int g = 0; g < groups(); ++g) {
    const Group& wanted = snapshot.groups[g];
    if (wanted.open()) meet(g, wanted.venue, wanted.slot);
    for (const std::uint16_t u : wanted.members()) move(u, g);
  }
  for (int g = 0; g < groups(); ++g) {
    if (!snapshot.groups[g].team.empty()) set_team(g, snapshot.groups[g].team);
  }
}

}  // namespace kith::groups
