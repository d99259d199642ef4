#include "modules/journeys/tasks.h"

#include "base/refusal.h"
#include "modules/journeys/call_store.h"
#include "modules/journeys/clocks.h"
#include "modules/journeys/events.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;

bool closes_itself(TaskKind kind) {
  return kind == TaskKind::answer_request || kind == TaskKind::concern || kind == TaskKind::choose;
}

// Who knows that a task is there, and who may tick it off.
void require_own(const Context& context, const TaskRow& task) {
  if (!task.owner.empty() && task.owner == context.actor.person) return;
  const Actor& actor = context.actor;
  if (actor.has({Role::coordinator}, task.programme)) {
    if (task.owner.empty()) return;
    throw Refusal(RefusalKind::forbidden, "forbidden", "This is for the person themselves to do.");
  }
  const auto role = enum_from<Role>(task.role);
  if (role && actor.has_any({*role}, task.programme)) return;
  throw not_found();
}

void close_one(Context& context, const TaskRow& task, TaskState state) {
  close_task(context.tx, task.id, state, context.now, context.actor.label());
  context.emit(task.programme, task.id.str(), TaskClosed{task.id});
}

}  // namespace

void open_task(Context& context, TaskRow task) {
  task.id = context.fresh<TaskId>();
  task.opened_at = context.now;
  if (!insert_task(context.tx, task)) return;
  context.emit(task.programme, task.id.str(), TaskOpened{task.id, task.owner.str(), task.role, task.kind});
}

void close_tasks(Context& context, const std::vector<TaskRow>& tasks, TaskState state,
                 std::int64_t before_sequence) {
  for (const TaskRow& each : tasks) {
    if (each.sequence < before_sequence) close_one(context, each, state);
  }
}

void tick_off(Context& context, Journeys& journeys, const ProgrammeId& programme, const TaskId& id) {
  const auto found = task(context.tx, id, programme);
  if (!found) throw not_found();
  require_own(context, *found);
  if (found->state != TaskState::open) return;
  if (closes_itself(found->kind)) {
    throw Refusal(RefusalKind::conflict, "journeys.closes_itself",
                  "This goes away by itself when it is done. Open it to do it.");
  }
  close_one(context, *found, TaskState::done);
  if (found->kind == TaskKind::reach_by_phone) note_told(context.tx, programme, found->about, context.now);
  if (found->kind == TaskKind::clock) clock_task_done(context, journeys, *found);
}

}  // namespace kith::journeys
