#include "modules/journeys/call_store.h"

namespace kith::journeys_store {

void insert_to_tell(Tx& tx, const ToTell& row) {
  tx.execute(R"(
    insert into to_tell (event_id, person_id, programme_id, kind, at) values ($1, $2, $3, $4, $5)
    on conflict (event_id) do nothing
  )",
             row.event, row.person, row.programme, row.kind, row.at);
}

std::vector<std::string> kinds_to_tell(Tx& tx, const ProgrammeId& programme, const PersonId& person) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(R"(
         select kind, min(at) from to_tell
         where person_id = $1 and programme_id = $2 and told_at is null
         group by kind
         order by min(at), kind limit 20
       )",
                                 person, programme)) {
    out.push_back(row.text(0));
  }
  return out;
}

void note_told(Tx& tx, const ProgrammeId& programme, const PersonId& person, Instant at) {
  tx.execute("update to_tell set told_at = $1 where person_id = $2 and programme_id = $3 and told_at is null",
             at, person, programme);
}

void insert_attempt(Tx& tx, const CallAttempt& row) {
  tx.execute("insert into call_attempt (id, task_id, at, by_id) values ($1, $2, $3, $4)", row.id, row.task,
             row.at, row.by);
}

std::int64_t count_attempts(Tx& tx, const TaskId& task) {
  return tx.query("select count(*) from call_attempt where task_id = $1", task)[0].integer(0);
}

void set_task_due(Tx& tx, const TaskId& task, Instant due_at) {
  tx.execute("update task set due_at = $1 where id = $2 and state = 'open'", due_at, task);
}

}  // namespace kith::journeys_store
