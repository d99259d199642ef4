#pragma once

#include <memory>

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

std::unique_ptr<Module> make_matching_module(People& people);

}  // namespace kith
