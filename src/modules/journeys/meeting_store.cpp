#include "modules/journeys/meeting_store.h"

namespace kith::journeys_store {

MetWord met_word(Tx& tx, const std::string& match, const PersonId& person) {
  const Rows rows =
      tx.query("select said, at from met_word where match_id = $1 and person_id = $2", match, person);
  if (rows.empty()) return {};
  return {enum_from<Met>(rows[0].text(0)).value(), rows[0].instant(1)};
}

void put_met_word(Tx& tx, const std::string& match, const PersonId& person, const MetWord& word) {
  tx.execute(R"(
    insert into met_word (match_id, person_id, said, at) values ($1, $2, $3, $4)
    on conflict (match_id, person_id) do update set said = excluded.said, at = excluded.at
  )",
             match, person, enum_name(word.said), word.at);
}

std::vector<int> ticked_lines(Tx& tx, const std::string& match) {
  std::vector<int> out;
  for (const Row& row :
       tx.query("select line from sheet_tick where match_id = $1 order by line limit 100", match)) {
    out.push_back(static_cast<int>(row.integer(0)));
  }
  return out;
}

void tick_line(Tx& tx, const std::string& match, int line, Instant at) {
  tx.execute(R"(
    insert into sheet_tick (match_id, line, at) values ($1, $2, $3)
    on conflict (match_id, line) do nothing
  )",
             match, std::int64_t{line}, at);
}

void untick_line(Tx& tx, const std::string& match, int line) {
  tx.execute("delete from sheet_tick where match_id = $1 and line = $2", match, std::int64_t{line});
}

}  // namespace kith::journeys_store
