#include "modules/journeys/free_hours.h"

#include <algorithm>

#include "modules/journeys/zones.h"
#include "modules/programmes/package/free_parts.h"

namespace kith::journeys {
namespace {

using schedule::WeeklySlot;

constexpr int team_from_minute = 9 * 60;
constexpr int team_until_minute = 18 * 60;

enum class Eyes { own, others };

const package::Question* hours_question(const Programme& programme, Role role) {
  const auto other_side =
      role == Role::supporter ? package::AskedOf::participant : package::AskedOf::supporter;
  for (const package::Question& each : programme.package->questions) {
    const bool fits = each.kind == package::AnswerKind::availability && each.asked_of != other_side;
    if (fits && !each.staff_only) return &each;
  }
  return nullptr;
}

FreeHours read(Context& context, const People& people, const Programme& programme, const PersonId& person,
               Eyes eyes) {
  FreeHours out;
  out.availability.zone = zone_of(context, people, person, programme);
  const auto known = people.candidate(context, person, programme.id);
  const package::Question* question = known ? hours_question(programme, known->profile.role) : nullptr;
  if (!question) return out;
  out.known = HoursKnown::missing;
  const auto answer = known->profile.answers.find(question->key);
  if (answer == known->profile.answers.end()) return out;
  if (eyes == Eyes::others && !known->profile.shows(*question)) return out;
  std::vector<WeeklySlot> slots;
  for (const package::FreePart& each : package::free_parts(*programme.package, answer->second)) {
    slots.push_back({static_cast<schedule::Weekday>(each.day), each.from_minute, each.until_minute});
  }
  out.availability.slots = schedule::WeeklySlots(std::move(slots));
  if (!out.availability.slots.empty()) out.known = HoursKnown::given;
  return out;
}

}  // namespace

FreeHours free_hours(Context& context, const People& people, const Programme& programme,
                     const PersonId& person) {
  return read(context, people, programme, person, Eyes::own);
}

FreeHours shown_free_hours(Context& context, const People& people, const Programme& programme,
                           const PersonId& person) {
  return read(context, people, programme, person, Eyes::others);
}

std::vector<TalkHour> hours_for_both(const FreeHours& one, const FreeHours& other, Instant now,
                                     std::size_t most) {
  const auto common = schedule::common_stretches(one.availability, other.availability, now);
  std::vector<TalkHour> out;
  for (const schedule::Stretch& each : schedule::best_hours(common, one.availability.zone, most)) {
    out.push_back({each.from, each.until});
  }
  return out;
}

FreeHours hours_of_the_team(const Programme& programme) {
  std::vector<WeeklySlot> slots;
  for (int day = 0; day < 7; ++day) {
    const int from_sunday = (day + 1) % 7;
    if (std::ranges::count(programme.package->working_days.weekend, from_sunday) > 0) continue;
    slots.push_back({static_cast<schedule::Weekday>(day), team_from_minute, team_until_minute});
  }
  return {HoursKnown::given, {schedule::WeeklySlots(std::move(slots)), programme.package->time_zone}};
}

}  // namespace kith::journeys
