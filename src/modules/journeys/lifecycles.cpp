#include "modules/journeys/lifecycles.h"

#include "modules/journeys/events.h"
#include "modules/journeys/store.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;

struct StateRow {
  std::string state;
  std::int64_t sequence = 0;
};

std::optional<StateRow> stands(Tx& tx, Machine machine, const std::string& subject) {
  const Rows rows = tx.query("select state, sequence from journey_state where machine = $1 and subject = $2",
                             enum_name(machine), subject);
  if (rows.empty()) return std::nullopt;
  return StateRow{rows[0].text(0), rows[0].integer(1)};
}

void put_state(Tx& tx, Machine machine, const std::string& subject, const std::string& state,
               const Happening& happening) {
  tx.execute(R"(
    insert into journey_state (machine, subject, programme_id, state, since, sequence)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (machine, subject) do update
      set state = excluded.state, since = excluded.since, sequence = excluded.sequence
  )",
             enum_name(machine), subject, happening.programme, state, happening.at, happening.sequence);
}

std::int64_t open_as_supporter(Tx& tx, const Happening& happening) {
  return tx
      .query(R"(
    select count(*) from journey_pair where supporter_id = $1 and programme_id = $2 and ended_at is null
  )",
             happening.supporter, happening.programme)[0]
      .integer(0);
}

bool holds(Context& context, const Journeys& journeys, Guard guard, const Happening& happening) {
  switch (guard) {
    case Guard::none:
      return true;
    case Guard::has_room:
    case Guard::has_no_room: {
      const int most =
          journeys.people().capacity(context.tx, happening.supporter, happening.programme).capacity;
      const bool room = open_as_supporter(context.tx, happening) < most;
      return room == (guard == Guard::has_room);
    }
    case Guard::alone:
    case Guard::has_someone: {
      bool someone = false;
      for (const PairRow& each : open_pairs(context.tx, happening.participant)) {
        someone =
            someone || (each.programme == happening.programme && each.participant == happening.participant);
      }
      return someone == (guard == Guard::has_someone);
    }
  }
  return false;
}

void move(Context& context, const Journeys& journeys, Machine machine, const std::string& subject,
          const Happening& happening) {
  const auto now = stands(context.tx, machine, subject);
  if (now && now->sequence >= happening.sequence) return;
  const std::string from = now ? now->state : "";
  for (const Transition& each : transitions(machine)) {
    const bool here = each.from == from || (each.from == "*" && !from.empty() && from != each.to);
    if (!here || each.event != happening.name || !holds(context, journeys, each.guard, happening)) continue;
    put_state(context.tx, machine, subject, std::string(each.to), happening);
    return context.emit(happening.programme, subject,
                        Moved{std::string(enum_name(machine)), subject, from, std::string(each.to)});
  }
}

}  // namespace

std::string member_subject(const PersonId& person, const ProgrammeId& programme) {
  return person.str() + " " + programme.str();
}

std::string state_of(Tx& tx, Machine machine, const std::string& subject) {
  const auto row = stands(tx, machine, subject);
  return row ? row->state : "";
}

void move_lifecycles(Context& context, const Journeys& journeys, const Happening& happening) {
  if (!happening.match.empty()) move(context, journeys, Machine::match, happening.match, happening);
  if (!happening.participant.empty()) {
    move(context, journeys, Machine::enrolment, member_subject(happening.participant, happening.programme),
         happening);
  }
  if (!happening.supporter.empty()) {
    move(context, journeys, Machine::availability, member_subject(happening.supporter, happening.programme),
         happening);
  }
}

std::vector<std::string> broken_states(Tx& tx) {
  std::vector<std::string> out;
  const auto count = [&](std::string_view sql, const std::string& what) {
    const std::int64_t found = tx.query(sql)[0].integer(0);
    if (found > 0) out.push_back(std::to_string(found) + " " + what);
  };
  count(R"(
    select count(*) from journey_pair p join journey_state s on s.machine = 'match' and s.subject = p.match_id
    where (p.ended_at is null) = (s.state = 'ended')
  )",
        "matches stand elsewhere than their lifecycle says");
  for (const auto& [machine, name] : EnumNames<Machine>::names) {
    for (const Row& row :
         tx.query("select distinct state from journey_state where machine = $1 order by state", name)) {
      bool known = false;
      for (const Transition& each : transitions(machine)) known = known || each.to == row.text(0);
      if (!known) out.push_back("state " + row.text(0) + " is not one of " + std::string(name));
    }
  }
  return out;
}

}  // namespace kith::journeys
