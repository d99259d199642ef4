#include "modules/journeys/clock_store.h"

#include <map>

namespace kith::journeys_store {
namespace {

constexpr std::string_view columns = R"(
  select id, programme_id, rule, subject, event_id, match_id, thing_id, participant_id, supporter_id, sequence,
    due_at, state, base_at, turn, step, role, words
  from clock
)";

constexpr std::size_t most_running = 1000;

std::optional<Bytes> bytes_from(const Row& row, std::size_t column) {
  return row.is_null(column) ? std::nullopt : std::optional(Bytes{row.bytes(column)});
}

ClockRow from_row(const Row& row) {
  return {row.text(0),           row.id<ProgrammeId>(1),
          row.text(2),           row.text(3),
          row.text(4),           row.text_or_empty(5),
          row.text_or_empty(6),  row.id<PersonId>(7),
          row.id<PersonId>(8),   row.integer(9),
          row.instant(10),       enum_from<ClockState>(row.text(11)).value(),
          row.instant(12),       {static_cast<int>(row.integer(13)), static_cast<int>(row.integer(14))},
          row.text_or_empty(15), bytes_from(row, 16)};
}

std::vector<ClockRow> all_from(const Rows& rows) {
  std::vector<ClockRow> out;
  for (const Row& row : rows) out.push_back(from_row(row));
  return out;
}

std::optional<ClockRow> one_from(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(from_row(rows[0]));
}

std::optional<std::string> or_null(const std::string& text) {
  return text.empty() ? std::nullopt : std::optional(text);
}

// False when there is no such clock, or it was for other people: then their indexes change as well.
bool move_clock(Tx& tx, const ClockRow& row) {
  return tx.execute(R"(
    update clock
    set event_id = $1, thing_id = $2, sequence = $3, due_at = $4, state = $5, base_at = $6, turn = $7, step = $8
    where programme_id = $9 and rule = $10 and subject = $11 and coalesce(match_id, '') = $12
      and coalesce(participant_id, '') = $13 and coalesce(supporter_id, '') = $14
  )",
                    row.event_id, or_null(row.thing), row.sequence, row.due_at, enum_name(row.state),
                    row.base_at, row.place.turn, row.place.step, row.programme, row.rule, row.subject,
                    row.match, row.participant.str(), row.supporter.str()) == 1;
}

}  // namespace

std::optional<ClockRow> clock_of(Tx& tx, const ProgrammeId& programme, const std::string& rule,
                                 const std::string& subject) {
  return one_from(tx.query(std::string(columns) + " where programme_id = $1 and rule = $2 and subject = $3",
                           programme, rule, subject));
}

std::optional<ClockRow> clock(Tx& tx, const std::string& id) {
  return one_from(tx.query(std::string(columns) + " where id = $1", id));
}

void put_clock(Tx& tx, const ClockRow& row) {
  // Nearly always a clock goes on for the same people.
  if (move_clock(tx, row)) return;
  tx.execute(R"(
    insert into clock (id, programme_id, rule, subject, event_id, match_id, thing_id, participant_id,
      supporter_id, sequence, due_at, state, base_at, turn, step, role, words)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
    on conflict (programme_id, rule, subject) do update
      set event_id = excluded.event_id, match_id = excluded.match_id, thing_id = excluded.thing_id,
        participant_id = excluded.participant_id, supporter_id = excluded.supporter_id,
        sequence = excluded.sequence, due_at = excluded.due_at, state = excluded.state,
        base_at = excluded.base_at, turn = excluded.turn, step = excluded.step
  )",
             row.id, row.programme, row.rule, row.subject, row.event_id, or_null(row.match),
             or_null(row.thing), row.participant, row.supporter, row.sequence, row.due_at,
             enum_name(row.state), row.base_at, row.place.turn, row.place.step, or_null(row.role), row.words);
}

void set_clock_state(Tx& tx, const std::string& id, ClockState state) {
  tx.execute("update clock set state = $1 where id = $2", enum_name(state), id);
}

bool is_news_after(Tx& tx, std::int64_t sequence) {
  return !tx.query(R"(
    select sequence from event
    where sequence > $1 and substr(type, 1, 9) <> 'journeys.' and substr(type, 1, 14) <> 'notifications.'
    limit 1
  )",
                   sequence)
              .empty();
}

std::vector<ClockRow> running_clocks(Tx& tx, const ClockRow& like) {
  std::map<std::string, ClockRow> found;  // by id
  const auto find = [&](std::string_view column, const std::string& value) {
    if (value.empty()) return;
    const std::string where = " where " + std::string(column) + R"( = $3 and programme_id = $1 and rule = $2
      and state <> 'over' order by id limit 1000)";
    for (const Row& row : tx.query(std::string(columns) + where, like.programme, like.rule, value))
      found.try_emplace(row.text(0), from_row(row));
  };
  // Each by its own index; joined here, because a union would build a table for it every time.
  find("match_id", like.match);
  const bool in_match = !like.match.empty();
  find(in_match ? "match_id is null and participant_id" : "participant_id", like.participant.str());
  find(in_match ? "match_id is null and supporter_id" : "supporter_id", like.supporter.str());
  std::vector<ClockRow> out;
  for (auto& [id, row] : found) out.push_back(std::move(row));
  if (out.size() > most_running) out.resize(most_running);
  return out;
}

std::vector<ClockRow> clocks_of_person(Tx& tx, const Reach<Tasks>& reach, const PersonId& person) {
  return all_from(tx.query(std::string(columns) + R"(
    where id in (select id from clock where participant_id = $2 and programme_id = $1
                 union select id from clock where supporter_id = $2 and programme_id = $1)
      and state <> 'over'
    order by due_at, id limit 200
  )",
                           reach.programme(), person));
}

void insert_clock_note(Tx& tx, const ClockNote& note) {
  tx.execute(R"(
    insert into clock_note (id, clock_id, programme_id, at, actor_id, what, until_at, words)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
  )",
             note.id, note.clock, note.programme, note.at, note.actor, note.what, note.until, note.words);
}

std::vector<ClockNote> clock_notes(Tx& tx, const std::string& clock) {
  std::vector<ClockNote> out;
  for (const Row& row : tx.query(R"(
         select id, clock_id, programme_id, at, actor_id, what, until_at, words from clock_note
         where clock_id = $1
         order by id limit 50
       )",
                                 clock)) {
    out.push_back({row.text(0), row.text(1), row.id<ProgrammeId>(2), row.instant(3), row.id<PersonId>(4),
                   row.text(5), row.maybe_instant(6), bytes_from(row, 7)});
  }
  return out;
}

std::vector<ClockRow> running_clocks_of_match(Tx& tx, const std::string& match) {
  return all_from(tx.query(
      std::string(columns) + " where match_id = $1 and state <> 'over' order by id limit 1000", match));
}

std::vector<ClockRow> running_clocks_of_person(Tx& tx, const ProgrammeId& programme, const PersonId& person) {
  return all_from(tx.query(std::string(columns) + R"(
    where id in (select id from clock where participant_id = $2 and programme_id = $1
                 union select id from clock where supporter_id = $2 and programme_id = $1)
      and state <> 'over'
    order by id limit 1000
  )",
                           programme, person));
}

}  // namespace kith::journeys_store
