#include "simulation/population.h"

#include <charconv>

#include "base/refusal.h"
#include "modules/programmes/package/scope.h"

namespace kith::simulation {
namespace {

using package::Findings;
using package::Need;
using package::Reading;
using package::Scope;
using package::Tree;

constexpr int most_people = 5000;

// "35%" as written in the file.
Odds odds(Scope& scope, std::string_view key, Need need = Need::required) {
  const std::string text = scope.text(key, need);
  if (text.empty()) return {};
  double percent = -1;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, percent);
  const bool good = read.ec == std::errc() && read.ptr + 1 == end && *read.ptr == '%';
  if (!good || percent < 0 || percent > 100) {
    scope.wrong(key, std::string(key) + " is no share of a hundred", "write it such as 35% or 0.5%");
    return {};
  }
  return Odds::of(percent / 100);
}

Duration span(Scope& scope, std::string_view key) { return minutes(scope.span_minutes(key, Need::required)); }

Odds odds_or(Scope& scope, std::string_view key, Odds otherwise) {
  return scope.has(key) ? odds(scope, key) : otherwise;
}

template <class Read>
void part_if_named(Scope& scope, std::string_view key, Read read) {
  const Tree* map = scope.map(key, Need::optional);
  if (!map) return;
  Scope inner(*map, scope.reading());
  read(inner);
  inner.finish();
}

template <class Read>
void part(Scope& scope, std::string_view key, Read read) {
  const Tree* map = scope.map(key, Need::required);
  if (!map) return;
  Scope inner(*map, scope.reading());
  read(inner);
  inner.finish();
}

void read_crowd(Scope& scope, Crowd& out) {
  out.count = scope.whole("count", Need::required, 1, most_people, 1);
  out.arrive_over_weeks = scope.whole("arrive_over_weeks", Need::optional, 1, 520, 1);
  out.born_from = scope.whole("born_from", Need::required, 1900, 2025, 1950);
  out.born_until = scope.whole("born_until", Need::required, out.born_from, 2025, 1990);
  out.email = odds(scope, "email");
  out.mobile = odds(scope, "mobile");
}

void read_habits(Scope& scope, Habits& out) {
  out.opens_letters = span(scope, "opens_letters");
  out.comes_in = odds(scope, "comes_in");
  out.comes_in_after = span(scope, "comes_in_after");
  out.joins_when_called = odds(scope, "joins_when_called");
  out.replies = odds(scope, "replies");
  out.replies_after = span(scope, "replies_after");
  out.writes_every = span(scope, "writes_every");
  const Tree* map = scope.map("a_month", Need::required);
  if (!map) return;
  Scope month(*map, scope.reading());
  out.goes_silent = odds(month, "goes_silent");
  out.comes_back = odds(month, "comes_back");
  out.leaves = odds(month, "leaves");
  out.withdraws = odds(month, "withdraws");
  out.worried = odds(month, "worried");
  month.finish();
}

void read_participant(Scope& scope, ParticipantHabits& out) {
  read_habits(scope, out.common);
  out.chooses = odds(scope, "chooses");
  out.chooses_after = span(scope, "chooses_after");
  out.asks = scope.whole("asks", Need::required, 1, 10, 1);
  out.wants_another = odds(scope, "wants_another_a_month");
  out.finishes_well = odds(scope, "finishes_well_a_month");
  out.chooses_again = odds(scope, "chooses_again");
}

void read_supporter(Scope& scope, SupporterHabits& out) {
  read_habits(scope, out.common);
  out.accepts = odds(scope, "accepts");
  out.declines = odds(scope, "declines");
  out.not_now = odds(scope, "not_now");
  if (out.accepts.millionths + out.declines.millionths + out.not_now.millionths > 1'000'000) {
    scope.wrong("accepts", "accepts, declines and not_now are more than 100% together",
                "lower one of them; what is left to 100% is silence");
  }
  out.answers_after = span(scope, "answers_after");
  out.writes_first = odds(scope, "writes_first");
  out.rests = odds(scope, "rests_a_month");
  out.rest_weeks = scope.whole("rest_weeks", Need::required, 1, 52, 2);
  out.capacity_least = scope.whole("capacity_least", Need::required, 0, 100, 1);
  out.capacity_most = scope.whole("capacity_most", Need::required, out.capacity_least, 100, 1);
}

void read_staff(Scope& scope, Staff& out) {
  out.coordinators = scope.whole("coordinators", Need::required, 1, 50, 1);
  out.supervisors = scope.whole("supervisors", Need::optional, 0, 50, 0);
  out.safeguarding_leads = scope.whole("safeguarding_leads", Need::optional, 0, 50, 0);
  out.minutes_a_day = scope.whole("minutes_a_day", Need::required, 10, 600, 240);
  out.takes_up = odds(scope, "takes_up");
  out.nudge_helps = odds(scope, "nudge_helps");
  out.agrees_on_phone = odds(scope, "agrees_on_phone");
  for (const std::string& each : scope.texts("absent_weeks", Need::optional)) {
    int week = 0;
    const auto read = std::from_chars(each.data(), each.data() + each.size(), week);
    if (read.ec != std::errc() || week < 1) {
      scope.wrong("absent_weeks", "\"" + each + "\" is no week", "count weeks from 1, such as [12, 13]");
    }
    out.absent_weeks.push_back(week);
  }
}

void read_first_contact(Scope& scope, FirstContact& out) {
  out.meets = odds_or(scope, "meets", out.meets);
  if (scope.has("says_after")) out.says_after = span(scope, "says_after");
  out.says_so = odds_or(scope, "says_so", out.says_so);
  out.sees_otherwise = odds_or(scope, "sees_otherwise", out.sees_otherwise);
  out.asks_for_call = odds_or(scope, "asks_for_call", out.asks_for_call);
}

void read_leaving(Scope& scope, Leaving& out) {
  out.words = odds_or(scope, "words", out.words);
  out.everything = odds_or(scope, "everything", out.everything);
  if (out.words.millionths + out.everything.millionths > 1'000'000) {
    scope.wrong("words", "words and everything are more than 100% together",
                "lower one of them; what is left to 100% keeps what is held");
  }
  out.research_too = odds_or(scope, "research_too", out.research_too);
  out.thinks_again = odds_or(scope, "thinks_again", out.thinks_again);
}

void read_groups(Scope& scope, GroupHabits& out) {
  out.suits = odds_or(scope, "suits", out.suits);
  out.had_enough = odds_or(scope, "had_enough_a_month", out.had_enough);
  out.looked_at_every_weeks =
      scope.whole("looked_at_every_weeks", Need::optional, 1, 52, out.looked_at_every_weeks);
  out.late_at_once = scope.whole("late_at_once", Need::optional, 0, 200, out.late_at_once);
}

void read_area(Scope& scope, Area& out) {
  out.latitude = scope.number("latitude", -90, 90);
  out.longitude = scope.number("longitude", -180, 180);
  out.radius_km = scope.number("radius_km", 0, 2000);
  out.places = scope.texts("places", Need::optional);
}

// Free names on the left: they are kinds of tasks, or questions and choices of a programme.
void read_minutes(Scope& scope, Population& out) {
  const Tree* map = scope.map("minutes", Need::required);
  if (!map) return;
  Scope inner(*map, scope.reading());
  for (const package::TreeMember& each : map->members) {
    out.minutes[each.key.text] = inner.whole(each.key.text, Need::required, 0, 600);
  }
  if (!out.minutes.contains("otherwise")) {
    scope.wrong("minutes", "no minutes are given for tasks that are not named", "add otherwise: 10");
  }
}

void read_answers(Scope& scope, Population& out) {
  const Tree* map = scope.map("answers", Need::optional);
  if (!map) return;
  Scope questions(*map, scope.reading());
  for (const package::TreeMember& each : map->members) {
    const Tree* choices = questions.map(each.key.text, Need::required);
    if (!choices) continue;
    Scope shares(*choices, scope.reading());
    for (const package::TreeMember& choice : choices->members) {
      out.answers[each.key.text][choice.key.text] = odds(shares, choice.key.text);
    }
  }
}

void read_all(Scope& scope, Population& out) {
  out.name = scope.text("name", Need::required);
  part(scope, "participants", [&](Scope& s) { read_crowd(s, out.participants); });
  part(scope, "supporters", [&](Scope& s) { read_crowd(s, out.supporters); });
  part(scope, "staff", [&](Scope& s) { read_staff(s, out.staff); });
  read_minutes(scope, out);
  part(scope, "area", [&](Scope& s) { read_area(s, out.area); });
  part(scope, "free", [&](Scope& s) {
    out.free_least = s.whole("least", Need::required, 1, 60, 2);
    out.free_most = s.whole("most", Need::required, out.free_least, 60, 8);
  });
  read_answers(scope, out);
  part(scope, "participant_habits", [&](Scope& s) { read_participant(s, out.participant); });
  part(scope, "supporter_habits", [&](Scope& s) { read_supporter(s, out.supporter); });
  part_if_named(scope, "first_contact", [&](Scope& s) { read_first_contact(s, out.first_contact); });
  part_if_named(scope, "leaving", [&](Scope& s) { read_leaving(s, out.leaving); });
  part_if_named(scope, "groups", [&](Scope& s) { read_groups(s, out.groups); });
  scope.finish();
}

}  // namespace

int Population::minutes_for(const std::string& task_kind) const {
  const auto found = minutes.find(task_kind);
  return found != minutes.end() ? found->second : minutes.at("otherwise");
}

Population read_population(const std::string& yaml, const std::string& file) {
  Findings findings;
  Population out;
  const std::vector<std::string> no_languages;
  const Reading reading{findings, file, no_languages};
  if (const auto tree = package::parse_yaml(yaml, file, findings)) {
    if (package::is_map(*tree, reading, "a population")) {
      Scope scope(*tree, reading);
      read_all(scope, out);
    }
  }
  const auto problems = findings.take();
  if (!problems.empty()) {
    throw Refusal(RefusalKind::invalid, "simulation.population", package::format_problems(problems));
  }
  return out;
}

}  // namespace kith::simulation
