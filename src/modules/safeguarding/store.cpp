#include "modules/safeguarding/store.h"

namespace kith::safeguarding_store {
namespace {

constexpr std::string_view columns = R"(
  select k.id, k.programme_id, k.level, k.state, k.raised_at, k.due_at, k.reporter_id, k.reporter_role,
    k.reported_id, k.reviewer_id, k.conversation_id, k.body
  from concern k
)";

// $1 is the programme and $2 the person of the Reach. Nobody reaches a concern about themselves: not in the
// queue, not by its id, not as its reviewer.
constexpr std::string_view bound = R"(
  where k.programme_id = $1 and (k.reported_id is null or k.reported_id <> $2)
)";

std::string select_concern(std::string_view rest) {
  return std::string(columns) + std::string(bound) + std::string(rest);
}

Concern concern_from(const Row& row) {
  return {row.id<ConcernId>(0),
          row.id<ProgrammeId>(1),
          enum_from<ConcernLevel>(row.text(2)).value_or(ConcernLevel::urgent),
          enum_from<ConcernState>(row.text(3)).value_or(ConcernState::open),
          row.instant(4),
          row.instant(5),
          row.id<PersonId>(6),
          enum_from<Role>(row.text(7)).value_or(Role::participant),
          row.id<PersonId>(8),
          row.id<PersonId>(9)};
}

}  // namespace

void insert_concern(Tx& tx, const ConcernRow& row) {
  const Concern& it = row.concern;
  tx.execute(R"(
    insert into concern (id, programme_id, level, state, raised_at, due_at, reporter_id, reporter_role, reported_id,
      conversation_id, body)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  )",
             it.id, it.programme, enum_name(it.level), enum_name(it.state), it.raised_at, it.due_at,
             it.reporter, enum_name(it.reporter_role), it.reported, row.conversation, Bytes{row.body});
}

void insert_message(Tx& tx, const ConcernId& id, std::int64_t place, const MessageRow& message) {
  tx.execute(R"(
    insert into concern_message (concern_id, place, message_id, sender_id, sender_role, at, reported, body)
    values ($1, $2, $3, $4, $5, $6, $7, $8)
  )",
             id, place, message.id, message.sender, enum_name(message.sender_role), message.at,
             message.reported, Bytes{message.body});
}

void insert_look(Tx& tx, const LookRow& look) {
  tx.execute(R"(
    insert into concern_look (id, concern_id, viewer_id, viewer_role, why, at) values ($1, $2, $3, $4, $5, $6)
  )",
             look.id, look.concern, look.viewer, enum_name(look.role), Bytes{look.why}, look.at);
}

std::vector<Concern> queue(Tx& tx, const Reach<Concern>& reach, const std::optional<ListPlace>& after,
                           std::size_t limit) {
  const std::string order = " order by k.raised_at desc, k.id desc limit ";
  const Rows rows = after ? tx.query(select_concern("and (k.raised_at, k.id) < ($3, $4)" + order + "$5"),
                                     reach.programme(), reach.person(), after->at, after->id, limit)
                          : tx.query(select_concern(order + "$3"), reach.programme(), reach.person(), limit);
  std::vector<Concern> out;
  for (const Row& row : rows) out.push_back(concern_from(row));
  return out;
}

std::optional<Concern> find(Tx& tx, const Reach<Concern>& reach, const ConcernId& id) {
  const Rows rows = tx.query(select_concern("and k.id = $3"), reach.programme(), reach.person(), id);
  return rows.empty() ? std::nullopt : std::optional(concern_from(rows[0]));
}

std::optional<ConcernRow> content(Tx& tx, const Reach<ConcernContent>& reach, const ConcernId& id) {
  const Rows rows = tx.query(select_concern("and k.id = $3"), reach.programme(), reach.person(), id);
  if (rows.empty()) return std::nullopt;
  return ConcernRow{concern_from(rows[0]), rows[0].id<ConversationId>(10), rows[0].bytes(11)};
}

std::vector<MessageRow> messages(Tx& tx, const Reach<ConcernContent>& reach, const ConcernId& id) {
  std::vector<MessageRow> out;
  for (const Row& row : tx.query(R"(
         select s.message_id, s.sender_id, s.sender_role, s.at, s.reported, s.body
         from concern_message s
         join concern k on k.id = s.concern_id
         where k.programme_id = $1 and (k.reported_id is null or k.reported_id <> $2) and k.id = $3
         order by s.place limit 50
       )",
                                 reach.programme(), reach.person(), id)) {
    out.push_back({row.id<MessageId>(0), row.id<PersonId>(1),
                   enum_from<Role>(row.text(2)).value_or(Role::participant), row.instant(3), row.boolean(4),
                   row.bytes(5)});
  }
  return out;
}

bool set_seen(Tx& tx, const Reach<ConcernContent>& reach, const ConcernId& id, Instant at) {
  return tx.execute(R"(
    update concern set state = 'seen', reviewer_id = $2, seen_at = $4
    where programme_id = $1 and id = $3 and state = 'open'
  )",
                    reach.programme(), reach.person(), id, at) == 1;
}

bool set_closed(Tx& tx, const Reach<ConcernContent>& reach, const ConcernId& id, const Bytes& outcome,
                Instant at) {
  return tx.execute(R"(
    update concern set state = 'closed', closed_by = $2, closed_at = $4, outcome = $5
    where programme_id = $1 and id = $3 and state = 'seen'
  )",
                    reach.programme(), reach.person(), id, at, outcome) == 1;
}

std::optional<ClosedRow> closed_concern(Tx& tx, const ConcernId& id) {
  const Rows rows =
      tx.query("select programme_id, closed_at from concern where id = $1 and state = 'closed'", id);
  return rows.empty() ? std::nullopt
                      : std::optional(ClosedRow{rows[0].id<ProgrammeId>(0), rows[0].instant(1)});
}

void delete_concern(Tx& tx, const ConcernId& id) {
  tx.execute("delete from concern_message where concern_id = $1", id);
  tx.execute("delete from concern_look where concern_id = $1", id);
  tx.execute("delete from concern where id = $1", id);
}

std::optional<OverdueRow> count_overdue(Tx& tx, const ConcernId& id, Instant at) {
  const Rows rows = tx.query(R"(
    update concern set overdue_at = coalesce(overdue_at, $2), overdue_times = overdue_times + 1
    where id = $1 and state = 'open'
    returning programme_id, level, overdue_times
  )",
                             id, at);
  if (rows.empty()) return std::nullopt;
  return OverdueRow{rows[0].id<ProgrammeId>(0), enum_from<ConcernLevel>(rows[0].text(1)).value(),
                    rows[0].integer(2)};
}

std::vector<std::string> broken_rows(Tx& tx) {
  std::vector<std::string> out;
  for (const Row& row : tx.query(R"(
         select id from concern
         where (state <> 'open' and (reviewer_id is null or seen_at is null))
           or (state = 'closed' and (closed_by is null or closed_at is null or outcome is null))
           or (state <> 'closed' and outcome is not null)
           or due_at < raised_at
         order by id limit 20
       )")) {
    out.push_back("concern " + row.text(0) + " is in a state that its own columns do not bear out");
  }
  return out;
}

}  // namespace kith::safeguarding_store
