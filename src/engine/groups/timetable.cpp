#include "engine/groups/timetable.h"

#include <algorithm>

#include "base/refusal.h"

namespace kith::groups {
namespace {

// On one clock it is the same in every week, whatever daylight saving does to it. Slots that touch are one.
bool holds(const schedule::WeeklySlots& slots, const schedule::WeeklySlot& meeting) {
  return std::ranges::any_of(slots.all(), [&](const schedule::WeeklySlot& each) {
    return each.day == meeting.day && each.from_minute <= meeting.from_minute &&
           meeting.to_minute <= each.to_minute;
  });
}

}  // namespace

Timetable::Timetable(const std::vector<schedule::WeeklySlot>& meetings, const std::string& zone,
                     schedule::Horizon horizon)
    : zone_(zone), horizon_(horizon) {
  if (meetings.size() > most_meeting_slots) {
    throw Refusal(RefusalKind::invalid, "groups.too_many_slots", "There are too many times to meet.");
  }
  for (const schedule::WeeklySlot& each : meetings) {
    const schedule::FreeTime time(schedule::Availability{schedule::WeeklySlots({each}), zone}, horizon_);
    meetings_.push_back({each, time, schedule::overlap(time, time).total_minutes});
  }
}

SlotSet Timetable::can_come(const schedule::Availability& availability) const {
  SlotSet out;
  if (availability.zone == zone_) {
    for (std::size_t i = 0; i < meetings_.size(); ++i)
      out[i] = meetings_[i].minutes > 0 && holds(availability.slots, meetings_[i].slot);
    return out;
  }
  const schedule::FreeTime free(availability, horizon_);
  for (std::size_t i = 0; i < meetings_.size(); ++i) {
    const int needed = meetings_[i].minutes;
    out[i] = needed > 0 && schedule::overlap(meetings_[i].time, free).total_minutes == needed;
  }
  return out;
}

}  // namespace kith::groups
