#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modules/people/people.h"

// Everybody who seeks someone in a programme, with whom they could be matched: the coordinator's view of the
// whole, from the same ranking as each participant's own library.
namespace kith {

struct PlannedPair {
  PersonId supporter;
  std::int64_t score = 0;  // thousandths of a wish's weight; the parts add up to it
  std::vector<std::string> reasons;
  std::vector<std::string> differs;
};

struct PersonPlan {
  PersonId participant;
  std::size_t passing = 0;           // free supporters who meet every must-have
  std::vector<PlannedPair> pairs;    // best first
  std::vector<PlannedPair> nearest;  // only when `pairs` is empty: those who fail the fewest must-haves
};

// The `top_k` best free supporters of each active participant, in the order in which the participants joined.
// Sees what a coordinator sees: answers that supporters hide count, and are not spoken of.
std::vector<PersonPlan> shortlists(Context& context, const People& people, const ProgrammeId& programme,
                                   std::size_t top_k);

}  // namespace kith
