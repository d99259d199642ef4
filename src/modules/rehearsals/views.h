#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "modules/rehearsals/ask.h"
#include "modules/rehearsals/results.h"

// What travels over the wire. For this folder only.
namespace kith {

struct RehearsalsAsk {
  static constexpr std::string_view schema_name = "RehearsalsAsk";
  ProgrammeId programme;
  static constexpr auto fields() { return std::tuple{field("programme", &RehearsalsAsk::programme)}; }
};

struct AboutRehearsal {
  static constexpr std::string_view schema_name = "AboutRehearsal";
  ProgrammeId programme;
  RehearsalId rehearsal;
  static constexpr auto fields() {
    return std::tuple{field("programme", &AboutRehearsal::programme),
                      field("rehearsal", &AboutRehearsal::rehearsal)};
  }
};

struct StartRehearsal {
  static constexpr std::string_view schema_name = "StartRehearsal";
  ProgrammeId programme;
  std::string population;
  int weeks = 26;
  int seeds = 10;
  bool compare = false;
  int participants = 0;
  int supporters = 0;
  std::string clock;
  int clock_days = 0;
  static constexpr auto fields() {
    using L = StartRehearsal;
    return std::tuple{
        field("programme", &L::programme),
        field("population", &L::population, {.max_length = 100, .about = "The key of one that is shipped."}),
        field("weeks", &L::weeks, {.min = 1, .max = rehearsal_limits::most_weeks}),
        field(
            "seeds", &L::seeds,
            {.min = 1, .max = rehearsal_limits::most_seeds, .about = "How many rehearsals of each design."}),
        field("compare", &L::compare,
              {.may_be_absent = true, .about = "Whether a changed design is rehearsed too."}),
        field("participants", &L::participants,
              {.min = 0,
               .max = rehearsal_limits::most_people,
               .may_be_absent = true,
               .about = "Of the changed design; 0 leaves them as they are."}),
        field("supporters", &L::supporters,
              {.min = 0, .max = rehearsal_limits::most_people, .may_be_absent = true, .about = "Likewise."}),
        field("clock", &L::clock,
              {.max_length = 100, .may_be_absent = true, .about = "Which clock differs; empty for none."}),
        field("clock_days", &L::clock_days,
              {.min = 0, .max = rehearsal_limits::most_clock_days, .may_be_absent = true})};
  }
};

struct StartedRehearsal {
  static constexpr std::string_view schema_name = "StartedRehearsal";
  RehearsalId rehearsal_id;
  static constexpr auto fields() {
    return std::tuple{field("rehearsal_id", &StartedRehearsal::rehearsal_id)};
  }
};

struct RehearsalPeopleView {
  static constexpr std::string_view schema_name = "RehearsalPeople";
  std::string key;
  std::string name;
  int participants = 0;
  int supporters = 0;
  static constexpr auto fields() {
    return std::tuple{field("key", &RehearsalPeopleView::key), field("name", &RehearsalPeopleView::name),
                      field("participants", &RehearsalPeopleView::participants),
                      field("supporters", &RehearsalPeopleView::supporters)};
  }
};

// A clock whose time can be changed in a rehearsal: what it counts from, who acts, and what they are told.
struct RehearsalClock {
  static constexpr std::string_view schema_name = "RehearsalClock";
  std::string key;
  std::string about;
  std::string to;
  std::string text;
  std::int64_t after_minutes = 0;
  static constexpr auto fields() {
    return std::tuple{field("key", &RehearsalClock::key), field("about", &RehearsalClock::about),
                      field("to", &RehearsalClock::to),
                      field("text", &RehearsalClock::text, {.max_length = 2000}),
                      field("after_minutes", &RehearsalClock::after_minutes)};
  }
};

struct RehearsalLine {
  static constexpr std::string_view schema_name = "RehearsalLine";
  RehearsalId rehearsal_id;
  RehearsalState state = RehearsalState::waiting;
  Instant asked_at;
  bool mine = false;
  RehearsalAsk wish;
  int ahead = 0;
  int thousandths = 0;
  std::optional<int> seconds_left;
  static constexpr auto fields() {
    using L = RehearsalLine;
    return std::tuple{
        field("rehearsal_id", &L::rehearsal_id),
        field("state", &L::state,
              {.about = "\"lost\" was not finished when the server stopped; it has to be asked for again."}),
        field("asked_at", &L::asked_at),
        field("mine", &L::mine),
        field("wish", &L::wish),
        field("ahead", &L::ahead, {.about = "How many come before this one while it waits."}),
        field("thousandths", &L::thousandths, {.about = "Of the work that is done while it runs."}),
        field("seconds_left", &L::seconds_left, {.about = "About; absent while nothing is known."})};
  }
};

struct RehearsalBoard {
  static constexpr std::string_view schema_name = "RehearsalBoard";
  std::vector<RehearsalPeopleView> populations;
  std::string suggested;
  std::vector<RehearsalClock> clocks;
  int most_people = rehearsal_limits::most_people;
  std::vector<RehearsalLine> items;
  static constexpr auto fields() {
    using L = RehearsalBoard;
    return std::tuple{
        field("populations", &L::populations),
        field("suggested", &L::suggested, {.about = "The population that fits best; may be \"\"."}),
        field("clocks", &L::clocks), field("most_people", &L::most_people),
        field("items", &L::items, {.about = "Newest first."})};
  }
};

struct RehearsalPage {
  static constexpr std::string_view schema_name = "RehearsalPage";
  RehearsalLine line;
  std::optional<RehearsalResults> results;
  static constexpr auto fields() {
    return std::tuple{field("line", &RehearsalPage::line), field("results", &RehearsalPage::results)};
  }
};

}  // namespace kith
