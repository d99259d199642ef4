#pragma once

#include "modules/matching/asking_views.h"
#include "modules/people/people.h"

// Asking supporters one after the other, with a clock on each, until one says yes. For this folder only.
namespace kith {

struct Asking {
  ProgrammeId programme;
  PersonId participant;
  std::vector<Ask> asks;
  bool on_behalf = false;
};

// Refuses matching.too_many, matching.already_matched and matching.not_free.
void ask_supporters(Context& context, const People& people, const Asking& asking);

RequestList requests_for(Context& context, const People& people, const Reach<Requests>& reach,
                         const PersonId& participant, const ProgrammeId& programme);
AskList open_asks(Context& context, const People& people);

// The supporter's answer, or the participant's change of mind. Each refuses matching.not_open when it is too
// late.
Accepted accept(Context& context, const People& people, const matching_store::RequestRow& request);
void decline(Context& context, const People& people, const matching_store::RequestRow& request, bool for_now);
void withdraw(Context& context, const People& people, const matching_store::RequestRow& request);

// The clock of one request. Each does nothing when the request is not open any more.
void remind(Context& context, const RequestId& request);
void release(Context& context, const People& people, const RequestId& request);

// A supporter has left: what they were asked goes on to the next in each participant's list.
void release_asks_of(Context& context, const People& people, const PersonId& supporter,
                     const ProgrammeId& programme);

// All of a participant's unfinished requests, when they leave or found someone.
void close_unfinished(Context& context, const PersonId& participant, const ProgrammeId& programme);

}  // namespace kith
