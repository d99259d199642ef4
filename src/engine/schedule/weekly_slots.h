#pragma once

#include <span>
#include <string>
#include <vector>

// When people are usually free, week by week, on the clock on their own wall.
namespace kith::schedule {

inline constexpr int minutes_per_day = 24 * 60;
inline constexpr int minutes_per_week = 7 * minutes_per_day;
inline constexpr std::size_t most_slots = 168;

enum class Weekday { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

// From `from_minute` up to but not including `to_minute`, minutes after local midnight of `day`;
// 0 <= from_minute < to_minute <= 1440. A night over midnight is two slots.
struct WeeklySlot {
  Weekday day = Weekday::monday;
  int from_minute = 0;
  int to_minute = 0;

  auto operator<=>(const WeeklySlot&) const = default;
};

// The free time of a usual week: in order, slots of a day that touch or overlap made one.
class WeeklySlots {
 public:
  WeeklySlots() = default;

  // Throws Refusal invalid "schedule.slot" (a slot that is empty, backwards or outside its day) and
  // "schedule.too_many_slots" (over most_slots).
  explicit WeeklySlots(std::vector<WeeklySlot> slots);

  std::span<const WeeklySlot> all() const { return slots_; }
  bool empty() const { return slots_.empty(); }
  int minutes() const;  // of a usual week

  bool operator==(const WeeklySlots&) const = default;

 private:
  std::vector<WeeklySlot> slots_;
};

// A person's weekly slots and the IANA time zone whose clock they are read on ("America/Vancouver").
struct Availability {
  WeeklySlots slots;
  std::string zone;

  bool operator==(const Availability&) const = default;
};

}  // namespace kith::schedule
