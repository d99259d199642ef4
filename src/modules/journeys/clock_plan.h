#pragma once

#include <optional>
#include <string>

#include "modules/journeys/local_hours.h"
#include "modules/programmes/package/package.h"

// When a clock rings: pure arithmetic. For this folder only.
namespace kith::journeys {

// Where a clock stands: the turn (0 for the first) and in it 0 for the ring itself, then the steps of
// if_nothing.
struct ClockPlace {
  int turn = 0;
  int step = 0;

  bool operator==(const ClockPlace&) const = default;
};

struct Timing {
  Instant base;                    // when the event happened
  std::optional<Instant> ends_at;  // of the match, where a length was agreed
  std::string zone;                // of who is rung
  const package::WorkingDays* working_days = nullptr;
};

// Nothing when the clock has no such moment: it counts from an end that was never agreed.
std::optional<Instant> due_of(const package::ClockRule& rule, const Timing& timing, ClockPlace place);

// What rings after that place if nothing happens; nothing at the end.
std::optional<ClockPlace> place_after(const package::ClockRule& rule, ClockPlace place);
std::optional<ClockPlace> next_turn(const package::ClockRule& rule, ClockPlace place);

// The latest turn that has come by then, so that after a long sleep a turn rings once and not five times.
ClockPlace latest_place(const package::ClockRule& rule, const Timing& timing, ClockPlace place, Instant now);

}  // namespace kith::journeys
