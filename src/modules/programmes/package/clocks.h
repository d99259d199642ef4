#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "base/time.h"

// The clocks of a package: when something happens (or a state lasts), after a time, somebody gets a task, a
// message or a question, until something makes it needless; what happens if nothing happens; and again.
namespace kith::package {

// A question is a message that can be answered by one tap, without signing in.
enum class ClockAction { task, message, question };

// What a delay is counted from: the event, the middle of the agreed length, or backwards from its end.
enum class ClockAnchor { start, halfway, before_end };

// On which days a clock may ring.
enum class ClockDays { any, working };

// So many turns at this distance, one of `days` and `months` being more than 0.
struct ClockRepeat {
  static constexpr std::string_view schema_name = "PackageClockRepeat";
  int days = 0;
  int months = 0;
  int times = 1;

  bool operator==(const ClockRepeat&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("days", &ClockRepeat::days), field("months", &ClockRepeat::months),
                      field("times", &ClockRepeat::times)};
  }
};

// What follows when nothing happened for that long after the clock rang or after the step before.
struct ClockStep {
  static constexpr std::string_view schema_name = "PackageClockStep";
  std::int64_t after_minutes = 0;
  ClockAction action = ClockAction::task;
  std::string to;
  std::string text;

  bool operator==(const ClockStep&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("after", &ClockStep::after_minutes), field("action", &ClockStep::action),
                      field("to", &ClockStep::to), field("text", &ClockStep::text)};
  }
};

struct ClockRule {
  static constexpr std::string_view schema_name = "PackageClock";
  std::string key;
  std::string when;   // one of known_events(), or "" when `state` is named
  std::string state;  // one of known_states(): runs while it lasts
  ClockAnchor anchor = ClockAnchor::start;
  std::int64_t after_minutes = 0;  // before the end, for ClockAnchor::before_end
  int at_minute = -1;              // of the local day; -1 for any sensible hour
  ClockDays days = ClockDays::any;
  ClockAction action = ClockAction::task;
  std::string to;                          // a role: for participant and supporter the one concerned
  std::string text;                        // a key of Package::texts
  std::string until;                       // one of known_events(), or ""
  std::int64_t due_minutes = 2 * 24 * 60;  // a task's time once it was opened
  std::vector<ClockRepeat> repeats;        // turns after the first
  std::vector<ClockStep> if_nothing;       // in each turn

  bool operator==(const ClockRule&) const = default;
  bool begins_with(std::string_view event) const;
  bool ends_with(std::string_view event) const;
  int turns() const;  // at least 1

  static constexpr auto fields() {
    return std::tuple{field("key", &ClockRule::key),
                      field("when", &ClockRule::when),
                      field("state", &ClockRule::state, {.may_be_absent = true}),
                      field("anchor", &ClockRule::anchor, {.may_be_absent = true}),
                      field("after_minutes", &ClockRule::after_minutes),
                      field("at_minute", &ClockRule::at_minute, {.may_be_absent = true}),
                      field("days", &ClockRule::days, {.may_be_absent = true}),
                      field("action", &ClockRule::action),
                      field("to", &ClockRule::to),
                      field("text", &ClockRule::text),
                      field("until", &ClockRule::until),
                      field("due_minutes", &ClockRule::due_minutes, {.may_be_absent = true}),
                      field("repeats", &ClockRule::repeats, {.may_be_absent = true}),
                      field("if_nothing", &ClockRule::if_nothing, {.may_be_absent = true})};
  }
};

// Which days are not working days. `weekend` holds 0 for Sunday to 6 for Saturday. A holiday is written as
//   12-25            every year          2026-04-03       once
//   easter-2         days from Easter    05-mon-1         the first Monday of May; 05-mon-last the last
//   mon-before-05-25 the Monday before 25 May
struct WorkingDays {
  static constexpr std::string_view schema_name = "PackageWorkingDays";
  std::vector<int> weekend = {0, 6};
  std::vector<std::string> holidays;

  bool operator==(const WorkingDays&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("weekend", &WorkingDays::weekend), field("holidays", &WorkingDays::holidays)};
  }
};
bool is_holiday_rule(std::string_view rule);
bool is_working_day(const WorkingDays& calendar, Date day);
int weekday_of(Date day);  // 0 for Sunday
Date days_after(Date day, int count);
Date months_after(Date day, int count);  // the last day of a month that is too short

// The events that clocks may name, with a plain sentence each: "match.accepted", "request.sent" ...
struct KnownEvent {
  std::string_view name;
  std::string_view about;
};
const std::vector<KnownEvent>& known_events();

// States that clocks may wait in: they begin and end with events.
struct KnownState {
  std::string_view name;
  std::string_view about;
  std::vector<std::string_view> begins;
  std::vector<std::string_view> ends;
};
const std::vector<KnownState>& known_states();

}  // namespace kith::package

namespace kith {
template <>
struct EnumNames<package::ClockAction> {
  using A = package::ClockAction;
  static constexpr std::pair<A, std::string_view> names[] = {
      {A::task, "task"}, {A::message, "message"}, {A::question, "question"}};
};
template <>
struct EnumNames<package::ClockAnchor> {
  using A = package::ClockAnchor;
  static constexpr std::pair<A, std::string_view> names[] = {
      {A::start, "start"}, {A::halfway, "halfway"}, {A::before_end, "before_end"}};
};
template <>
struct EnumNames<package::ClockDays> {
  using D = package::ClockDays;
  static constexpr std::pair<D, std::string_view> names[] = {{D::any, "any"}, {D::working, "working"}};
};
}  // namespace kith
