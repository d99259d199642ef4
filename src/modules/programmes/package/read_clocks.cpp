#include <algorithm>

#include "modules/programmes/package/read.h"

// clocks.yaml.
namespace kith::package {
namespace {

// "1w" and "10d" are days, "1mo" is a calendar month.
void read_every(Scope& scope, ClockRepeat& out) {
  const std::string written = scope.text("every", Need::required);
  if (written.empty()) return;
  if (written.ends_with("mo")) {
    const auto months = parse_span(written.substr(0, written.size() - 2) + "d");
    out.months = months ? static_cast<int>(*months / (24 * 60)) : 0;
  } else if (const auto span = parse_span(written); span && *span % (24 * 60) == 0) {
    out.days = static_cast<int>(*span / (24 * 60));
  }
  if (out.days > 0 || out.months > 0) return;
  scope.wrong("every", in_quotes(written) + " is not a distance between turns",
              "write days, weeks or months: 3d, 2w or 1mo");
}

ClockRepeat read_repeat(const Tree& tree, const Reading& reading) {
  ClockRepeat out;
  if (!is_map(tree, reading, "a repetition")) return out;
  Scope scope(tree, reading);
  read_every(scope, out);
  out.times = scope.whole("times", Need::required, 1, 200, 1);
  scope.finish();
  return out;
}

ClockStep read_step(const Tree& tree, const Reading& reading) {
  ClockStep out;
  if (!is_map(tree, reading, "a step")) return out;
  Scope scope(tree, reading);
  out.after_minutes = scope.span_minutes("after", Need::required);
  out.action = scope.one("do", Need::required, ClockAction::task);
  out.to = scope.name("to");
  out.text = scope.name("text");
  scope.finish();
  return out;
}

void read_beginning(Scope& scope, ClockRule& out) {
  out.state = scope.text("while", Need::optional);
  out.when = scope.text("when", scope.has("while") ? Need::optional : Need::required);
  if (!out.when.empty() && !out.state.empty()) {
    scope.wrong("while", "a clock begins with an event or runs in a state, not both", "keep when: or while:");
  }
}

void read_delay(Scope& scope, ClockRule& out) {
  if (scope.has("before_end")) {
    out.anchor = ClockAnchor::before_end;
    out.after_minutes = scope.span_minutes("before_end", Need::required);
    if (scope.has("after")) scope.wrong("after", "this clock has two delays", "keep after: or before_end:");
    scope.text("after", Need::optional);
    return;
  }
  if (scope.has("after") && scope.text("after", Need::required) == "halfway") {
    out.anchor = ClockAnchor::halfway;
    return;
  }
  out.after_minutes = scope.span_minutes("after", Need::required);
}

ClockRule read_clock(const Tree& tree, const Reading& reading) {
  ClockRule out;
  if (!is_map(tree, reading, "a clock")) return out;
  Scope scope(tree, reading);
  out.key = scope.name("key");
  read_beginning(scope, out);
  read_delay(scope, out);
  out.at_minute = scope.time_of_day("at", Need::optional, -1);
  out.days = scope.one("days", Need::optional, ClockDays::any);
  out.action = scope.one("do", Need::required, ClockAction::task);
  out.to = scope.name("to");
  out.text = scope.name("text");
  out.until = scope.text("until", Need::optional);
  if (scope.has("due")) out.due_minutes = scope.span_minutes("due", Need::optional);
  if (const Tree* list = scope.list("repeat", Need::optional)) {
    for (const Tree& each : list->items) out.repeats.push_back(read_repeat(each, reading));
  }
  if (const Tree* list = scope.list("if_nothing", Need::optional)) {
    for (const Tree& each : list->items) out.if_nothing.push_back(read_step(each, reading));
  }
  scope.text("before_end", Need::optional);  // known, and read above
  scope.text("due", Need::optional);
  scope.finish();
  return out;
}

void read_weekend(Scope& scope, WorkingDays& out) {
  if (!scope.has("weekend")) return;
  static const std::vector<std::string> names = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  out.weekend.clear();
  for (const std::string& each : scope.texts("weekend", Need::required)) {
    const auto found = std::ranges::find(names, each);
    if (found != names.end()) {
      out.weekend.push_back(static_cast<int>(found - names.begin()));
    } else {
      scope.wrong("weekend", in_quotes(each) + " is not a day of the week", choose_from(each, names));
    }
  }
  if (out.weekend.size() == names.size()) {
    scope.wrong("weekend", "no day is left to work on", "keep at least one day of the week out of it");
    out.weekend.clear();
  }
}

void read_working_days(const Tree& tree, const Reading& reading, WorkingDays& out) {
  Scope scope(tree, reading);
  read_weekend(scope, out);
  for (const Tree& each :
       scope.list("holidays", Need::optional) ? tree.find("holidays")->items : std::vector<Tree>{}) {
    if (is_holiday_rule(each.text)) {
      out.holidays.push_back(each.text);
    } else {
      reading.findings.add({reading.file, each.line, each.column}, in_quotes(each.text) + " is not a holiday",
                           "write 12-25, 2026-04-03, easter-2, 05-mon-1, 05-mon-last or mon-before-05-25");
    }
  }
  scope.finish();
}

}  // namespace

void read_clocks(const Tree& tree, Findings& findings, Package& out) {
  const Reading reading{findings, "clocks.yaml", out.languages};
  if (!is_map(tree, reading, "the file")) return;
  Scope scope(tree, reading);
  if (const Tree* days = scope.map("working_days", Need::optional)) {
    read_working_days(*days, reading, out.working_days);
  }
  if (const Tree* clocks = scope.list("clocks", Need::required)) {
    for (const Tree& each : clocks->items) out.clocks.push_back(read_clock(each, reading));
  }
  scope.finish();
}

}  // namespace kith::package
