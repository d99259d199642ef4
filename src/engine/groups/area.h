#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/groups/problem.h"

namespace kith::groups {

// The people, facilitators, places and fixed groups that are looked at together, by their places in the
// problem.
struct Region {
  std::vector<PersonIndex> people;
  std::vector<FacilitatorIndex> facilitators;
  std::vector<VenueIndex> venues;
  std::vector<std::size_t> fixed;  // of Pins::groups
  int groups = 0;                  // to form, fixed ones included
};

// A region laid out for the search: everything that a step asks for is a table here. People who must stay
// together are one unit, and all indices of units, facilitators and venues are the region's own.
class Area {
 public:
  // Memory: 4 bytes for each two units, hence regions of at most a few thousand people.
  Area(const Problem& problem, Region region);

  struct Unit {
    std::vector<PersonIndex> people;  // of the problem
    int attending_milli = 0;
    int pinned = -1;  // the region's fixed group
    bool together = false;
  };

  const Problem& problem() const { return problem_; }
  const Region& region() const { return region_; }
  int units() const { return static_cast<int>(units_.size()); }
  int venues() const { return static_cast<int>(region_.venues.size()); }
  int slots() const { return static_cast<int>(problem_.input().slots.size()); }
  int facilitators() const { return static_cast<int>(region_.facilitators.size()); }
  const Unit& unit(int u) const { return units_[u]; }
  int people_of(int u) const { return sizes_[u]; }

  const std::int32_t* pairs_of(int u) const { return &pair_[static_cast<std::size_t>(u) * units_.size()]; }
  std::int32_t pair(int u, int w) const { return pairs_of(u)[w]; }
  std::int64_t travel(int u, int venue) const {
    return travel_[static_cast<std::size_t>(u) * region_.venues.size() + venue];
  }

  // Sets of units as bits, `words()` machine words each.
  std::size_t words() const { return (units_.size() + 63) / 64; }
  std::span<const std::uint64_t> free_at(int slot) const { return {&free_at_[slot * words()], words()}; }
  std::span<const std::uint64_t> in_reach(int venue) const { return {&in_reach_[venue * words()], words()}; }

  bool can_lead(int f, int venue, int slot) const {
    return leads_at_[static_cast<std::size_t>(f) * venues() + venue] &&
           problem_.input().facilitators[region_.facilitators[f]].free[slot];
  }

  // What a team of the region's facilitators costs a group at a venue.
  std::int64_t team_points(std::span<const int> team, int venue) const;

  // The kinds that matter for being alone, numbered over all such attributes: `kinds_of(u)` has one entry for
  // each member and attribute whose kind is known.
  std::span<const std::uint16_t> kinds_of(int u) const { return kinds_[u]; }
  int kinds() const { return kind_count_; }
  std::int64_t alone_points(int kind) const { return alone_points_[kind]; }
  bool never_alone(int kind) const { return never_alone_[kind]; }

  bool apart(int u, int w) const;
  std::span<const int> apart_from(int u) const { return apart_[u]; }
  // The region's facilitators who must not lead a group with anybody of this unit.
  bool never_led_by(int u, int f) const;
  bool has_never_led_by() const { return has_never_led_by_; }

  // What the search pays for breaking a rule once: more than any wish can bring.
  std::int64_t broken_points() const { return broken_points_; }

 private:
  void make_units();
  void fill_pairs();
  void fill_reach();
  void fill_kinds();
  void fill_apart(const std::vector<int>& unit_of);
  void fill_never_led_by(const std::vector<int>& unit_of);

  const Problem& problem_;
  Region region_;
  std::vector<Unit> units_;
  std::vector<int> sizes_;
  std::vector<std::int32_t> pair_;
  std::vector<std::int64_t> travel_;
  std::vector<std::uint64_t> free_at_;
  std::vector<std::uint64_t> in_reach_;
  std::vector<bool> leads_at_;
  std::vector<std::int64_t> lead_travel_;
  std::vector<std::vector<std::uint16_t>> kinds_;
  int kind_count_ = 0;
  std::vector<std::int64_t> alone_points_;
  std::vector<bool> never_alone_;
  std::vector<std::vector<int>> apart_;
  std::vector<std::vector<int>> never_led_by_;
  bool has_never_led_by_ = false;
  std::int64_t broken_points_ = 0;
};

}  // namespace kith::groups
