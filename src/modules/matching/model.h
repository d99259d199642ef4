#pragma once

#include "engine/match/problem.h"
#include "modules/people/people.h"

// Turns a programme's rules and people into what the engine compares. For this folder only.
namespace kith {

// Whose eyes the answers are for: what a supporter hides counts as not known where a participant looks, so
// that switching a criterion on and off does not find it out. The coordinator's shortlist uses every answer.
enum class Eyes { participant, coordinator };

match::Model match_model(const Programme& programme, const Candidate& participant, Instant now);
match::Person match_person(const Programme& programme, const Candidate& candidate, Eyes eyes);
match::Supporter match_supporter(const Programme& programme, const Candidate& candidate, std::int64_t load,
                                 Instant now, Eyes eyes);

// The length of the programme's shortest part of the day: what one "slot" is in minutes.
int slot_minutes(const package::Package& package);

}  // namespace kith
