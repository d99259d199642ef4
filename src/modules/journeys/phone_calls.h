#pragma once

#include "modules/journeys/call_views.h"
#include "modules/journeys/store.h"

// A call to somebody whom no letter reaches: because they have a landline only, want to be called, or because
// a letter came back. One task for however many letters; what they would have said is told on the phone. For
// this folder only.
namespace kith::journeys {

// All of these are for coordinators and refuse not_found for a task that is not an open call of the
// programme. Opening it shows the telephone numbers and leaves a line in who looked.
CallView call(Context& context, const Journeys& journeys, const CallAsk& ask);
// Nobody answered: the task stays and is due again the next working day, at an hour in which people are up.
void call_tried(Context& context, const Journeys& journeys, const CallAsk& ask);

// The due time of a call that is asked for now.
Instant call_due(Context& context, const Journeys& journeys, const ProgrammeId& programme,
                 const PersonId& person, Instant from);

}  // namespace kith::journeys
