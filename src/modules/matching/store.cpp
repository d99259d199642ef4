#include "modules/matching/store.h"

namespace kith::matching_store {
namespace {

constexpr std::string_view select_request = R"(
  select id, programme_id, participant_id, supporter_id, place, state, hello, on_behalf, made_at, asked_at, answer_by
  from request
)";

constexpr std::string_view select_pair = R"(
  select id, programme_id, participant_id, supporter_id, conversation_id, request_id, state, since, first_contact_at
  from pair
)";

RequestRow request_from(const Row& row) {
  return {row.id<RequestId>(0),
          row.id<ProgrammeId>(1),
          row.id<PersonId>(2),
          row.id<PersonId>(3),
          static_cast<int>(row.integer(4)),
          enum_from<RequestState>(row.text(5)).value(),
          row.bytes(6),
          row.boolean(7),
          row.instant(8),
          row.maybe_instant(9),
          row.maybe_instant(10)};
}

PairRow pair_from(const Row& row) {
  return {row.id<MatchId>(0),
          row.id<ProgrammeId>(1),
          row.id<PersonId>(2),
          row.id<PersonId>(3),
          row.text(4),
          row.id<RequestId>(5),
          enum_from<PairState>(row.text(6)).value(),
          row.instant(7),
          row.maybe_instant(8)};
}

std::vector<RequestRow> requests_from(const Rows& rows) {
  std::vector<RequestRow> out;
  for (const Row& row : rows) out.push_back(request_from(row));
  return out;
}

std::vector<PairRow> pairs_from(const Rows& rows) {
  std::vector<PairRow> out;
  for (const Row& row : rows) out.push_back(pair_from(row));
  return out;
}

// The rows of `table` that a reach opens, as a condition on parameters $1 (person) and $2 (programme).
template <class Thing>
std::string within(const Reach<Thing>& reach) {
  if (reach.scope() == Scope::own_pairs) return "(participant_id = $1 or supporter_id = $1) and $2 = $2";
  if (reach.scope() == Scope::programme) return "programme_id = $2 and $1 = $1";
  return "$1 = $1 and $2 = $2";
}

template <class Thing>
std::string programme_of(const Reach<Thing>& reach) {
  return reach.programme().str();
}
template <class Thing>
std::string person_of(const Reach<Thing>& reach) {
  return reach.person().str();
}

}  // namespace

std::vector<RequestId> forget_hellos(Tx& tx, const PersonId& participant, const ProgrammeId& programme) {
  std::vector<RequestId> out;
  for (const Row& row : tx.query(R"(
         update request set hello = $3
         where participant_id = $1 and programme_id = $2
         returning id
       )",
                                 participant, programme, Bytes{""})) {
    out.push_back(row.id<RequestId>(0));
  }
  return out;
}

void insert_request(Tx& tx, const RequestRow& row) {
  tx.execute(R"(
    insert into request (id, programme_id, participant_id, supporter_id, place, state, hello, on_behalf, made_at,
                         asked_at, answer_by, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $9)
  )",
             row.id, row.programme, row.participant, row.supporter, row.place, enum_name(row.state),
             Bytes{row.hello}, row.on_behalf, row.made_at, row.asked_at, row.answer_by);
}

bool move_request(Tx& tx, const RequestRow& row, RequestState to, Instant now) {
  return tx.execute(R"(
    update request set state = $1, changed_at = $2, asked_at = $3, answer_by = $4 where id = $5 and state = $6
  )",
                    enum_name(to), now, row.asked_at, row.answer_by, row.id, enum_name(row.state)) == 1;
}

std::optional<RequestRow> request_of(Tx& tx, const Reach<Requests>& reach, const RequestId& id) {
  const Rows rows = tx.query(std::string(select_request) + " where id = $3 and " + within(reach),
                             person_of(reach), programme_of(reach), id);
  return rows.empty() ? std::nullopt : std::optional(request_from(rows[0]));
}

std::vector<RequestRow> requests_of(Tx& tx, const Reach<Requests>& reach, const PersonId& participant,
                                    const ProgrammeId& programme) {
  return requests_from(tx.query(std::string(select_request) + " where " + within(reach) + R"(
      and participant_id = $3 and programme_id = $4
    order by made_at desc, place, id limit 100
  )",
                                person_of(reach), programme_of(reach), participant, programme));
}

std::vector<RequestRow> asks_of(Tx& tx, const Reach<Requests>& reach) {
  return requests_from(tx.query(std::string(select_request) + R"(
    where supporter_id = $1 and state in ('asked', 'reminded')
    order by asked_at, id limit 200
  )",
                                reach.person()));
}

std::vector<RequestId> open_asks_of(Tx& tx, const PersonId& supporter, const ProgrammeId& programme) {
  std::vector<RequestId> out;
  for (const Row& row : tx.query(R"(
         select id from request
         where supporter_id = $1 and programme_id = $2 and state in ('asked', 'reminded')
         order by id limit 200
       )",
                                 supporter, programme)) {
    out.push_back(row.id<RequestId>(0));
  }
  return out;
}

std::optional<RequestRow> next_queued(Tx& tx, const PersonId& participant, const ProgrammeId& programme) {
  const Rows rows = tx.query(std::string(select_request) + R"(
    where participant_id = $1 and programme_id = $2 and state = 'queued'
    order by made_at, place, id limit 1
  )",
                             participant, programme);
  return rows.empty() ? std::nullopt : std::optional(request_from(rows[0]));
}

std::vector<RequestRow> unfinished(Tx& tx, const PersonId& participant, const ProgrammeId& programme) {
  return requests_from(tx.query(std::string(select_request) + R"(
    where participant_id = $1 and programme_id = $2 and state in ('queued', 'asked', 'reminded')
    order by made_at, place, id limit 100
  )",
                                participant, programme));
}

void insert_pair(Tx& tx, const PairRow& row) {
  tx.execute(R"(
    insert into pair (id, programme_id, participant_id, supporter_id, conversation_id, request_id, state, since,
                      end_reason)
    values ($1, $2, $3, $4, $5, $6, $7, $8, '')
  )",
             row.id, row.programme, row.participant, row.supporter, row.conversation, row.request,
             enum_name(row.state), row.since);
}

std::optional<PairRow> pair_of(Tx& tx, const Reach<Pairs>& reach, const MatchId& id) {
  const Rows rows = tx.query(std::string(select_pair) + " where id = $3 and " + within(reach),
                             person_of(reach), programme_of(reach), id);
  return rows.empty() ? std::nullopt : std::optional(pair_from(rows[0]));
}

std::optional<PairRow> pair_by_conversation(Tx& tx, const std::string& conversation) {
  const Rows rows = tx.query(std::string(select_pair) + " where conversation_id = $1", conversation);
  return rows.empty() ? std::nullopt : std::optional(pair_from(rows[0]));
}

std::vector<PairRow> pairs_of(Tx& tx, const Reach<Pairs>& reach, const PersonId& person) {
  return pairs_from(tx.query(std::string(select_pair) + " where " + within(reach) + R"(
      and (participant_id = $3 or supporter_id = $3)
    order by since desc, id desc limit 100
  )",
                             person_of(reach), programme_of(reach), person));
}

bool has_open_pair(Tx& tx, const PersonId& participant, const ProgrammeId& programme) {
  return !tx.query(R"(
    select 1 from pair where participant_id = $1 and programme_id = $2 and state <> 'ended' limit 1
  )",
                   participant, programme)
              .empty();
}

std::int64_t load_of(Tx& tx, const PersonId& supporter, const ProgrammeId& programme) {
  return tx
      .query(R"(
    select count(*) from pair where supporter_id = $1 and programme_id = $2 and state <> 'ended'
  )",
             supporter, programme)[0]
      .integer(0);
}

std::vector<std::pair<PersonId, std::int64_t>> loads(Tx& tx, const ProgrammeId& programme) {
  std::vector<std::pair<PersonId, std::int64_t>> out;
  for (const Row& row : tx.query(R"(
         select supporter_id, count(*) from pair where programme_id = $1 and state <> 'ended'
         group by supporter_id order by supporter_id
       )",
                                 programme)) {
    out.emplace_back(row.id<PersonId>(0), row.integer(1));
  }
  return out;
}

bool end_pair(Tx& tx, const PairRow& row, Instant now, const std::string& reason) {
  return tx.execute(R"(
    update pair set state = 'ended', ended_at = $1, end_reason = $2 where id = $3 and state <> 'ended'
  )",
                    now, reason, row.id) == 1;
}

bool note_first_contact(Tx& tx, const PairRow& row, Instant now) {
  return tx.execute(R"(
    update pair set state = 'in_contact', first_contact_at = $1 where id = $2 and state = 'accepted'
  )",
                    now, row.id) == 1;
}

std::vector<PersonId> people_with_someone(Tx& tx, const Reach<Pairs>& reach) {
  std::vector<PersonId> out;
  for (const Row& row : tx.query(R"(
         select participant_id from pair where programme_id = $1 and state <> 'ended'
         order by participant_id limit 20000
       )",
                                 reach.programme())) {
    out.push_back(row.id<PersonId>(0));
  }
  return out;
}

std::vector<PersonId> supporters_matched_since(Tx& tx, const Reach<Pairs>& reach, Instant since) {
  std::vector<PersonId> out;
  for (const Row& row : tx.query(R"(
         select supporter_id from pair where programme_id = $1 and since >= $2 order by id limit 20000
       )",
                                 reach.programme(), since)) {
    out.push_back(row.id<PersonId>(0));
  }
  return out;
}

std::vector<std::string> broken_invariants(Tx& tx) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(R"(
         select r.id from request r
         where r.state in ('asked', 'reminded')
           and not exists (select 1 from job j where j.kind = 'matching.release' and j.key = r.id)
         order by r.id limit 100
       )")) {
    out.push_back("request " + row.text(0) + " waits without a clock");
  }
  return out;
}

}  // namespace kith::matching_store
