#include "modules/journeys/lifecycle_store.h"

#include <algorithm>

namespace kith::journeys_store {

std::optional<StateRow> state_row(Tx& tx, Machine machine, const std::string& subject) {
  const Rows rows = tx.query("select state, sequence from journey_state where machine = $1 and subject = $2",
                             enum_name(machine), subject);
  if (rows.empty()) return std::nullopt;
  return StateRow{rows[0].text(0), rows[0].integer(1)};
}

void put_state(Tx& tx, Machine machine, const std::string& subject, const std::string& state,
               const journeys::Happening& happening) {
  tx.execute(R"(
    insert into journey_state (machine, subject, programme_id, state, since, sequence)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (machine, subject) do update
      set state = excluded.state, since = excluded.since, sequence = excluded.sequence
  )",
             enum_name(machine), subject, happening.programme, state, happening.at, happening.sequence);
}

std::vector<std::string> broken_states(Tx& tx) {
  std::vector<std::string> out;
  const Rows elsewhere = tx.query(R"(
    select count(*) from journey_pair p join journey_state s on s.machine = 'match' and s.subject = p.match_id
    where (p.ended_at is null) = (s.state = 'ended')
  )");
  if (const auto count = elsewhere[0].integer(0); count > 0) {
    out.push_back(std::to_string(count) + " matches stand elsewhere than their lifecycle says");
  }
  for (const auto& [machine, name] : EnumNames<Machine>::names) {
    const auto table = journeys::transitions(machine);
    for (const Row& row :
         tx.query("select distinct state from journey_state where machine = $1 order by state", name)) {
      const std::string state = row.text(0);
      if (std::ranges::find(table, state, &journeys::Transition::to) != table.end()) continue;
      out.push_back("state " + state + " is not one of " + std::string(name));
    }
  }
  return out;
}

}  // namespace kith::journeys_store
