#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/groups/area.h"

namespace kith::groups {

inline constexpr int nowhere = -1;

// Who is in which group while the search goes on, and what it costs. Time, place and keep-aparts are never
// broken, except by pins; a group that is too small, somebody who may not be alone of their kind, and
// somebody in no group cost `broken_points` for each person, so that the search can see its way out.
class State {
 public:
  explicit State(const Area& area);

  struct Group {
    std::array<std::uint16_t, most_group_size> units{};
    int unit_count = 0;
    int people = 0;
    int attending_milli = 0;
    int venue = nowhere;
    int slot = nowhere;
    bool fixed_venue = false;
    bool fixed_slot = false;
    std::vector<int> team;
    int pinned_team = 0;  // the first of `team` who stay
    std::int64_t team_points = 0;

    bool open() const { return venue != nowhere; }
    std::span<const std::uint16_t> members() const {
      return {units.data(), static_cast<std::size_t>(unit_count)};
    }
  };

  const Area& area() const { return area_; }
  int groups() const { return static_cast<int>(groups_.size()); }
  const Group& group(int g) const { return groups_[g]; }
  int group_of(int u) const { return group_of_[u]; }
  std::int64_t cost() const { return cost_; }

  // The groups that a unit could be in as they meet now; for a pinned unit none.
  std::span<const std::uint16_t> options(int u) const { return options_[u]; }
  bool fits(int u, int g) const { return eligible_[g * area_.words() + u / 64] >> (u % 64) & 1; }
  std::span<const std::uint64_t> eligible(int g) const {
    return {&eligible_[g * area_.words()], area_.words()};
  }
  bool has_room(int g, int in, int out = nowhere) const;
  // Whether `in` would meet somebody in g, member other than `out` or facilitator, whom they are kept apart
  // from.
  bool would_clash(int g, int in, int out = nowhere) const;

  // What u would pay for the members of g, one way; and what u and its fellows pay for one another and u's
  // journey in its group.
  std::int64_t sum_to(int u, int g) const {
    const std::int32_t* pairs = area_.pairs_of(u);
    std::int64_t sum = 0;
    for (const std::uint16_t m : groups_[g].members()) sum += pairs[m];
    return sum;
  }
  std::int64_t pays(int u) const {
    return 2 * own_[u] + std::max<std::int64_t>(0, area_.travel(u, groups_[group_of_[u]].venue));
  }

  // The change of cost when `out` leaves group g and `in` comes; either may be `nowhere`, and g too.
  std::int64_t change(int g, int out, int in) const;
  // Puts a unit into a group, or nowhere. `by` is the change of cost, when the caller knows it.
  void move(int u, int to);
  void move(int u, int to, std::int64_t by);

  // Where and when a group meets. Members stay, also those who cannot come: the caller moves them.
  void meet(int g, int venue, int slot);
  // Gives a group without members up: no time, no place, no team.
  void close(int g);

  // Whether somebody could lead group g with its members now at that time and place, what else they lead
  // allowing.
  bool is_free_to_lead(int f, int g, int venue, int slot) const;
  // Gives a group its team, within what is_free_to_lead allows.
  void set_team(int g, std::vector<int> team);
  int groups_led(int f) const { return static_cast<int>(led_[f].size()); }

  // A copy of all decisions, to go back to.
  struct Snapshot {
    std::vector<int> group_of;
    std::vector<Group> groups;
    std::int64_t cost = 0;
  };
  Snapshot snapshot() const { return {group_of_, groups_, cost_}; }
  void restore(const Snapshot& snapshot);

 private:
  std::int64_t size_cost(int people, int attending_milli) const;
  std::int64_t alone_change(int g, int out, int in) const;
  std::int64_t alone_change_of_many(int g, int out, int in) const;
  void place_fixed_groups();
  void set_eligible(int g, std::size_t word, std::uint64_t now);
  std::uint8_t* kinds(int g) { return &kind_counts_[static_cast<std::size_t>(g) * area_.kinds()]; }
  const std::uint8_t* kinds(int g) const {
    return &kind_counts_[static_cast<std::size_t>(g) * area_.kinds()];
  }
  std::int64_t kind_cost(int kind, int count) const { return count == 1 ? area_.alone_points(kind) : 0; }

  const Area& area_;
  std::vector<Group> groups_;
  std::vector<int> group_of_;
  std::vector<int> place_in_group_;
  std::vector<std::int64_t> own_;  // what a unit pays for the others of its group, one way
  std::vector<std::uint8_t> kind_counts_;
  std::vector<std::uint64_t> eligible_;
  std::vector<std::vector<std::uint16_t>> options_;
  std::vector<std::vector<int>> led_;  // the groups of each facilitator
  std::int64_t cost_ = 0;
};

}  // namespace kith::groups
