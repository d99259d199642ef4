#pragma once

#include "modules/journeys/contact_views.h"
#include "modules/journeys/store.h"

// The contact log: what the two of a match do outside the app, each for themselves; and what Kith carried.
// For this folder only.
namespace kith::journeys {

// The actor's own pair that talks there; refuses not_found to everybody but the two.
journeys_store::PairRow own_pair(const Context& context, const std::string& conversation);
// Refuses journeys.over when the match has ended.
void require_open(const journeys_store::PairRow& pair);
// The two together.
journeys_store::PairRow own_open_pair(const Context& context, const std::string& conversation);

// The two were in touch: counts it, and when it was the first time the match goes on from there.
void contact_made(Context& context, Journeys& journeys, const journeys_store::PairRow& pair, Instant at,
                  const std::string& event_id);

// Refuses not_found to everybody but the two.
ContactBook contact_book(Context& context, const Journeys& journeys, const ContactAsk& ask);

// Refuses not_found, journeys.over when the match has ended and journeys.later for a time that has not come
// or is more than 60 days ago. Who was not reached counts as an attempt.
ContactBook log_contact(Context& context, Journeys& journeys, const LogContact& contact);

// For the coordinator, with a line in who looked.
ContactList contacts_of_person(Context& context, const Journeys& journeys, const PersonContactsAsk& ask);

// A message between the two was carried; true when it is the first of its day.
bool note_carried(Context& context, const std::string& match, std::string_view zone,
                  const StoredEvent& event);

}  // namespace kith::journeys
