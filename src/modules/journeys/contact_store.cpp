#include "modules/journeys/contact_store.h"

namespace kith::journeys_store {
namespace {

ContactRow from_row(const Row& row) {
  return {row.text(0),
          row.text(1),
          row.id<ProgrammeId>(2),
          row.id<PersonId>(3),
          row.instant(4),
          row.instant(5),
          enum_from<ContactWay>(row.text(6)).value(),
          row.integer(7),
          row.integer(8) == 1,
          enum_from<ContactFeeling>(row.text(9)).value()};
}

std::vector<ContactRow> all_from(const Rows& rows) {
  std::vector<ContactRow> out;
  for (const Row& row : rows) out.push_back(from_row(row));
  return out;
}

}  // namespace

void insert_contact(Tx& tx, const ContactRow& row) {
  tx.execute(R"(
    insert into contact (id, match_id, programme_id, by_id, at, logged_at, how, minutes, reached, feeling)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  )",
             row.id, row.match, row.programme, row.by, row.at, row.logged_at, enum_name(row.how), row.minutes,
             std::int64_t{row.reached ? 1 : 0}, enum_name(row.feeling));
}

std::vector<ContactRow> contacts_by(Tx& tx, const Reach<Tasks>& reach, const std::string& match) {
  return all_from(tx.query(R"(
    select id, match_id, programme_id, by_id, at, logged_at, how, minutes, reached, feeling from contact
    where match_id = $1 and by_id = $2
    order by at desc, id desc limit 50
  )",
                           match, reach.person()));
}

std::vector<ContactRow> contacts_about(Tx& tx, const Reach<Tasks>& reach, const PersonId& person) {
  return all_from(tx.query(R"(
    select c.id, c.match_id, c.programme_id, c.by_id, c.at, c.logged_at, c.how, c.minutes, c.reached, c.feeling
    from contact c
    join journey_pair p on p.match_id = c.match_id
    where p.programme_id = $1 and (p.participant_id = $2 or p.supporter_id = $2)
    order by c.at desc, c.id desc limit 100
  )",
                           reach.programme(), person));
}

}  // namespace kith::journeys_store
