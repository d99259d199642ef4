#include "engine/schedule/weekly_slots.h"

#include <algorithm>

#include "base/refusal.h"

namespace kith::schedule {
namespace {

bool is_slot(const WeeklySlot& slot) {
  return slot.day >= Weekday::monday && slot.day <= Weekday::sunday && slot.from_minute >= 0 &&
         slot.from_minute < slot.to_minute && slot.to_minute <= minutes_per_day;
}

}  // namespace

WeeklySlots::WeeklySlots(std::vector<WeeklySlot> slots) {
  if (slots.size() > most_slots) {
    throw Refusal(RefusalKind::invalid, "schedule.too_many_slots", "There are too many times in this week.");
  }
  if (!std::ranges::all_of(slots, is_slot)) {
    throw Refusal(RefusalKind::invalid, "schedule.slot", "A time must start before it ends, within one day.");
  }
  std::ranges::sort(slots);
  for (const WeeklySlot& slot : slots) {
    const bool joins =
        !slots_.empty() && slots_.back().day == slot.day && slot.from_minute <= slots_.back().to_minute;
    if (joins) {
      slots_.back().to_minute = std::max(slots_.back().to_minute, slot.to_minute);
    } else {
      slots_.push_back(slot);
    }
  }
}

int WeeklySlots::minutes() const {
  int sum = 0;
  for (const WeeklySlot& slot : slots_) sum += slot.to_minute - slot.from_minute;
  return sum;
}

}  // namespace kith::schedule
