#include "engine/groups/area.h"

#include <algorithm>
#include <array>

namespace kith::groups {

Area::Area(const Problem& problem, Region region) : problem_(problem), region_(std::move(region)) {
  std::int64_t weights = problem.design().size_weight + problem.design().travel_weight + 20;
  for (const Attribute& each : problem.input().attributes) weights += each.weight + each.alone_weight;
  broken_points_ = 100 * weights * std::max<std::int64_t>(1, problem.fellows());
  make_units();
  fill_pairs();
  fill_reach();
  fill_kinds();
}

void Area::make_units() {
  const auto& pins = problem_.input().pins;
  const auto count = problem_.input().people.size();
  std::vector<int> bundle(count, -1), pinned(count, -1), unit_of(count, -1);
  for (std::size_t b = 0; b < pins.together.size(); ++b) {
    for (const PersonIndex i : pins.together[b]) bundle[i] = static_cast<int>(b);
  }
  for (std::size_t g = 0; g < region_.fixed.size(); ++g) {
    for (const PersonIndex i : pins.groups[region_.fixed[g]].members) pinned[i] = static_cast<int>(g);
  }
  std::vector<int> unit_of_bundle(pins.together.size(), -1);
  for (const PersonIndex i : region_.people) {
    int at = bundle[i] < 0 ? -1 : unit_of_bundle[bundle[i]];
    if (at < 0) {
      at = static_cast<int>(units_.size());
      units_.emplace_back();
      if (bundle[i] >= 0) unit_of_bundle[bundle[i]] = at;
    }
    Unit& unit = units_[at];
    unit.people.push_back(i);
    unit.together = bundle[i] >= 0;
    unit.attending_milli += problem_.input().people[i].attendance_milli;
    if (pinned[i] >= 0) unit.pinned = pinned[i];
    unit_of[i] = at;
  }
  for (const Unit& each : units_) sizes_.push_back(static_cast<int>(each.people.size()));
  fill_apart(unit_of);
  fill_never_led_by(unit_of);
}

void Area::fill_apart(const std::vector<int>& unit_of) {
  apart_.resize(units_.size());
  for (const PersonIndex i : region_.people) {
    for (const PersonIndex j : problem_.kept_apart_from(i)) {
      if (unit_of[j] >= 0) apart_[unit_of[i]].push_back(unit_of[j]);
    }
  }
}

void Area::fill_never_led_by(const std::vector<int>& unit_of) {
  never_led_by_.resize(units_.size());
  for (const PersonIndex i : region_.people) {
    for (const FacilitatorIndex f : problem_.never_led_by(i)) {
      const auto at = std::ranges::find(region_.facilitators, f);
      if (at == region_.facilitators.end()) continue;
      never_led_by_[unit_of[i]].push_back(static_cast<int>(at - region_.facilitators.begin()));
      has_never_led_by_ = true;
    }
  }
}

bool Area::never_led_by(int u, int f) const {
  return std::ranges::find(never_led_by_[u], f) != never_led_by_[u].end();
}

bool Area::apart(int u, int w) const { return std::ranges::find(apart_[u], w) != apart_[u].end(); }

void Area::fill_pairs() {
  const std::size_t n = units_.size();
  pair_.resize(n * n);
  for (std::size_t u = 0; u < n; ++u) {
    for (std::size_t w = 0; w < u; ++w) {
      std::int64_t sum = 0;
      for (const PersonIndex i : units_[u].people) {
        for (const PersonIndex j : units_[w].people) sum += problem_.pair_points(i, j);
      }
      pair_[u * n + w] = pair_[w * n + u] = static_cast<std::int32_t>(sum);
    }
  }
}

void Area::fill_reach() {
  const auto& input = problem_.input();
  free_at_.resize(input.slots.size() * words());
  in_reach_.resize(region_.venues.size() * words());
  travel_.resize(units_.size() * region_.venues.size());
  for (std::size_t u = 0; u < units_.size(); ++u) {
    SlotSet free = input.people[units_[u].people.front()].free;
    for (const PersonIndex i : units_[u].people) free &= input.people[i].free;
    const std::uint64_t bit = std::uint64_t{1} << (u % 64);
    for (std::size_t s = 0; s < input.slots.size(); ++s) {
      if (free[s]) free_at_[s * words() + u / 64] |= bit;
    }
    for (std::size_t v = 0; v < region_.venues.size(); ++v) {
      std::int64_t sum = 0;
      for (const PersonIndex i : units_[u].people) {
        const std::int64_t points = problem_.travel_points(i, region_.venues[v]);
        sum = points == out_of_reach || sum == out_of_reach ? out_of_reach : sum + points;
      }
      travel_[u * region_.venues.size() + v] = sum;
      if (sum != out_of_reach) in_reach_[v * words() + u / 64] |= bit;
    }
  }
  leads_at_.resize(region_.facilitators.size() * region_.venues.size());
  for (std::size_t f = 0; f < region_.facilitators.size(); ++f) {
    for (std::size_t v = 0; v < region_.venues.size(); ++v) {
      const auto points = problem_.facilitator_travel_points(region_.facilitators[f], region_.venues[v]);
      leads_at_[f * region_.venues.size() + v] = points != out_of_reach;
      lead_travel_.push_back(std::max<std::int64_t>(0, points));
    }
  }
}

std::int64_t Area::team_points(std::span<const int> team, int venue) const {
  std::array<FacilitatorIndex, most_group_size> who{};
  std::int64_t travel = 0;
  const std::size_t count = std::min(team.size(), who.size());
  for (std::size_t i = 0; i < count; ++i) {
    who[i] = region_.facilitators[team[i]];
    travel += lead_travel_[static_cast<std::size_t>(team[i]) * venues() + venue];
  }
  return problem_.team_points_for({who.data(), count}, travel).total();
}

void Area::fill_kinds() {
  kinds_.resize(units_.size());
  const auto& attributes = problem_.input().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].alone == Alone::allowed) continue;
    for (std::size_t u = 0; u < units_.size(); ++u) {
      for (const PersonIndex i : units_[u].people) {
        const int kind = problem_.kind_of(a, i);
        if (kind >= 0) kinds_[u].push_back(static_cast<std::uint16_t>(kind_count_ + kind));
      }
    }
    const bool never = attributes[a].alone == Alone::never;
    kind_count_ += problem_.kinds(a);
    alone_points_.resize(kind_count_, never ? broken_points_ : problem_.alone_points(a));
    never_alone_.resize(kind_count_, never);
  }
}

}  // namespace kith::groups
