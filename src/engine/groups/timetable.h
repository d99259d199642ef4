#pragma once

#include <string>
#include <vector>

#include "engine/groups/input.h"
#include "engine/schedule/free_time.h"

namespace kith::groups {

// The meetings of one week laid out on real time, to ask who can come. Somebody can come when they are free
// for the whole meeting in every week of the horizon, daylight saving on either side included.
class Timetable {
 public:
  // `zone` is the place of meeting's. Throws what schedule::FreeTime throws, and Refusal invalid
  // "groups.too_many_slots".
  Timetable(const std::vector<schedule::WeeklySlot>& meetings, const std::string& zone,
            schedule::Horizon horizon);

  SlotSet can_come(const schedule::Availability& availability) const;

 private:
  std::string zone_;
  schedule::Horizon horizon_;
  struct Meeting {
    schedule::WeeklySlot slot;
    schedule::FreeTime time;
    int minutes = 0;  // of it in the whole horizon
  };
  std::vector<Meeting> meetings_;
};

}  // namespace kith::groups
