#include <algorithm>

#include "base/refusal.h"
#include "engine/groups/problem.h"

// The refusals of Problem's constructor.
namespace kith::groups {
namespace {

[[noreturn]] void refuse(const char* code, const char* detail) {
  throw Refusal(RefusalKind::invalid, code, detail);
}

bool is_weight(int weight) { return weight >= 0 && weight <= 100; }

bool is_sound(const Attribute& each) {
  if (!is_weight(each.weight) || !is_weight(each.alone_weight) || each.scale < 1) return false;
  return each.alone == Alone::allowed || each.kind == AnswerKind::word;
}

}  // namespace

void Problem::check() const {
  if (input_.slots.empty()) refuse("groups.no_slots", "There is no time to meet. Name at least one.");
  if (input_.slots.size() > most_meeting_slots)
    refuse("groups.too_many_slots", "There are too many times to meet.");
  if (input_.venues.empty()) refuse("groups.no_venues", "There is no place to meet. Name at least one.");
  const Design& design = input_.design;
  const Team& team = design.team;
  const bool weights = is_weight(design.size_weight) && is_weight(design.travel_weight) &&
                       is_weight(team.skill_weight) && is_weight(team.together_weight) &&
                       is_weight(team.seat_weight) && design.travel_unit_km >= 0.001 &&
                       std::ranges::all_of(input_.attributes, is_sound);
  if (!weights) refuse("groups.weights", "Weights go from 0 to 100, and scales begin at 1.");
  if (team.least < 0 || team.least > team.most || team.most > 5 || team.skills.size() > 64)
    refuse("groups.team", "A group has between 0 and 5 facilitators, at least no more than at most.");
  for (const Person& each : input_.people) {
    if (each.answers.size() != input_.attributes.size())
      refuse("groups.answers", "Everyone needs one answer, if only an empty one, to each attribute.");
    if (each.attendance_milli < 1 || each.attendance_milli > 1000)
      refuse("groups.attendance", "The chance that somebody comes goes from 1 to 1000 thousandths.");
  }
  check_pins();
}

void Problem::check_pins() const {
  const char* code = "groups.pins";
  const auto& pins = input_.pins;
  const auto count = input_.people.size();
  std::vector<int> bundle(count, -1), fixed(count, -1);
  int next = 0;
  for (const auto& together : pins.together) {
    for (const auto i : together) {
      if (i >= count || bundle[i] >= 0)
        refuse(code, "Somebody who is to stay with others is named twice or unknown.");
      bundle[i] = next;
    }
    ++next;
  }
  next = 0;
  for (const FixedGroup& group : pins.groups) {
    for (const auto i : group.members) {
      if (i >= count || fixed[i] >= 0) refuse(code, "A pinned member stands in two groups or is unknown.");
      fixed[i] = next;
    }
    const bool known =
        std::ranges::all_of(group.facilitators, [&](auto f) { return f < input_.facilitators.size(); });
    if (!known || group.venue.value_or(0) >= input_.venues.size() ||
        group.slot.value_or(0) >= input_.slots.size())
      refuse(code, "A pinned group names a place, time or facilitator that is not there.");
    ++next;
  }
  for (const auto& [a, b] : pins.apart) {
    if (a >= count || b >= count || a == b) refuse(code, "Somebody to be kept apart is unknown.");
    const bool joined = (bundle[a] >= 0 && bundle[a] == bundle[b]) || (fixed[a] >= 0 && fixed[a] == fixed[b]);
    if (joined) refuse(code, "Two people are to be kept apart and together at once.");
  }
  for (const auto& [person, facilitator] : pins.never_led_by) {
    if (person >= count || facilitator >= input_.facilitators.size())
      refuse(code, "Somebody to be kept apart is unknown.");
    if (fixed[person] < 0) continue;
    const auto& team = pins.groups[static_cast<std::size_t>(fixed[person])].facilitators;
    if (std::ranges::find(team, facilitator) != team.end())
      refuse(code, "A member is pinned to somebody who must not lead them.");
  }
  for (const auto& together : pins.together) {
    for (const auto i : together) {
      if (fixed[i] >= 0 && fixed[together.front()] != fixed[i] && fixed[together.front()] >= 0)
        refuse(code, "People who are to stay together are pinned to two groups.");
    }
  }
}

}  // namespace kith::groups
