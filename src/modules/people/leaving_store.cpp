#include "modules/people/leaving_store.h"

namespace kith::people_store {
namespace {

constexpr std::string_view leaving_columns = R"(
  select id, person_id, programme_id, roles, choice, research, reason, at, undo_until from leaving
)";

LeavingRow leaving_from(const Row& row) {
  return {row.id<LeavingId>(0),
          row.id<PersonId>(1),
          row.id<ProgrammeId>(2),
          row.text(3),
          enum_from<LeavingChoice>(row.text(4)).value(),
          enum_from<ResearchChoice>(row.text(5)).value(),
          enum_from<LeavingReason>(row.text(6)).value(),
          row.instant(7),
          row.instant(8)};
}

// One's own in whatever programme, or everybody's of one programme.
std::string_view within(const Reach<Profiles>& reach) {
  return reach.scope() == Scope::self ? " where person_id = $1 " : " where programme_id = $1 ";
}

const std::string& whose(const Reach<Profiles>& reach) {
  return reach.scope() == Scope::self ? reach.person().str() : reach.programme().str();
}

}  // namespace

void insert_leaving(Tx& tx, const LeavingRow& row, std::string_view how, std::string_view recorded_by) {
  tx.execute(R"(
    insert into leaving (id, person_id, programme_id, roles, choice, research, reason, how, recorded_by, at,
      undo_until, state)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'open')
  )",
             row.id, row.person, row.programme, row.roles, enum_name(row.choice), enum_name(row.research),
             enum_name(row.reason), how, recorded_by, row.at, row.undo_until);
}

std::optional<LeavingRow> open_leaving(Tx& tx, const Reach<Profiles>& reach, const LeavingId& id) {
  std::string sql(leaving_columns);
  sql += within(reach);
  sql += "and state = 'open' and id = $2";
  const Rows rows = tx.query(sql, whose(reach), id);
  return rows.empty() ? std::nullopt : std::optional(leaving_from(rows[0]));
}

std::vector<LeavingRow> open_leavings(Tx& tx, const Reach<Profiles>& reach, const Page& page) {
  std::string sql(leaving_columns);
  sql += within(reach);
  sql += "and state = 'open' and id < $2 order by id desc limit $3";
  std::vector<LeavingRow> out;
  const std::string before = page.after.empty() ? "~" : page.after;  // "~" sorts after every id
  for (const Row& row : tx.query(sql, whose(reach), before, page.limit)) out.push_back(leaving_from(row));
  return out;
}

bool settle_leaving(Tx& tx, const LeavingId& id, std::string_view state, Instant at) {
  return tx.execute("update leaving set state = $2, settled_at = $3 where id = $1 and state = 'open'", id,
                    state, at) == 1;
}

void settle_leavings_of(Tx& tx, const PersonId& person, const ProgrammeId& programme, Instant at) {
  tx.execute(R"(
    update leaving set state = 'done', settled_at = $3
    where person_id = $1 and programme_id = $2 and state = 'open'
  )",
             person, programme, at);
}

void put_hold(Tx& tx, const PersonId& person, std::string_view cause, Instant at) {
  tx.execute(R"(
    insert into record_hold (person_id, cause, at) values ($1, $2, $3)
    on conflict (person_id, cause) do nothing
  )",
             person, cause, at);
}

void delete_hold(Tx& tx, const PersonId& person, std::string_view cause) {
  tx.execute("delete from record_hold where person_id = $1 and cause = $2", person, cause);
}

bool is_held(Tx& tx, const PersonId& person) {
  return !tx.query("select 1 from record_hold where person_id = $1 limit 1", person).empty();
}

std::vector<PersonId> ended_before(Tx& tx, const ProgrammeId& programme, Instant before, std::size_t limit) {
  std::vector<PersonId> out;
  for (const Row& row : tx.query(R"(
         select distinct g.person_id from role_grant g
         where g.programme_id = $1 and g.state = 'ended' and g.since < $2 and g.closed_at is null
           and g.role in ('participant', 'caregiver', 'supporter')
           and not exists (select 1 from record_hold h where h.person_id = g.person_id)
           and not exists (
             select 1 from role_grant o
             where o.person_id = g.person_id and o.programme_id = g.programme_id
               and o.role in ('participant', 'caregiver', 'supporter')
               and (o.state <> 'ended' or o.since >= $2))
         order by g.person_id limit $3
       )",
                                 programme, before, limit)) {
    out.push_back(row.id<PersonId>(0));
  }
  return out;
}

bool anybody_ended(Tx& tx) {
  return !tx.query(R"(
    select 1 from role_grant
    where state = 'ended' and closed_at is null and role in ('participant', 'caregiver', 'supporter')
    limit 1
  )")
              .empty();
}

bool has_open_record_elsewhere(Tx& tx, const PersonId& person, const ProgrammeId& programme) {
  return !tx.query(R"(
    select 1 from role_grant
    where person_id = $1 and closed_at is null
      and (coalesce(programme_id, '') <> $2
           or (state <> 'ended' and role not in ('participant', 'caregiver', 'supporter')))
    limit 1
  )",
                   person, programme.str())
              .empty();
}

bool is_closed(Tx& tx, const PersonId& person, const ProgrammeId& programme) {
  return !tx.query(R"(
    select 1 from role_grant
    where person_id = $1 and programme_id = $2 and closed_at is not null
    limit 1
  )",
                   person, programme)
              .empty();
}

bool is_erased(Tx& tx, const PersonId& person) {
  return !tx.query("select 1 from person where id = $1 and erased_at is not null", person).empty();
}

bool close_grants(Tx& tx, const PersonId& person, const ProgrammeId& programme, Instant at) {
  return tx.execute(R"(
    update role_grant set closed_at = $3
    where person_id = $1 and programme_id = $2 and closed_at is null and state = 'ended'
      and role in ('participant', 'caregiver', 'supporter')
      and not exists (
        select 1 from role_grant o
        where o.person_id = $1 and o.programme_id = $2 and o.state <> 'ended'
          and o.role in ('participant', 'caregiver', 'supporter'))
  )",
                    person, programme, at) > 0;
}

void delete_part(Tx& tx, const PersonId& person, const ProgrammeId& programme) {
  tx.execute("delete from profile where person_id = $1 and programme_id = $2", person, programme);
  tx.execute("delete from roster_key where person_id = $1 and programme_id = $2", person, programme);
  tx.execute("delete from screening where person_id = $1 and programme_id = $2", person, programme);
  tx.execute("delete from exclusion where person_id = $1 and programme_id = $2", person, programme);
  tx.execute("delete from supporter_capacity where person_id = $1 and programme_id = $2", person, programme);
  tx.execute("delete from record_look where person_id = $1 and programme_id = $2", person, programme);
}

void delete_person(Tx& tx, const PersonId& person, Instant at) {
  tx.execute("update person set identity = $2, erased_at = $3 where id = $1", person, Bytes{""}, at);
  tx.execute("delete from person_address where person_id = $1", person);
}

std::vector<std::string> broken_records(Tx& tx) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(R"(
         select f.person_id from profile f
         join role_grant g on g.person_id = f.person_id and g.programme_id = f.programme_id
         where g.closed_at is not null
         order by f.person_id limit 20
       )")) {
    out.push_back("the record of person " + row.text(0) + " was closed, but the profile is still there");
  }
  return out;
}

}  // namespace kith::people_store
