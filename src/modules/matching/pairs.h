#pragma once

#include "modules/matching/pair_views.h"
#include "modules/people/people.h"

// Matches once they are made: listing, ending without blame, and who still waits. For this folder only.
namespace kith {

MatchList matches_of(Context& context, const People& people, const Reach<Pairs>& reach,
                     const PersonId& person);
void end_match(Context& context, const matching_store::PairRow& pair, const std::string& reason);
// Who takes part and has nobody, in the fair order: whoever has waited longest first.
std::vector<People::Member> waiting_people(Context& context, const People& people,
                                           const ProgrammeId& programme);
WaitingList waiting_list(Context& context, const People& people, const WaitingAsk& ask);

}  // namespace kith
