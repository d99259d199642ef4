#include "modules/rehearsals/store.h"

namespace kith::rehearsals_store {
namespace {

RehearsalRow from(const Row& row) {
  return {row.id<RehearsalId>(0),
          row.id<ProgrammeId>(1),
          row.id<PersonId>(2),
          row.instant(3),
          enum_from<RehearsalState>(row.text(4)).value(),
          row.text(5),
          decode<RehearsalAsk>(parse_json(row.text(6))),
          row.text(7)};
}

std::vector<RehearsalRow> all(const Rows& rows) {
  std::vector<RehearsalRow> out;
  for (const Row& row : rows) out.push_back(from(row));
  return out;
}

}  // namespace

void insert(Tx& tx, const Reach<Rehearsal>& reach, const RehearsalRow& row) {
  tx.execute(R"(
    insert into rehearsal (id, programme_id, asked_by, asked_at, state, life, ask)
    values ($1, $2, $3, $4, $5, $6, $7)
  )",
             row.id, reach.programme(), reach.person(), row.asked_at, enum_name(row.state), row.life,
             to_text(encode(row.ask)));
}

std::vector<RehearsalRow> newest(Tx& tx, const Reach<Rehearsal>& reach, std::size_t most) {
  return all(tx.query(R"(
    select id, programme_id, asked_by, asked_at, state, life, ask, '' from rehearsal
    where programme_id = $1 order by id desc limit $2
  )",
                      reach.programme(), static_cast<std::int64_t>(most)));
}

std::optional<RehearsalRow> find(Tx& tx, const Reach<Rehearsal>& reach, const RehearsalId& id) {
  const bool any = reach.scope() == Scope::system;
  const Rows rows = tx.query(R"(
    select id, programme_id, asked_by, asked_at, state, life, ask, coalesce(result, '') from rehearsal
    where id = $1 and ($2 or programme_id = $3)
  )",
                             id, any, reach.programme());
  if (rows.empty()) return std::nullopt;
  return from(rows[0]);
}

std::vector<RehearsalRow> unfinished(Tx& tx, std::string_view life) {
  return all(tx.query(R"(
    select id, programme_id, asked_by, asked_at, state, life, ask, '' from rehearsal
    where state in ('waiting', 'running') and life = $1 order by id
  )",
                      life));
}

void remove(Tx& tx, const Reach<Rehearsal>& reach, const RehearsalId& id) {
  tx.execute("delete from rehearsal where id = $1 and programme_id = $2", id, reach.programme());
}

bool begin(Tx& tx, const RehearsalId& id) {
  return tx.execute("update rehearsal set state = 'running' where id = $1 and state = 'waiting'", id) == 1;
}

bool end(Tx& tx, const RehearsalId& id, RehearsalState state, const std::string& result, Instant at) {
  return tx.execute(R"(
    update rehearsal set state = $2, result = $3, ended_at = $4
    where id = $1 and state in ('waiting', 'running')
  )",
                    id, enum_name(state), result, at) == 1;
}

std::vector<std::string> broken_rows(Tx& tx) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(R"(
         select id from rehearsal
         where (state = 'done') <> (coalesce(result, '') <> '')
            or (state in ('waiting', 'running')) <> (ended_at is null)
         order by id limit 20
       )")) {
    out.push_back("rehearsal " + row.text(0) + " is in a state that its other columns deny");
  }
  return out;
}

}  // namespace kith::rehearsals_store
