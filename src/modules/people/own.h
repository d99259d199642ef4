#pragma once

#include "modules/people/own_views.h"
#include "modules/people/people.h"

// What people do with their own record. For this folder only.
namespace kith {

SessionView session_view(Context& context, const People& people);
ProfileView own_profile(Context& context, const People& people, const ProgrammeId& programme);
ProfileView put_own_profile(Context& context, const People& people, const PutProfile& put);
ExclusionsView put_own_exclusions(Context& context, const People& people, const PutExclusions& put);
RecordViewList own_record_views(Context& context, const People& people, const PageAsk& ask);
ConsentList own_consents(Context& context, const People& people, const ProgrammeId& programme);
// Taking back one that taking part needs ends the person's part.
ConsentView put_own_consent(Context& context, People& people, const PutConsent& put);

// An invited person comes in: refuses people.screen_needed until the programme is known to suit them, where
// it asks, and people.consent_needed until every needed agreement is given.
void arrive(Context& context, People& people, const Arrival& arrival);

CapacityView own_capacity(Context& context, const People& people, const ProgrammeId& programme);
CapacityView put_own_capacity(Context& context, const People& people, const PutCapacity& put);

std::vector<ConsentView> consents_of(Context& context, const Programme& programme, const PersonId& person,
                                     package::Side side);
// `how` is "screen", "paper" or "spoken" (read out by staff and answered); `answered_by` is "self" or
// "caregiver". The words are kept with the answer, so that it can be told later what was agreed to.
struct ConsentGiven {
  bool given = false;
  std::string_view how;
  Instant at;
  std::string_view answered_by = "self";
};
void record_consent(Context& context, const ProgrammeId& programme, const PersonId& person,
                    const ConsentView& consent, const ConsentGiven& what);
// The text that was agreed to is known by its fingerprint, so that a changed text asks anew.
std::string version_of(const Context& context, const Programme& programme, const std::string& text);
void record_spoken_consents(Context& context, const Programme& programme, const PersonId& person,
                            package::Side side);

// Every answer ever given, newest first: how, when and by whom it was noted, and the words it was about.
ConsentHistory own_consent_history(Context& context, const People& people, const ConsentHistoryAsk& ask);
ConsentHistory consent_history_of(Context& context, const People& people, const PersonId& person,
                                  const ConsentHistoryAsk& ask);

}  // namespace kith
