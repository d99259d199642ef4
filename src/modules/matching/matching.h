#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "modules/matching/events.h"
#include "modules/people/people.h"

// Matching by the participant's own choice: the explained library, asking in order with a clock, accepting,
// and changing without blame. docs/access.md says who may see what. Refusal codes:
//   matching.no_capacity     the supporter has no room or is resting at the moment of accepting
//   matching.not_free        a named supporter is not in the participant's library any more
//   matching.already_matched the participant has someone to talk to; they change first
//   matching.too_many        more supporters named than the programme lets one ask
//   matching.not_open        the request or match is not in a state where this can be done
namespace kith {

// The things that a Reach opens in this module.
struct Requests;
struct Pairs;

// What follows is the coordinator's view of the whole: everybody who seeks someone in a programme and whom
// they could be matched with, by the same ranking as each participant's own library.

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
  // Only in a plan for everybody, and only when `pairs` is empty: what one more supporter would have to be.
  std::vector<std::string> would_help = {};
};

// The `top_k` best free supporters of each active participant, in the order in which the participants joined.
// Sees what a coordinator sees: answers that supporters hide count, and are not spoken of.
std::vector<PersonPlan> shortlists(Context& context, const People& people, const ProgrammeId& programme,
                                   std::size_t top_k);

// One more supporter like this would help so many.
struct WantedSupporter {
  std::vector<std::string> asked;  // in the programme's words; empty: anybody who takes part
  std::size_t people = 0;
  std::vector<std::string> places;  // where most of them live, at most three; only where distance counts
};

// One supporter for each, so that as many as can be have somebody and, of such plans, the fit is best in all.
// Nobody is assigned by this: it is a proposal for people to decide on.
struct WholePlan {
  // `pairs` holds one or none. Whoever has none although `passing` > 0: those who suit are needed by others.
  std::vector<PersonPlan> people;
  std::size_t matched = 0;
  std::vector<WantedSupporter> wanted;  // the one who would help the most people first
  // The fit of all pairs in thousandths of a wish's weight, and what no plan for as many people can pass.
  std::int64_t total = 0;
  std::int64_t bound = 0;
};
WholePlan plan_for_everybody(Context& context, const People& people, const ProgrammeId& programme);

std::unique_ptr<Module> make_matching_module(People& people);

}  // namespace kith
