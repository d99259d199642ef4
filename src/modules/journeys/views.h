#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/journeys/journeys.h"

// What the endpoints of this module take and give.
namespace kith {

struct NextStep {
  static constexpr std::string_view schema_name = "NextStep";
  std::string sentence;
  std::string button;
  std::string href;
  static constexpr auto fields() {
    return std::tuple{field("sentence", &NextStep::sentence, {.max_length = 2000}),
                      field("button", &NextStep::button), field("href", &NextStep::href)};
  }
};

struct HomeProgramme {
  static constexpr std::string_view schema_name = "HomeProgramme";
  ProgrammeId programme_id;
  std::string name;
  Role role = Role::participant;
  std::string role_word;
  GrantState state = GrantState::active;
  static constexpr auto fields() {
    return std::tuple{field("programme_id", &HomeProgramme::programme_id),
                      field("name", &HomeProgramme::name), field("role", &HomeProgramme::role),
                      field("role_word", &HomeProgramme::role_word), field("state", &HomeProgramme::state)};
  }
};

struct HomeView {
  static constexpr std::string_view schema_name = "HomeView";
  std::string display_name;
  NextStep next_step;
  std::vector<NextStep> also;
  std::vector<NextStep> can;
  std::vector<HomeProgramme> programmes;
  static constexpr auto fields() {
    return std::tuple{field("display_name", &HomeView::display_name),
                      field("next_step", &HomeView::next_step), field("also", &HomeView::also),
                      field("can", &HomeView::can,
                            {.about = "What one can do now, from where one stands; sentences are empty."}),
                      field("programmes", &HomeView::programmes)};
  }
};

struct TodayAsk {
  static constexpr std::string_view schema_name = "TodayAsk";
  ProgrammeId programme;
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("programme", &TodayAsk::programme),
                      field("after", &TodayAsk::after, {.max_length = 100, .may_be_absent = true}),
                      field("limit", &TodayAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct TaskLine {
  static constexpr std::string_view schema_name = "TaskLine";
  TaskId task_id;
  TaskKind kind = TaskKind::choose;
  std::string sentence;
  std::string person_id;  // "" when it is about nobody in particular
  std::string person_name;
  Instant since;
  std::optional<Instant> due_at;
  bool overdue = false;
  std::string button;
  std::string href;
  std::string assigned_id;
  std::string assigned_name;
  static constexpr auto fields() {
    return std::tuple{
        field("task_id", &TaskLine::task_id),
        field("kind", &TaskLine::kind),
        field("sentence", &TaskLine::sentence, {.max_length = 2000}),
        field("person_id", &TaskLine::person_id),
        field("person_name", &TaskLine::person_name),
        field("since", &TaskLine::since),
        field("due_at", &TaskLine::due_at),
        field("overdue", &TaskLine::overdue),
        field("button", &TaskLine::button),
        field("href", &TaskLine::href),
        field("assigned_id", &TaskLine::assigned_id, {.about = "Who of the team does it, or empty."}),
        field("assigned_name", &TaskLine::assigned_name)};
  }
};

struct TodayView {
  static constexpr std::string_view schema_name = "TodayView";
  std::string programme_name;
  std::vector<TaskLine> tasks;
  int waiting_count = 0;
  int due_count = 0;
  int requests_open = 0;
  int conversations_open = 0;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{
        field("programme_name", &TodayView::programme_name),
        field("tasks", &TodayView::tasks),
        field("waiting_count", &TodayView::waiting_count,
              {.about = "Participants who choose or wait for an answer."}),
        field("due_count", &TodayView::due_count, {.about = "Tasks due before this local day ends."}),
        field("requests_open", &TodayView::requests_open),
        field("conversations_open", &TodayView::conversations_open),
        field("next", &TodayView::next)};
  }
};

struct TaskAsk {
  static constexpr std::string_view schema_name = "TaskAsk";
  ProgrammeId programme;
  TaskId task;
  static constexpr auto fields() {
    return std::tuple{field("programme", &TaskAsk::programme), field("task", &TaskAsk::task)};
  }
};

}  // namespace kith
