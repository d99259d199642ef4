#include "modules/journeys/store.h"

#include "kernel/list_place.h"

namespace kith::journeys_store {
namespace {

constexpr std::string_view task_columns = R"(
  select id, programme_id, kind, cause, subject, owner_id, role, about_id, other_id, link_id, rule,
    opened_sequence, opened_at, due_at, state, assigned_id
  from task
)";

// Tasks without a due time come last.
constexpr std::int64_t never = INT64_MAX;

TaskRow task_from(const Row& row) {
  return {row.id<TaskId>(0),
          row.id<ProgrammeId>(1),
          enum_from<TaskKind>(row.text(2)).value(),
          row.text(3),
          row.text(4),
          row.id<PersonId>(5),
          row.text_or_empty(6),
          row.id<PersonId>(7),
          row.id<PersonId>(8),
          row.text(9),
          row.text(10),
          row.integer(11),
          row.instant(12),
          row.maybe_instant(13),
          enum_from<TaskState>(row.text(14)).value(),
          row.id<PersonId>(15)};
}

std::vector<TaskRow> tasks_from(const Rows& rows) {
  std::vector<TaskRow> out;
  for (const Row& row : rows) out.push_back(task_from(row));
  return out;
}

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

}  // namespace

bool insert_task(Tx& tx, const TaskRow& row) {
  return tx.execute(R"(
    insert into task (id, programme_id, kind, cause, subject, owner_id, role, about_id, other_id, link_id, rule,
      opened_sequence, opened_at, due_at, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
    on conflict (cause) do nothing
  )",
                    row.id, row.programme, enum_name(row.kind), row.cause, row.subject, row.owner,
                    or_null(row.role), row.about, row.other, row.link, row.rule, row.sequence, row.opened_at,
                    row.due_at, enum_name(row.state)) == 1;
}

void close_task(Tx& tx, const TaskId& id, TaskState state, Instant at, const std::string& by) {
  tx.execute("update task set state = $1, closed_at = $2, closed_by = $3 where id = $4 and state = 'open'",
             enum_name(state), at, by, id);
}

void assign_task(Tx& tx, const TaskId& id, const PersonId& to) {
  tx.execute("update task set assigned_id = $1 where id = $2 and state = 'open'", to, id);
}

std::optional<TaskRow> task(Tx& tx, const TaskId& id, const ProgrammeId& programme) {
  const Rows rows =
      tx.query(std::string(task_columns) + " where id = $1 and programme_id = $2", id, programme);
  return rows.empty() ? std::nullopt : std::optional(task_from(rows[0]));
}

std::vector<TaskRow> open_tasks(Tx& tx, const ProgrammeId& programme, const Closing& which) {
  SqlParams params{sql_value(programme), sql_value(enum_name(which.kind))};
  std::string sql(task_columns);
  sql += " where programme_id = $1 and state = 'open' and kind = $2";
  // Only what is asked for stands in the statement, so that an index can serve it.
  const auto narrow = [&](std::string_view column, const std::string& value) {
    if (value.empty()) return;
    params.push_back(sql_value(value));
    sql += " and " + std::string(column) + " = $" + std::to_string(params.size());
  };
  narrow("subject", which.subject);
  narrow("about_id", which.about.str());
  narrow("owner_id", which.owner.str());
  narrow("rule", which.rule);
  return tasks_from(tx.query_with(sql + " order by id limit 1000", std::move(params)));
}

std::vector<TaskRow> all_open_tasks(Tx& tx, const ProgrammeId& programme) {
  return tasks_from(tx.query(
      std::string(task_columns) + " where programme_id = $1 and state = 'open' order by id limit 1000",
      programme));
}

std::vector<TaskRow> open_tasks_of_subject(Tx& tx, const ProgrammeId& programme, const std::string& subject) {
  return tasks_from(tx.query(std::string(task_columns) + R"(
    where subject = $1 and programme_id = $2 and state = 'open'
    order by id limit 1000
  )",
                             subject, programme));
}

std::vector<TaskRow> open_tasks_of_person(Tx& tx, const ProgrammeId& programme, const PersonId& person) {
  return tasks_from(tx.query(std::string(task_columns) + R"(
    where programme_id = $1 and state = 'open' and (owner_id = $2 or about_id = $2)
    order by id limit 1000
  )",
                             programme, person));
}

std::vector<TaskRow> own_tasks(Tx& tx, const Reach<Tasks>& reach) {
  return tasks_from(tx.query(std::string(task_columns) + R"(
    where (owner_id = $1 or assigned_id = $1) and state = 'open'
    order by coalesce(due_at, $2), opened_at, id limit 50
  )",
                             reach.person(), never));
}

std::string place_of(const TaskRow& row) {
  return to_text({row.due_at.value_or(Instant{never}), row.id.str()});
}

std::vector<TaskRow> role_tasks(Tx& tx, const Reach<Tasks>& reach, const TaskPage& page) {
  const ListPlace after = list_place_of(page.after).value_or(ListPlace{{INT64_MIN}, ""});
  return tasks_from(tx.query(std::string(task_columns) + R"(
    where programme_id = $1 and state = 'open' and role is not null and ($2 = '' or role = $2)
      and (coalesce(due_at, $3), id) > ($4, $5)
    order by coalesce(due_at, $3), id limit $6
  )",
                             reach.programme(), page.role, never, after.at, after.id, page.limit));
}

Counts counts(Tx& tx, const Reach<Tasks>& reach, const std::string& role, Instant due_before) {
  const auto count = [&](std::string_view sql) { return tx.query(sql, reach.programme())[0].integer(0); };
  Counts out;
  out.waiting = count(R"(
    select count(distinct case when kind = 'choose' then owner_id else about_id end) from task
    where programme_id = $1 and state = 'open' and kind in ('choose', 'answer_request')
  )");
  out.requests = count(
      "select count(*) from task where programme_id = $1 and state = 'open' and kind = 'answer_request'");
  out.conversations = count("select count(*) from journey_pair where programme_id = $1 and ended_at is null");
  out.due = tx.query(R"(
    select count(*) from task
    where programme_id = $1 and state = 'open' and role is not null and ($2 = '' or role = $2) and due_at < $3
  )",
                     reach.programme(), role, due_before)[0]
                .integer(0);
  return out;
}

std::optional<MemberRow> member(Tx& tx, const MemberRow& key) {
  const Rows rows = tx.query(
      "select state, sequence from journey_member where person_id = $1 and programme_id = $2 and role = $3",
      key.person, key.programme, enum_name(key.role));
  if (rows.empty()) return std::nullopt;
  MemberRow out = key;
  out.state = enum_from<GrantState>(rows[0].text(0)).value();
  out.sequence = rows[0].integer(1);
  return out;
}

void put_member(Tx& tx, const MemberRow& row) {
  tx.execute(R"(
    insert into journey_member (person_id, programme_id, role, state, sequence) values ($1, $2, $3, $4, $5)
    on conflict (person_id, programme_id, role) do update
      set state = excluded.state, sequence = excluded.sequence
  )",
             row.person, row.programme, enum_name(row.role), enum_name(row.state), row.sequence);
}

}  // namespace kith::journeys_store
