#pragma once

#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "modules/journeys/journeys.h"

// What the journeys module publishes. The subject of each is the task.
namespace kith {

struct TaskOpened {
  static constexpr std::string_view schema_name = "TaskOpened";
  static constexpr std::string_view type = "journeys.task_opened";
  TaskId task;
  std::string owner;  // a person, or ""
  std::string role;   // whoever holds it, or ""
  TaskKind kind = TaskKind::choose;
  static constexpr auto fields() {
    return std::tuple{field("task", &TaskOpened::task), field("owner", &TaskOpened::owner),
                      field("role", &TaskOpened::role), field("kind", &TaskOpened::kind)};
  }
};

struct TaskClosed {
  static constexpr std::string_view schema_name = "TaskClosed";
  static constexpr std::string_view type = "journeys.task_closed";
  TaskId task;
  static constexpr auto fields() { return std::tuple{field("task", &TaskClosed::task)}; }
};

// A contact outside the app was noted. The subject is the match.
struct ContactLogged {
  static constexpr std::string_view schema_name = "ContactLogged";
  static constexpr std::string_view type = "journeys.contact_logged";
  std::string match;
  PersonId by;
  std::string how;
  int minutes = 0;
  bool reached = true;
  static constexpr auto fields() {
    return std::tuple{field("match", &ContactLogged::match), field("by", &ContactLogged::by),
                      field("how", &ContactLogged::how), field("minutes", &ContactLogged::minutes),
                      field("reached", &ContactLogged::reached)};
  }
};

// Staff gave a task to one of them, or back to its role (`to` is empty then).
struct TaskAssigned {
  static constexpr std::string_view schema_name = "TaskAssigned";
  static constexpr std::string_view type = "journeys.task_assigned";
  TaskId task;
  std::string to;
  static constexpr auto fields() {
    return std::tuple{field("task", &TaskAssigned::task), field("to", &TaskAssigned::to)};
  }
};

// Staff added, snoozed or skipped a clock. The subject is the clock.
struct ClockChanged {
  static constexpr std::string_view schema_name = "ClockChanged";
  static constexpr std::string_view type = "journeys.clock_changed";
  std::string clock;
  std::string what;
  static constexpr auto fields() {
    return std::tuple{field("clock", &ClockChanged::clock), field("what", &ClockChanged::what)};
  }
};

// A question was answered without signing in. The subject is the question.
struct QuestionAnswered {
  static constexpr std::string_view schema_name = "QuestionAnswered";
  static constexpr std::string_view type = "journeys.question_answered";
  std::string question;
  PersonId person;
  std::string kind;
  std::string answer;  // "" for more than one
  static constexpr auto fields() {
    return std::tuple{field("question", &QuestionAnswered::question),
                      field("person", &QuestionAnswered::person), field("kind", &QuestionAnswered::kind),
                      field("answer", &QuestionAnswered::answer)};
  }
};

// One of a match said what they would like when it ends. The subject is the match.
struct EndWished {
  static constexpr std::string_view schema_name = "EndWished";
  static constexpr std::string_view type = "journeys.end_wished";
  std::string match;
  PersonId by;
  std::string wish;
  static constexpr auto fields() {
    return std::tuple{field("match", &EndWished::match), field("by", &EndWished::by),
                      field("wish", &EndWished::wish)};
  }
};

// Both wished to go on, so the agreed end moved.
struct MatchExtended {
  static constexpr std::string_view schema_name = "MatchExtended";
  static constexpr std::string_view type = "journeys.match_extended";
  std::string match;
  Instant ends_at;
  static constexpr auto fields() {
    return std::tuple{field("match", &MatchExtended::match), field("ends_at", &MatchExtended::ends_at)};
  }
};

// A silent pair was reminded by the staff. The subject is the match.
struct PairNudged {
  static constexpr std::string_view schema_name = "PairNudged";
  static constexpr std::string_view type = "journeys.pair_nudged";
  std::string match;
  static constexpr auto fields() { return std::tuple{field("match", &PairNudged::match)}; }
};

// One of a match said whether the two have met. The subject is the match.
struct MetSaid {
  static constexpr std::string_view schema_name = "MetSaid";
  static constexpr std::string_view type = "journeys.met_said";
  std::string match;
  PersonId by;
  bool met = false;
  static constexpr auto fields() {
    return std::tuple{field("match", &MetSaid::match), field("by", &MetSaid::by),
                      field("met", &MetSaid::met)};
  }
};

// Both said that they met. The subject is the match.
struct MetConfirmed {
  static constexpr std::string_view schema_name = "MetConfirmed";
  static constexpr std::string_view type = "journeys.met_confirmed";
  std::string match;
  static constexpr auto fields() { return std::tuple{field("match", &MetConfirmed::match)}; }
};

// The supporter ticked a line of the sheet of the first contact off, or took the tick away. The subject is
// the match.
struct SheetTicked {
  static constexpr std::string_view schema_name = "SheetTicked";
  static constexpr std::string_view type = "journeys.sheet_ticked";
  std::string match;
  int line = 1;
  bool done = true;
  static constexpr auto fields() {
    return std::tuple{field("match", &SheetTicked::match), field("line", &SheetTicked::line),
                      field("done", &SheetTicked::done)};
  }
};

// Somebody of the staff rang and nobody answered. The subject is the task.
struct CallTried {
  static constexpr std::string_view schema_name = "CallTried";
  static constexpr std::string_view type = "journeys.call_tried";
  TaskId task;
  static constexpr auto fields() { return std::tuple{field("task", &CallTried::task)}; }
};

// A person, match or supporter came from one state of its lifecycle into another. The subject is whose.
struct Moved {
  static constexpr std::string_view schema_name = "Moved";
  static constexpr std::string_view type = "journeys.moved";
  std::string machine;
  std::string subject;
  std::string from;
  std::string to;
  static constexpr auto fields() {
    return std::tuple{field("machine", &Moved::machine), field("subject", &Moved::subject),
                      field("from", &Moved::from), field("to", &Moved::to)};
  }
};

}  // namespace kith
