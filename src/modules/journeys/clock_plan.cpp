#include "modules/journeys/clock_plan.h"

#include <algorithm>

namespace kith::journeys {
namespace {

using package::ClockAction;
using package::ClockAnchor;
using package::ClockDays;
using package::ClockRule;

constexpr std::int64_t day_minutes = 24 * 60;

// Whole days are days on the calendar, parts of days are hours.
Instant later(Instant at, std::int64_t by_minutes, const std::string& zone) {
  if (by_minutes % day_minutes != 0) return at + minutes(by_minutes);
  return same_time_later(at, 0, static_cast<int>(by_minutes / day_minutes), zone);
}

std::optional<Instant> first_of(const ClockRule& rule, const Timing& timing) {
  if (rule.anchor == ClockAnchor::start) return later(timing.base, rule.after_minutes, timing.zone);
  if (!timing.ends_at) return std::nullopt;
  if (rule.anchor == ClockAnchor::halfway) return timing.base + (*timing.ends_at - timing.base) / 2;
  return later(*timing.ends_at, -rule.after_minutes, timing.zone);
}

// How far the turn lies behind the first one.
void distance(const ClockRule& rule, int turn, int& months, int& days) {
  for (const package::ClockRepeat& each : rule.repeats) {
    const int here = std::min(turn, each.times);
    months += here * each.months;
    days += here * each.days;
    turn -= here;
  }
}

// What is said of something happening now is said now.
bool rings_at_once(const ClockRule& rule, ClockPlace place) {
  return rule.after_minutes == 0 && rule.anchor == ClockAnchor::start && rule.action == ClockAction::task &&
         rule.at_minute < 0 && rule.days == ClockDays::any && place == ClockPlace{};
}

}  // namespace

std::optional<Instant> due_of(const ClockRule& rule, const Timing& timing, ClockPlace place) {
  if (rings_at_once(rule, place)) return timing.base;
  auto at = first_of(rule, timing);
  if (!at) return std::nullopt;
  int months = 0, days = 0;
  distance(rule, place.turn, months, days);
  const Hour hour{timing.zone, rule.at_minute,
                  rule.days == ClockDays::working ? timing.working_days : nullptr};
  Instant due = at_sensible_hour(same_time_later(*at, months, days, timing.zone), hour);
  for (int step = 0; step < place.step; ++step) {
    const auto wait = rule.if_nothing[static_cast<std::size_t>(step)].after_minutes;
    due = at_sensible_hour(later(due, wait, timing.zone), hour);
  }
  return due;
}

std::optional<ClockPlace> next_turn(const ClockRule& rule, ClockPlace place) {
  if (place.turn + 1 >= rule.turns()) return std::nullopt;
  return ClockPlace{place.turn + 1, 0};
}

std::optional<ClockPlace> place_after(const ClockRule& rule, ClockPlace place) {
  if (place.step < static_cast<int>(rule.if_nothing.size())) return ClockPlace{place.turn, place.step + 1};
  return next_turn(rule, place);
}

ClockPlace latest_place(const ClockRule& rule, const Timing& timing, ClockPlace place, Instant now) {
  while (const auto next = next_turn(rule, place)) {
    const auto due = due_of(rule, timing, *next);
    if (!due || *due > now) break;
    place = *next;
  }
  return place;
}

}  // namespace kith::journeys
