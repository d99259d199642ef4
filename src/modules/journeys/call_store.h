#pragma once

#include <string>
#include <vector>

#include "modules/journeys/store.h"

// The statements over calls. For this folder only.
namespace kith::journeys_store {

// A letter that did not reach the person; `event` says so, once.
struct ToTell {
  std::string event;
  PersonId person;
  ProgrammeId programme;
  std::string kind;  // of the letter
  Instant at;
};
void insert_to_tell(Tx& tx, const ToTell& row);
// The kinds that were not told yet, each once, the oldest first, at most 20.
std::vector<std::string> kinds_to_tell(Tx& tx, const ProgrammeId& programme, const PersonId& person);
void note_told(Tx& tx, const ProgrammeId& programme, const PersonId& person, Instant at);

struct CallAttempt {
  std::string id;
  TaskId task;
  Instant at;
  PersonId by;
};
void insert_attempt(Tx& tx, const CallAttempt& row);
std::int64_t count_attempts(Tx& tx, const TaskId& task);
void set_task_due(Tx& tx, const TaskId& task, Instant due_at);

}  // namespace kith::journeys_store
