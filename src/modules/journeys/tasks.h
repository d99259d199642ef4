#pragma once

#include <string>
#include <vector>

#include "modules/journeys/journeys.h"
#include "modules/journeys/store.h"

// Opening and closing tasks. For this folder only.
namespace kith::journeys {

// Opens the task unless its cause has one already; emits journeys.task_opened.
void open_task(Context& context, journeys_store::TaskRow task);

// Closes the tasks that an event made needless, and only those that earlier events opened; emits
// journeys.task_closed for each.
void close_tasks(Context& context, const std::vector<journeys_store::TaskRow>& tasks, TaskState state,
                 std::int64_t before_sequence);

// "I have done this": by the owner, or by staff who hold the task's role (coordinators: any role's task).
// Refuses not_found, forbidden and journeys.closes_itself; a task that is closed already stays so.
void tick_off(Context& context, Journeys& journeys, const ProgrammeId& programme, const TaskId& id);

}  // namespace kith::journeys
