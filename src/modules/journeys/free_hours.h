#pragma once

#include <vector>

#include "engine/schedule/common_hours.h"
#include "modules/journeys/meeting_views.h"
#include "modules/people/people.h"

// When a person is usually free, by their own answer, and hours that suit two. For this folder only.
namespace kith::journeys {

struct FreeHours {
  HoursKnown known = HoursKnown::not_asked;
  schedule::Availability availability;  // the zone is the person's also where no hours are known
};

FreeHours free_hours(Context& context, const People& people, const Programme& programme,
                     const PersonId& person);
// As somebody else may know it: missing when the person does not show the answer.
FreeHours shown_free_hours(Context& context, const People& people, const Programme& programme,
                           const PersonId& person);

// In the coming 7 days, at most `most`; days end on the wall of the first.
std::vector<TalkHour> hours_for_both(const FreeHours& one, const FreeHours& other, Instant now,
                                     std::size_t most);

// The hours of a working day in which a call suits the team, in the programme's zone.
FreeHours hours_of_the_team(const Programme& programme);

}  // namespace kith::journeys
