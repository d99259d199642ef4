#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/journeys/journeys.h"

// What the endpoints of a coordinator's desk take and give: clocks of a person, silent pairs, who does what.
namespace kith {

struct ClockStepLine {
  static constexpr std::string_view schema_name = "ClockStepLine";
  std::string sentence;
  std::string to;
  Instant at;
  static constexpr auto fields() {
    return std::tuple{field("sentence", &ClockStepLine::sentence, {.max_length = 2000}),
                      field("to", &ClockStepLine::to), field("at", &ClockStepLine::at)};
  }
};

struct ClockChange {
  static constexpr std::string_view schema_name = "ClockChange";
  std::string what;
  Instant at;
  std::string by;
  std::optional<Instant> until;
  std::string words;
  static constexpr auto fields() {
    return std::tuple{field("what", &ClockChange::what, {.about = "added, snoozed or skipped"}),
                      field("at", &ClockChange::at), field("by", &ClockChange::by),
                      field("until", &ClockChange::until),
                      field("words", &ClockChange::words, {.max_length = 1000})};
  }
};

struct ClockLine {
  static constexpr std::string_view schema_name = "ClockLine";
  std::string clock_id;
  std::string sentence;
  std::string action;
  std::string to;
  Instant due_at;
  bool rung = false;
  std::string because;
  Instant since;
  std::string until;
  int turn = 1;
  int turns = 1;
  std::vector<ClockStepLine> if_nothing;
  std::vector<ClockChange> changes;
  static constexpr auto fields() {
    return std::tuple{
        field("clock_id", &ClockLine::clock_id),
        field("sentence", &ClockLine::sentence, {.max_length = 2000}),
        field("action", &ClockLine::action, {.about = "task, message, question or reminder"}),
        field("to", &ClockLine::to, {.about = "Who gets it, in the programme's words."}),
        field("due_at", &ClockLine::due_at),
        field("rung", &ClockLine::rung, {.about = "It rang, and what it asked for is still open."}),
        field("because", &ClockLine::because, {.about = "What happened that it counts from."}),
        field("since", &ClockLine::since),
        field("until", &ClockLine::until, {.about = "What makes it needless; empty when nothing does."}),
        field("turn", &ClockLine::turn),
        field("turns", &ClockLine::turns),
        field("if_nothing", &ClockLine::if_nothing),
        field("changes", &ClockLine::changes)};
  }
};

struct ClockList {
  static constexpr std::string_view schema_name = "ClockList";
  std::vector<ClockLine> items;
  static constexpr auto fields() { return std::tuple{field("items", &ClockList::items)}; }
};

struct ClocksAsk {
  static constexpr std::string_view schema_name = "ClocksAsk";
  ProgrammeId programme;
  PersonId person;
  static constexpr auto fields() {
    return std::tuple{field("programme", &ClocksAsk::programme), field("person", &ClocksAsk::person)};
  }
};

struct AddClock {
  static constexpr std::string_view schema_name = "AddClock";
  ProgrammeId programme;
  PersonId person;
  std::string words;
  Instant at;
  static constexpr auto fields() {
    return std::tuple{field("programme", &AddClock::programme), field("person", &AddClock::person),
                      field("words", &AddClock::words, {.min_length = 1, .max_length = 300}),
                      field("at", &AddClock::at)};
  }
};

struct SnoozeClock {
  static constexpr std::string_view schema_name = "SnoozeClock";
  ProgrammeId programme;
  std::string clock;
  Instant until;
  static constexpr auto fields() {
    return std::tuple{field("programme", &SnoozeClock::programme),
                      field("clock", &SnoozeClock::clock, {.min_length = 1, .max_length = 64}),
                      field("until", &SnoozeClock::until)};
  }
};

struct SkipClock {
  static constexpr std::string_view schema_name = "SkipClock";
  ProgrammeId programme;
  std::string clock;
  std::string reason;
  static constexpr auto fields() {
    return std::tuple{field("programme", &SkipClock::programme),
                      field("clock", &SkipClock::clock, {.min_length = 1, .max_length = 64}),
                      field("reason", &SkipClock::reason, {.min_length = 1, .max_length = 300})};
  }
};

struct AboutTeam {
  static constexpr std::string_view schema_name = "AboutTeam";
  ProgrammeId programme;
  static constexpr auto fields() { return std::tuple{field("programme", &AboutTeam::programme)}; }
};

struct TeamMember {
  static constexpr std::string_view schema_name = "TeamMember";
  PersonId person_id;
  std::string name;
  Role role = Role::coordinator;
  std::string role_word;
  static constexpr auto fields() {
    return std::tuple{field("person_id", &TeamMember::person_id), field("name", &TeamMember::name),
                      field("role", &TeamMember::role), field("role_word", &TeamMember::role_word)};
  }
};

struct TeamList {
  static constexpr std::string_view schema_name = "TeamList";
  std::vector<TeamMember> items;
  static constexpr auto fields() { return std::tuple{field("items", &TeamList::items)}; }
};

struct AssignTask {
  static constexpr std::string_view schema_name = "AssignTask";
  ProgrammeId programme;
  TaskId task;
  std::string to;
  static constexpr auto fields() {
    return std::tuple{
        field("programme", &AssignTask::programme), field("task", &AssignTask::task),
        field("to", &AssignTask::to,
              {.max_length = 64, .about = "One of the team, or empty for whoever holds the role."})};
  }
};

struct SilentLine {
  static constexpr std::string_view schema_name = "SilentLine";
  std::string match_id;
  PersonId participant_id;
  std::string participant_name;
  PersonId supporter_id;
  std::string supporter_name;
  Instant since;
  bool ever = false;
  int silent_days = 0;
  int flag = 14;
  int attempts = 0;
  std::optional<Instant> nudged_at;
  static constexpr auto fields() {
    return std::tuple{
        field("match_id", &SilentLine::match_id),
        field("participant_id", &SilentLine::participant_id),
        field("participant_name", &SilentLine::participant_name),
        field("supporter_id", &SilentLine::supporter_id),
        field("supporter_name", &SilentLine::supporter_name),
        field("since", &SilentLine::since),
        field("ever", &SilentLine::ever, {.about = "They were in touch before."}),
        field("silent_days", &SilentLine::silent_days),
        field("flag", &SilentLine::flag, {.about = "14 or 30: the last of the two that was passed."}),
        field("attempts", &SilentLine::attempts),
        field("nudged_at", &SilentLine::nudged_at)};
  }
};

struct SilentList {
  static constexpr std::string_view schema_name = "SilentList";
  std::vector<SilentLine> items;
  static constexpr auto fields() { return std::tuple{field("items", &SilentList::items)}; }
};

struct NudgePair {
  static constexpr std::string_view schema_name = "NudgePair";
  ProgrammeId programme;
  std::string match;
  static constexpr auto fields() {
    return std::tuple{field("programme", &NudgePair::programme),
                      field("match", &NudgePair::match, {.min_length = 1, .max_length = 64})};
  }
};

}  // namespace kith
