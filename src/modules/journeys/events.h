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

}  // namespace kith
