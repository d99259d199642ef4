#pragma once

#include <string>
#include <vector>

#include "modules/journeys/meeting_views.h"
#include "modules/journeys/store.h"

// The companion of a first contact, from the yes of the supporter until both have met: what to say, what
// stays between the two, when both are free, a sheet to tick off, and the word of both. For this folder only.
//
// Kith's own evidence counts: a noted contact, or messages of both, is a first contact without anybody's
// word. Where there is none, the word of both is. When one has said "we met", the other is asked once, by a
// question that names nobody; when their words differ, the coordinator is asked to ring. Nobody is told of
// the other's "not yet".
namespace kith::journeys {

// All of these refuse not_found to everybody but the two; those that change something refuse journeys.over
// when the match has ended.
FirstContactView first_contact(Context& context, const Journeys& journeys, const FirstContactAsk& ask);
FirstContactView say_met(Context& context, Journeys& journeys, const SayMet& ask);
// Refuses forbidden to the participant and journeys.no_such_line.
FirstContactView tick_sheet(Context& context, const Journeys& journeys, const TickSheet& ask);
// A task for the coordinators, one at a time.
FirstContactView ask_call_of_three(Context& context, const Journeys& journeys, const FirstContactAsk& ask);

// The word of one of the two, from wherever it came. Nothing changes after both have said "we met".
void note_met(Context& context, Journeys& journeys, const journeys_store::PairRow& pair, const PersonId& by,
              Met said);

// For the coordinator's page of a person.
std::vector<FirstContactLine> first_contacts_of(Context& context, const Journeys& journeys,
                                                const Reach<Tasks>& reach, const PersonId& person);

}  // namespace kith::journeys
