#include "modules/journeys/meeting_store.h"
#include "modules/journeys/store.h"

// Statements over pairs: what this module remembers of matches.
namespace kith::journeys_store {
namespace {

constexpr std::string_view pair_columns = R"(
  select match_id, programme_id, participant_id, supporter_id, conversation_id, made_at, contact_at, ended_at,
    ends_at, last_contact_at, contacts, attempts, wishes
  from journey_pair
)";

PairRow pair_from(const Row& row) {
  return {row.text(0),          row.id<ProgrammeId>(1), row.id<PersonId>(2),  row.id<PersonId>(3),
          row.text(4),          row.instant(5),         row.maybe_instant(6), row.maybe_instant(7),
          row.maybe_instant(8), row.maybe_instant(9),   row.integer(10),      row.integer(11),
          row.text(12)};
}

std::optional<PairRow> one_pair(const Rows& rows) {
  return rows.empty() ? std::nullopt : std::optional(pair_from(rows[0]));
}

}  // namespace

void insert_pair(Tx& tx, const PairRow& row) {
  tx.execute(R"(
    insert into journey_pair (match_id, programme_id, participant_id, supporter_id, conversation_id, made_at, ends_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (match_id) do nothing
  )",
             row.match, row.programme, row.participant, row.supporter, row.conversation, row.made_at,
             row.ends_at);
}

void note_contact(Tx& tx, const std::string& match, Instant at) {
  tx.execute(R"(
    update journey_pair
    set contact_at = coalesce(contact_at, $1),
      last_contact_at = case when last_contact_at is null or last_contact_at < $1 then $1 else last_contact_at end
    where match_id = $2
  )",
             at, match);
}

void end_pair(Tx& tx, const std::string& match, Instant at) {
  tx.execute("update journey_pair set ended_at = $1 where match_id = $2 and ended_at is null", at, match);
}

std::optional<PairRow> pair_of_match(Tx& tx, const std::string& match) {
  return one_pair(tx.query(std::string(pair_columns) + " where match_id = $1", match));
}

std::optional<PairRow> pair_of_conversation(Tx& tx, const std::string& conversation) {
  return one_pair(tx.query(
      std::string(pair_columns) + " where conversation_id = $1 order by match_id limit 1", conversation));
}

std::vector<PairRow> open_pairs(Tx& tx, const PersonId& person) {
  std::vector<PairRow> out;
  for (const Row& row : tx.query(std::string(pair_columns) + R"(
         where (participant_id = $1 or supporter_id = $1) and ended_at is null
         order by made_at desc, match_id limit 50
       )",
                                 person)) {
    out.push_back(pair_from(row));
  }
  return out;
}

std::vector<PairRow> pairs_about(Tx& tx, const Reach<Tasks>& reach, const PersonId& person) {
  std::vector<PairRow> out;
  for (const Row& row : tx.query(std::string(pair_columns) + R"(
         where programme_id = $1 and (participant_id = $2 or supporter_id = $2)
         order by made_at desc, match_id limit 20
       )",
                                 reach.programme(), person)) {
    out.push_back(pair_from(row));
  }
  return out;
}

void count_contact(Tx& tx, const std::string& match, Instant at) {
  tx.execute(R"(
    update journey_pair
    set contacts = contacts + 1, contact_at = coalesce(contact_at, $1),
      last_contact_at = case when last_contact_at is null or last_contact_at < $1 then $1 else last_contact_at end
    where match_id = $2
  )",
             at, match);
}

void note_message(Tx& tx, const std::string& match, Instant at, std::int64_t days) {
  tx.execute(R"(
    update journey_pair
    set contacts = contacts + $3,
      last_contact_at = case when last_contact_at is null or last_contact_at < $1 then $1 else last_contact_at end
    where match_id = $2
  )",
             at, match, days);
}

void count_attempt(Tx& tx, const std::string& match) {
  tx.execute("update journey_pair set attempts = attempts + 1 where match_id = $1", match);
}

void set_wishes(Tx& tx, const std::string& match, const std::string& wishes) {
  tx.execute("update journey_pair set wishes = $1 where match_id = $2", wishes, match);
}

void set_end(Tx& tx, const std::string& match, Instant ends_at) {
  tx.execute("update journey_pair set ends_at = $1 where match_id = $2", ends_at, match);
}

std::vector<PairRow> silent_pairs(Tx& tx, const Reach<Tasks>& reach, Instant before, std::int64_t limit) {
  std::vector<PairRow> out;
  for (const Row& row : tx.query(std::string(pair_columns) + R"(
         where programme_id = $1 and ended_at is null and coalesce(last_contact_at, made_at) < $2
           and not exists (select 1 from journey_state s
                           where s.machine = 'match' and s.subject = journey_pair.match_id and s.state = 'paused')
         order by coalesce(last_contact_at, made_at), match_id limit $3
       )",
                                 reach.programme(), before, limit)) {
    out.push_back(pair_from(row));
  }
  return out;
}

std::optional<Instant> nudged_at(Tx& tx, const std::string& match) {
  const Rows rows = tx.query("select at from silence_nudge where match_id = $1", match);
  return rows.empty() ? std::nullopt : std::optional(rows[0].instant(0));
}

void note_nudge(Tx& tx, const std::string& match, Instant at) {
  tx.execute(R"(
    insert into silence_nudge (match_id, at) values ($1, $2)
    on conflict (match_id) do update set at = excluded.at
  )",
             match, at);
}

std::int64_t count_open_pairs(Tx& tx, const PersonId& supporter, const ProgrammeId& programme) {
  return tx
      .query(R"(
    select count(*) from journey_pair where supporter_id = $1 and programme_id = $2 and ended_at is null
  )",
             supporter, programme)[0]
      .integer(0);
}

bool count_carried(Tx& tx, const std::string& match, const std::string& day, Instant at,
                   std::int64_t sequence) {
  const Rows rows = tx.query(
      "select messages, last_sequence from carried_contact where match_id = $1 and day = $2", match, day);
  if (!rows.empty() && rows[0].integer(1) >= sequence) return false;
  tx.execute(R"(
    insert into carried_contact (match_id, day, messages, last_at, last_sequence) values ($1, $2, 1, $3, $4)
    on conflict (match_id, day) do update
      set messages = carried_contact.messages + 1, last_at = excluded.last_at,
        last_sequence = excluded.last_sequence
  )",
             match, day, at, sequence);
  return rows.empty();
}

std::vector<CarriedDay> carried_since(Tx& tx, const std::string& match, const std::string& day) {
  std::vector<CarriedDay> out;
  for (const Row& row : tx.query("select day, messages from carried_contact where match_id = $1 and day >= "
                                 "$2 order by day limit 60",
                                 match, day)) {
    out.push_back({row.text(0), row.integer(1)});
  }
  return out;
}

std::vector<std::string> broken_rows(Tx& tx) {
  std::vector<std::string> out;
  const auto none = [&](std::string_view sql, const std::string& what) {
    const std::int64_t count = tx.query(sql)[0].integer(0);
    if (count > 0) out.push_back(std::to_string(count) + " " + what);
  };
  none("select count(*) from task where state = 'open' and owner_id is null and role is null",
       "tasks are open and nobody's");
  none("select count(*) from task where state = 'open' and closed_at is not null",
       "tasks are open and have a time of closing");
  none("select count(*) from task where state <> 'open' and closed_at is null",
       "tasks are closed at no time");
  none("select count(*) from task where state = 'open' and kind = 'answer_request' and due_at is null",
       "requests wait for an answer without a due time");
  none("select count(*) from task where state = 'open' and role is not null and due_at is null",
       "tasks of the staff have no due time");
  none(R"(
    select count(*) from task t join journey_pair p on p.match_id = t.subject
    where t.state = 'open' and t.kind = 'say_hello' and (p.ended_at is not null or p.contact_at is not null)
  )",
       "tasks ask for a first hello where it was said or the match has ended");
  none(R"(
    select count(*) from clock c
    where c.state = 'waiting'
      and not exists (select 1 from job j where j.kind = 'journeys.clock' and j.key = c.id)
  )",
       "clocks wait and no job will ring them");
  none(R"(
    select count(*) from journey_pair p
    where p.contacts <
      (select count(*) from contact c where c.match_id = p.match_id and c.reached = 1)
  )",
       "matches count fewer contacts than were noted");
  return out;
}

}  // namespace kith::journeys_store
