#pragma once

#include "modules/journeys/desk_views.h"

// A coordinator's desk. For this folder only.
namespace kith::journeys {

// Every clock that will ring for the person, and those that rang and are still open, with the reason.
ClockList clocks_of(Context& context, const Journeys& journeys, const ClocksAsk& ask);
// A reminder of their own for the coordinators, at a time within two years; refuses journeys.later.
ClockList add_clock(Context& context, const Journeys& journeys, const AddClock& ask);
// Rings later than planned; refuses journeys.over, journeys.later.
void snooze_clock(Context& context, const Journeys& journeys, const SnoozeClock& ask);
// This turn does not ring, or its open task is closed; the reason is kept. Refuses journeys.over.
void skip_clock(Context& context, Journeys& journeys, const SkipClock& ask);

TeamList team(Context& context, const Journeys& journeys, const ProgrammeId& programme);
// Refuses not_found for a task that is not the staff's, and for who is not of the team.
void assign(Context& context, const Journeys& journeys, const AssignTask& ask);

// Pairs without any contact for 14 days and more, the longest first.
SilentList silent(Context& context, const Journeys& journeys, const ProgrammeId& programme);
// A kind letter to the supporter, at most one a day; refuses journeys.nudged, journeys.over.
void nudge(Context& context, const Journeys& journeys, const NudgePair& ask);

}  // namespace kith::journeys
