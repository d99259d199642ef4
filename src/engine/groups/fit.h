#pragma once

#include "engine/groups/plan.h"

namespace kith::groups {

// What stands against somebody in a group.
struct Obstacles {
  bool not_free = false;
  bool out_of_reach = false;
  bool full = false;  // the group would be larger than the most
  bool kept_apart = false;
  bool alone = false;        // somebody would be the only one of a kind that may not be alone
  bool too_small = false;    // a group would be left smaller than the least
  bool splits_pair = false;  // who should stay together would not
  bool pinned = false;       // the coordinator put them elsewhere

  bool none() const {
    return !(not_free || out_of_reach || full || kept_apart || alone || too_small || splits_pair || pinned);
  }
  bool operator==(const Obstacles&) const = default;
};

// Against somebody who comes new into the group with these members (who do not hold them). Who leads it is
// asked by kept_from_team.
Obstacles obstacles_to_join(const Problem& problem, const std::vector<PersonIndex>& members, VenueIndex venue,
                            SlotIndex slot, PersonIndex person);

// Whether somebody must never be led by one of the team.
bool kept_from_team(const Problem& problem, const std::vector<FacilitatorIndex>& team, PersonIndex person);

// Whether one of the members may not be the only one of their kind and is.
bool somebody_is_alone(const Problem& problem, const std::vector<PersonIndex>& members);

// The change of the group's cost when somebody comes new into it. Takes time in proportion to the members.
std::int64_t points_to_join(const Problem& problem, const std::vector<PersonIndex>& members, VenueIndex venue,
                            PersonIndex person);

}  // namespace kith::groups
