#include "modules/rehearsals/results.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace kith {
namespace {

using Outcomes = std::vector<Rehearsed>;

double tenths(double value) { return std::round(value * 10) / 10; }

// Of groups there is something to say only where a programme forms them.
enum class Of { every_programme, groups };

struct CurveKind {
  std::string_view key;
  double (*of)(const RehearsedWeek&);
  Of programmes = Of::every_programme;
};

constexpr CurveKind curves[] = {
    {"waiting", [](const RehearsedWeek& week) { return static_cast<double>(week.waiting); }},
    {"first_match_days",
     [](const RehearsedWeek& week) { return static_cast<double>(week.first_match_days); }},
    {"open_tasks", [](const RehearsedWeek& week) { return static_cast<double>(week.open_tasks); }},
    {"staff_hours",
     [](const RehearsedWeek& week) { return tenths(static_cast<double>(week.staff_minutes) / 60); }},
    {"pairs", [](const RehearsedWeek& week) { return static_cast<double>(week.pairs); }},
    {"silent_pairs", [](const RehearsedWeek& week) { return static_cast<double>(week.silent_pairs); }},
    {"waiting_for_group",
     [](const RehearsedWeek& week) { return static_cast<double>(week.waiting_for_group); }, Of::groups},
    {"groups", [](const RehearsedWeek& week) { return static_cast<double>(week.groups); }, Of::groups},
    {"in_groups", [](const RehearsedWeek& week) { return static_cast<double>(week.in_groups); }, Of::groups},
};

struct MeasureKind {
  std::string_view key;
  double (*of)(const Rehearsed&);
  Of programmes = Of::every_programme;
};

// Everybody who came in counts, also who found nobody until the end: days to the first match alone would look
// short where only the quick ones are matched.
double waited_days(const Rehearsed& outcome) {
  double sum = 0;
  for (const RehearsedWeek& week : outcome.weeks) sum += 7.0 * static_cast<double>(week.waiting);
  return outcome.came_in == 0 ? 0 : tenths(sum / static_cast<double>(outcome.came_in));
}

double hours_a_week(const Rehearsed& outcome) {
  double sum = 0;
  for (const RehearsedWeek& week : outcome.weeks) sum += static_cast<double>(week.staff_minutes) / 60;
  return outcome.weeks.empty() ? 0 : tenths(sum / static_cast<double>(outcome.weeks.size()));
}

double never_matched(const Rehearsed& outcome) {
  return static_cast<double>(outcome.came_in - outcome.matched);
}

RehearsedWeek last_of(const Rehearsed& outcome) {
  return outcome.weeks.empty() ? RehearsedWeek() : outcome.weeks.back();
}

constexpr MeasureKind measures[] = {
    {"waited_days", waited_days},
    {"never_matched", never_matched},
    {"hours_a_week", hours_a_week},
    {"open_at_end", [](const Rehearsed& each) { return static_cast<double>(last_of(each).open_tasks); }},
    {"pairs_at_end", [](const Rehearsed& each) { return static_cast<double>(last_of(each).pairs); }},
    {"silent_at_end", [](const Rehearsed& each) { return static_cast<double>(last_of(each).silent_pairs); }},
    {"groups_at_end", [](const Rehearsed& each) { return static_cast<double>(last_of(each).groups); },
     Of::groups},
    {"in_groups_at_end", [](const Rehearsed& each) { return static_cast<double>(last_of(each).in_groups); },
     Of::groups},
    {"no_group_at_end",
     [](const Rehearsed& each) { return static_cast<double>(last_of(each).waiting_for_group); }, Of::groups},
};

bool is_told(Of of, const Outcomes& outcomes) {
  return of == Of::every_programme || (!outcomes.empty() && outcomes.front().has_groups);
}

std::vector<RehearsalBand> weeks_of(const CurveKind& kind, const Outcomes& outcomes) {
  std::vector<RehearsalBand> out;
  const std::size_t weeks = outcomes.empty() ? 0 : outcomes.front().weeks.size();
  for (std::size_t week = 0; week < weeks; ++week) {
    std::vector<double> values;
    for (const Rehearsed& each : outcomes) values.push_back(kind.of(each.weeks[week]));
    out.push_back(band_of(std::move(values)));
  }
  return out;
}

RehearsalMeasure measure(const MeasureKind& kind, const Outcomes& as_is, const Outcomes& changed) {
  std::vector<double> one, other, difference;
  for (std::size_t i = 0; i < as_is.size(); ++i) {
    one.push_back(kind.of(as_is[i]));
    if (changed.empty()) continue;
    other.push_back(kind.of(changed[i]));
    difference.push_back(tenths(other.back() - one.back()));
  }
  RehearsalMeasure out{std::string(kind.key), band_of(std::move(one)), {}, {}};
  if (!changed.empty()) {
    out.changed = band_of(std::move(other));
    out.difference = band_of(std::move(difference));
  }
  return out;
}

}  // namespace

RehearsalBand band_of(std::vector<double> values) {
  std::ranges::sort(values);
  const auto at = [&](std::size_t share) { return values[((values.size() - 1) * share + 50) / 100]; };
  return {at(10), at(50), at(90)};
}

RehearsalResults add_up(const Outcomes& as_is, const Outcomes& changed) {
  RehearsalResults out;
  for (const MeasureKind& kind : measures) {
    if (is_told(kind.programmes, as_is)) out.measures.push_back(measure(kind, as_is, changed));
  }
  for (const CurveKind& kind : curves) {
    if (!is_told(kind.programmes, as_is)) continue;
    out.curves.push_back({std::string(kind.key), weeks_of(kind, as_is), weeks_of(kind, changed)});
  }
  for (const Rehearsed& each : as_is) out.broken += each.broken;
  for (const Rehearsed& each : changed) out.broken += each.broken;
  return out;
}

}  // namespace kith
