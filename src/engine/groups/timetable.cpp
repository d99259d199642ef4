#include "engine/groups/timetable.h"

#include "base/refusal.h"

namespace kith::groups {

Timetable::Timetable(const std::vector<schedule::WeeklySlot>& meetings, const std::string& zone,
                     schedule::Horizon horizon)
    : horizon_(horizon) {
  if (meetings.size() > most_meeting_slots) {
    throw Refusal(RefusalKind::invalid, "groups.too_many_slots", "There are too many times to meet.");
  }
  for (const schedule::WeeklySlot& each : meetings) {
    meetings_.emplace_back(schedule::Availability{schedule::WeeklySlots({each}), zone}, horizon_);
  }
}

SlotSet Timetable::can_come(const schedule::Availability& availability) const {
  SlotSet out;
  const schedule::FreeTime free(availability, horizon_);
  for (std::size_t slot = 0; slot < meetings_.size(); ++slot) {
    const int needed = schedule::overlap(meetings_[slot], meetings_[slot]).total_minutes;
    out[slot] = needed > 0 && schedule::overlap(meetings_[slot], free).total_minutes == needed;
  }
  return out;
}

}  // namespace kith::groups
