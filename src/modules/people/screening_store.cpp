#include "modules/people/screening_store.h"

namespace kith::people_store {

void put_screening(Tx& tx, const PersonId& person, const ProgrammeId& programme, const ScreeningRow& row) {
  tx.execute(R"(
    insert into screening (person_id, programme_id, fits, unfit, at) values ($1, $2, $3, $4, $5)
    on conflict (person_id, programme_id) do update
      set fits = excluded.fits, unfit = excluded.unfit, at = excluded.at
  )",
             person, programme, row.fits, Bytes{row.unfit}, row.at);
}

std::optional<ScreeningRow> screening_of(Tx& tx, const Reach<Profiles>& reach, const PersonId& person) {
  if (reach.scope() == Scope::self && reach.person() != person) return std::nullopt;
  const Rows rows =
      tx.query("select fits, unfit, at from screening where person_id = $1 and programme_id = $2", person,
               reach.programme());
  if (rows.empty()) return std::nullopt;
  return ScreeningRow{rows[0].boolean(0), rows[0].bytes(1), rows[0].instant(2)};
}

std::set<PersonId> redirected_people(Tx& tx, const Reach<Profiles>& reach) {
  std::set<PersonId> out;
  for (const Row& row : tx.query(R"(
         select s.person_id from screening s
         join role_grant g on g.person_id = s.person_id and g.programme_id = s.programme_id
         where s.programme_id = $1 and s.fits = $2 and g.state in ('imported', 'invited')
           and g.role in ('participant', 'caregiver')
         order by s.person_id limit 20000
       )",
                                 reach.programme(), false)) {
    out.insert(row.id<PersonId>(0));
  }
  return out;
}

std::vector<PersonId> redirected_before(Tx& tx, const ProgrammeId& programme, Instant before,
                                        std::size_t limit) {
  std::vector<PersonId> out;
  for (const Row& row : tx.query(R"(
         select s.person_id from screening s
         join role_grant g on g.person_id = s.person_id and g.programme_id = s.programme_id
         where s.programme_id = $1 and s.fits = $2 and s.at < $3 and g.state in ('imported', 'invited')
           and g.role in ('participant', 'caregiver')
           and not exists (select 1 from record_hold h where h.person_id = s.person_id)
         order by s.at, s.person_id limit $4
       )",
                                 programme, false, before, limit)) {
    out.push_back(row.id<PersonId>(0));
  }
  return out;
}

bool anybody_redirected(Tx& tx) {
  return !tx.query(R"(
    select 1 from screening s
    join role_grant g on g.person_id = s.person_id and g.programme_id = s.programme_id
    where s.fits = $1 and g.state in ('imported', 'invited')
    limit 1
  )",
                   false)
              .empty();
}

}  // namespace kith::people_store
