#pragma once

#include "modules/people/people.h"
#include "modules/people/staff_views.h"

// What coordinators do with the people of their programme. For this folder only.
namespace kith {

PersonList list_people(Context& context, const People& people, const PeopleAsk& ask);
PersonLine add_by_staff(Context& context, People& people, const AddPerson& add);
PersonPage person_page(Context& context, People& people, const PersonAsk& ask);  // the look is written down
void activate_by_staff(Context& context, People& people, const ActivatePerson& ask);
InvitationDraft invitation_draft(Context& context, const People& people, const ProgrammeId& programme);
InvitationResult send_invitations(Context& context, People& people, const SendInvitations& send);

// Notes one answer that was given on the phone or on paper. Refuses people.words_changed when the words are
// no longer those of `version`, and not_found for a purpose that this person is not asked about. Taking back
// one that taking part needs ends the person's part.
ConsentView note_consent(Context& context, People& people, const NoteConsent& note);

}  // namespace kith
