#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/groups/problem.h"

namespace kith::groups {

enum class PartKind { attribute, alone, travel, size, skills, together, seats, facilitator_travel };

// One part of what a group costs. `attribute` is its place in Input::attributes, for attribute and alone.
struct CostPart {
  PartKind kind = PartKind::travel;
  std::size_t attribute = 0;
  std::int64_t points = 0;

  bool operator==(const CostPart&) const = default;
};

// The common grounds of a group, as data: the engine writes no prose.
struct Ground {
  std::size_t attribute = 0;
  std::string most_common;                           // of words, when at least two share it
  int sharing = 0;                                   // members with it
  int known = 0;                                     // members whose answer is known
  std::int64_t lowest = 0, middle = 0, highest = 0;  // of numbers; middle is the (lower) median
  std::vector<PersonIndex> alone;                    // the only ones of their kind

  bool operator==(const Ground&) const = default;
};

struct GroupPlan {
  std::string id;  // of the fixed group; "" for a new one
  VenueIndex venue = 0;
  SlotIndex slot = 0;
  std::vector<PersonIndex> members;            // ascending
  std::vector<FacilitatorIndex> facilitators;  // ascending
  int attending_milli = 0;                     // how many are expected to come, in thousandths
  std::int64_t cost = 0;                       // exactly the sum of the parts
  std::vector<CostPart> parts;                 // in the order of PartKind and of the attributes; none is 0
  std::vector<PersonIndex> cannot_come;        // pinned members for whom time or place do not fit
  std::vector<SlotIndex> other_slots;          // at which every member and facilitator could meet here, too
  std::vector<Ground> grounds;                 // one for each attribute
  std::vector<std::string> missing_skills;     // that nobody of the team has
  int trained_together = 0;                    // pairs of the team who did
  std::int64_t farthest_metres = 0;            // a member's longest way

  bool operator==(const GroupPlan&) const = default;
};

// Why somebody is in no group; the first that is true.
enum class Why {
  never_free,        // no meeting time fits them
  nothing_in_reach,  // no place is within their travel
  too_few_near,      // at no time and place that fits them are there enough others
  no_facilitators,   // there are enough others somewhere, but never with enough facilitators
  no_room,           // groups they could join are full
  would_be_alone,    // they would be the only one of their kind, or meet somebody they are kept apart from
  too_few_left       // those with whom they could meet are better placed elsewhere
};

struct LeftOver {
  PersonIndex person = 0;
  Why why = Why::too_few_left;

  bool operator==(const LeftOver&) const = default;
};

struct Plan {
  std::vector<GroupPlan> groups;    // fixed ones first, in their order; then by venue, slot and first member
  std::vector<LeftOver> left_over;  // by person
  std::int64_t cost = 0;            // of all groups
  bool proven = false;              // no plan leaves fewer people over, forms more groups or costs less

  bool operator==(const Plan&) const = default;
};

// What a group is decided to be.
struct Decision {
  std::string id;
  VenueIndex venue = 0;
  SlotIndex slot = 0;
  std::vector<PersonIndex> members;
  std::vector<FacilitatorIndex> facilitators;
};

// The group in full. What is decided is taken as it is, broken rules or not.
GroupPlan describe(const Problem& problem, Decision decision);

}  // namespace kith::groups
