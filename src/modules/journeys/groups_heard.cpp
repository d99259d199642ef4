#include "modules/journeys/heard.h"

namespace kith::journeys {

using namespace journeys_store;

namespace {

bool is_said(const StoredEvent& event, std::string_view member) {
  const Json* at = event.data.find(member);
  return at && at->is_bool() && at->boolean();
}

}  // namespace

void Heard::group_joined() {
  if (!is_said(event_, "moved")) tell_of_group(is_said(event_, "leads") ? "lead" : "place");
}

// Who comes and goes is no task for who leads: the group's page tells them.
void Heard::group_changed() {
  if (event_.data.text("news") != "members") tell_of_group("changed");
}

void Heard::group_left() {
  const PersonId whom = person("person");
  close(TaskKind::group_news, event_.data.text("group"), {}, whom);
  close(TaskKind::group_time, event_.data.text("group"), whom, {});
  if (!is_said(event_, "moved")) tell_of_group("over");
}

// One task for each group: the newest news of it. Who has left the programme is told nothing more.
void Heard::tell_of_group(const char* news) {
  const PersonId whom = person("person");
  const auto grant = journeys_.people().member_grant(context_.tx, whom, programme_);
  if (!grant || grant->state == GrantState::ended) return;
  const std::string group = event_.data.text("group");
  close(TaskKind::group_news, group, {}, whom);
  TaskRow task = new_task(TaskKind::group_news, group, whom.str());
  task.owner = whom;
  task.rule = news;
  task.due_at = event_.at + days(2);
  open_task(context_, std::move(task));
}

// Saying it again while the coordinator has not come to it opens nothing new.
void Heard::group_answered() {
  const PersonId whom = person("person");
  const std::string group = event_.data.text("group");
  close(TaskKind::group_news, group, {}, whom, TaskState::done);
  if (is_said(event_, "suits")) return close(TaskKind::group_time, group, whom, {});
  if (!open_tasks(context_.tx, programme_, {TaskKind::group_time, group, whom, {}, ""}).empty()) return;
  TaskRow task = new_task(TaskKind::group_time, group, whom.str());
  task.role = enum_name(Role::coordinator);
  task.about = whom;
  task.due_at = event_.at + days(3);
  open_task(context_, std::move(task));
}

}  // namespace kith::journeys
