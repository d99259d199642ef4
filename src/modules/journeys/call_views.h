#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/journeys/meeting_views.h"

// What the endpoints of calls take and give.
namespace kith {

// A call is the task to make it.
struct CallAsk {
  static constexpr std::string_view schema_name = "CallAsk";
  ProgrammeId programme;
  TaskId call;
  static constexpr auto fields() {
    return std::tuple{field("programme", &CallAsk::programme), field("call", &CallAsk::call)};
  }
};

struct CallView {
  static constexpr std::string_view schema_name = "CallView";
  TaskId task_id;
  PersonId person_id;
  std::string name;
  std::string phone;
  std::string landline;
  std::vector<std::string> to_say;
  int tried = 0;
  Instant due_at;
  std::vector<TalkHour> hours;
  std::string time_zone;
  static constexpr auto fields() {
    using V = CallView;
    return std::tuple{
        field("task_id", &V::task_id),
        field("person_id", &V::person_id),
        field("name", &V::name),
        field("phone", &V::phone),
        field("landline", &V::landline),
        field("to_say", &V::to_say, {.max_length = 2000, .about = "The news, in the person's language."}),
        field("tried", &V::tried, {.about = "How often nobody answered."}),
        field("due_at", &V::due_at),
        field("hours", &V::hours, {.about = "When they are free and the team works; empty when not known."}),
        field("time_zone", &V::time_zone, {.about = "The person's own."})};
  }
};

}  // namespace kith
