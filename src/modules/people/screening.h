#pragma once

#include "modules/people/people.h"
#include "modules/people/screening_views.h"

// Whether a programme suits somebody: asked of participants and caregivers before anything else, where the
// programme's package has questions for it. Kept are the outcome, when, and which questions did not fit,
// sealed; the answers are not. For this folder only.
namespace kith {

// Refuses not_found for whoever takes no part in the programme.
ScreenView own_screen(Context& context, const People& people, const ProgrammeId& programme);
// Every question is answered, with yes or no: refuses "answers.<key>" otherwise, people.already_in once the
// person has come in, and not_found where the programme asks nothing of them. May be answered again until
// then; the same outcome a second time changes nothing.
ScreenView answer_screen(Context& context, People& people, const AnswerScreen& ask);
// What a coordinator asked on the phone, and heard. Refuses the same.
ScreenView note_screen(Context& context, People& people, const NoteScreen& note);

// For the coordinator's page; nothing where the programme asks nothing of this person.
std::optional<ScreenView> screen_for_staff(Context& context, const Programme& programme,
                                           const Profile& profile);
// Whether the programme asks, and has not yet found that it suits them.
bool lacks_screen(Context& context, const Programme& programme, const PersonId& person, Role role);
// Notes that it suits them, where the programme asks.
void record_fits(Context& context, const Programme& programme, const PersonId& person, Role role);

}  // namespace kith
