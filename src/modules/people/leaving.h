#pragma once

#include "modules/people/leaving_views.h"
#include "modules/people/people.h"

// Leaving a programme, and coming back while nothing was deleted yet. For this folder only.
//
// Leaving ends the person's part at once, by the same events as any other ending: matches, conversations,
// requests, groups, clocks and tasks follow in the same transaction. What is held on the person goes later:
// seven days after for who wants it deleted, else when the programme's time is over (closing.h).
namespace kith {

LeavingPlan leaving_plan(Context& context, const People& people, const ProgrammeId& programme);
LeavingPlan leaving_plan_for(Context& context, const People& people, const ProgrammeId& programme,
                             const PersonId& person);
// Refuses not_found to who takes no part.
LeavingView leave(Context& context, People& people, const Leave& leave);
// The same for somebody on the phone; refuses the field read_out unless it was.
LeavingView leave_for(Context& context, People& people, const LeaveFor& leave);
// For who takes back an agreement without which nobody takes part: what is held on them is kept.
void leave_without_agreement(Context& context, People& people, const ProgrammeId& programme,
                             const PersonId& person, std::string_view how);

LeavingList own_leavings(Context& context, const People& people);
LeavingList leavings(Context& context, const People& people, const LeavingsAsk& ask);

// The part that the person had before. Matches that ended stay ended. Refuses not_found, and
// people.too_late_to_undo when the seven days are over.
void undo_own_leaving(Context& context, People& people, const LeavingId& leaving);
void undo_leaving(Context& context, People& people, const LeavingInProgramme& ask);

}  // namespace kith
