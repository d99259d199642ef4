#include "modules/conversations/store.h"

#include "base/refusal.h"

namespace kith::conversations_store {
namespace {

// $1 is the person and $2 the programme of the Reach (null: every programme). `m` is the reader's own
// membership, without which there is no row; `o` is the other side.
constexpr std::string_view select_conversation = R"(
  select c.id, c.programme_id, c.state, c.active_at, coalesce(m.readable_until, c.last_sequence),
    m.role, m.left_at, m.blocked, m.read_sequence, o.person_id, o.role,
    (select count(*) from message s
     where s.conversation_id = c.id and s.sequence > m.read_sequence and s.sender_id <> m.person_id
       and s.sequence <= coalesce(m.readable_until, c.last_sequence))
  from conversation c
  join conversation_member m on m.conversation_id = c.id and m.person_id = $1
  join conversation_member o on o.conversation_id = c.id and o.person_id <> $1
  where c.programme_id = coalesce($2, c.programme_id)
)";

// The same binding for messages. What came after the reader's part ended is out of every statement, so that a
// mistake in an operation cannot show it (promise S6).
constexpr std::string_view select_message = R"(
  select s.id, s.sequence, s.sender_id, s.client_id, s.at, s.body
  from message s
  join conversation c on c.id = s.conversation_id
  join conversation_member m on m.conversation_id = c.id and m.person_id = $1
  where c.programme_id = coalesce($2, c.programme_id) and c.id = $3
    and s.sequence <= coalesce(m.readable_until, c.last_sequence)
)";

ConversationState state_for(const Row& row) {
  if (row.boolean(7)) return ConversationState::blocked;
  if (!row.is_null(6)) return ConversationState::left;
  return row.text(2) == "open" ? ConversationState::open : ConversationState::ended;
}

ConversationRow conversation_from(const Row& row, const PersonId& reader) {
  ConversationRow out;
  Conversation& it = out.conversation;
  it.id = row.id<ConversationId>(0);
  it.programme = row.id<ProgrammeId>(1);
  it.state = state_for(row);
  out.active_at = row.instant(3);
  it.last_sequence = row.integer(4);
  if (it.last_sequence > 0) it.last_at = out.active_at;
  it.own = {reader, enum_from<Role>(row.text(5)).value_or(Role::participant)};
  it.read_sequence = row.integer(8);
  it.other = {row.id<PersonId>(9), enum_from<Role>(row.text(10)).value_or(Role::participant)};
  it.unread = row.integer(11);
  return out;
}

MessageRow message_from(const Row& row) {
  return {row.id<MessageId>(0), row.integer(1), row.id<PersonId>(2),
          row.text(3),          row.instant(4), row.bytes(5)};
}

}  // namespace

bool insert_conversation(Tx& tx, const NewConversation& conversation, Instant at) {
  return tx.execute(R"(
    insert into conversation (id, programme_id, state, opened_at, active_at, last_sequence)
    values ($1, $2, 'open', $3, $3, 0)
    on conflict (id) do nothing
  )",
                    conversation.id, conversation.programme, at) == 1;
}

void insert_member(Tx& tx, const ConversationId& id, const ConversationMember& member, Instant at) {
  tx.execute(R"(
    insert into conversation_member (conversation_id, person_id, role, joined_at, blocked, read_sequence)
    values ($1, $2, $3, $4, false, 0)
  )",
             id, member.person, enum_name(member.role), at);
}

std::optional<ProgrammeId> programme_of(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id) {
  const Rows rows = tx.query(R"(
    select c.programme_id from conversation c
    join conversation_member m on m.conversation_id = c.id and m.person_id = $1
    where c.programme_id = coalesce($2, c.programme_id) and c.id = $3
  )",
                             reach.person(), reach.programme(), id);
  return rows.empty() ? std::nullopt : std::optional(rows[0].id<ProgrammeId>(0));
}

std::optional<Conversation> find(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id) {
  const Rows rows =
      tx.query(std::string(select_conversation) + "and c.id = $3", reach.person(), reach.programme(), id);
  if (rows.empty()) return std::nullopt;
  return conversation_from(rows[0], reach.person()).conversation;
}

std::vector<ConversationRow> list(Tx& tx, const Reach<Conversation>& reach,
                                  const std::optional<ListPlace>& after, std::size_t limit) {
  const std::string head(select_conversation);
  const std::string order = " order by c.active_at desc, c.id desc limit ";
  const Rows rows = after ? tx.query(head + "and (c.active_at, c.id) < ($3, $4)" + order + "$5",
                                     reach.person(), reach.programme(), after->at, after->id, limit)
                          : tx.query(head + order + "$3", reach.person(), reach.programme(), limit);
  std::vector<ConversationRow> out;
  for (const Row& row : rows) out.push_back(conversation_from(row, reach.person()));
  return out;
}

std::vector<MessageRow> messages(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id,
                                 const Span& span) {
  const std::int64_t before = span.before == 0 ? INT64_MAX : span.before;
  const std::string sql = std::string(select_message) +
                          "and s.sequence > $4 and s.sequence < $5 order by s.sequence " +
                          (span.newest_first ? "desc" : "asc") + ", s.id limit $6";
  std::vector<MessageRow> out;
  for (const Row& row :
       tx.query(sql, reach.person(), reach.programme(), id, span.after, before, span.limit)) {
    out.push_back(message_from(row));
  }
  return out;
}

std::optional<MessageRow> message_by_client_id(Tx& tx, const Reach<Conversation>& reach,
                                               const ConversationId& id, std::string_view client_id) {
  const Rows rows = tx.query(std::string(select_message) + "and s.sender_id = $1 and s.client_id = $4",
                             reach.person(), reach.programme(), id, client_id);
  return rows.empty() ? std::nullopt : std::optional(message_from(rows[0]));
}

std::optional<std::int64_t> sequence_of(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id,
                                        const MessageId& message) {
  const Rows rows =
      tx.query(std::string(select_message) + "and s.id = $4", reach.person(), reach.programme(), id, message);
  return rows.empty() ? std::nullopt : std::optional(rows[0].integer(1));
}

std::optional<std::int64_t> take_sequence(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id,
                                          Instant at) {
  const Rows rows = tx.query(R"(
    update conversation set last_sequence = last_sequence + 1, active_at = $4
    where id = $3 and state = 'open' and programme_id = coalesce($2, programme_id)
      and exists (select 1 from conversation_member m
                  where m.conversation_id = conversation.id and m.person_id = $1 and m.left_at is null)
    returning last_sequence
  )",
                             reach.person(), reach.programme(), id, at);
  return rows.empty() ? std::nullopt : std::optional(rows[0].integer(0));
}

void insert_message(Tx& tx, const ConversationId& id, const MessageRow& message) {
  tx.execute(R"(
    insert into message (id, conversation_id, sequence, sender_id, client_id, at, body)
    values ($1, $2, $3, $4, $5, $6, $7)
  )",
             message.id, id, message.sequence, message.sender, message.client_id, message.at,
             Bytes{message.body});
}

bool note_first_words(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id, Instant at) {
  return tx.execute(R"(
    update conversation_member set spoke_at = $3
    where person_id = $1 and conversation_id = $2 and spoke_at is null
  )",
                    reach.person(), id, at) == 1;
}

bool all_have_spoken(Tx& tx, const ConversationId& id) {
  return tx.query("select count(*) from conversation_member where conversation_id = $1 and spoke_at is null",
                  id)[0]
             .integer(0) == 0;
}

void move_read_mark(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id,
                    std::int64_t sequence) {
  tx.execute(R"(
    update conversation_member set read_sequence = $3
    where person_id = $1 and conversation_id = $2 and read_sequence < $3
  )",
             reach.person(), id, sequence);
}

void set_left(Tx& tx, const ConversationId& id, const PersonId& person, Instant at) {
  tx.execute(R"(
    update conversation_member set left_at = $3
    where conversation_id = $1 and person_id = $2 and left_at is null
  )",
             id, person, at);
}

void set_blocked(Tx& tx, const ConversationId& id, const PersonId& person) {
  tx.execute("update conversation_member set blocked = true where conversation_id = $1 and person_id = $2",
             id, person);
}

std::optional<ProgrammeId> end_conversation(Tx& tx, const ConversationId& id, Instant at) {
  const Rows rows = tx.query(R"(
    update conversation set state = 'ended', ended_at = $2
    where id = $1 and state = 'open'
    returning programme_id, last_sequence
  )",
                             id, at);
  if (rows.empty()) return std::nullopt;
  tx.execute(R"(
    update conversation_member set readable_until = $2
    where conversation_id = $1 and readable_until is null
  )",
             id, rows[0].integer(1));
  return rows[0].id<ProgrammeId>(0);
}

std::vector<PersonId> people_in(Tx& tx, const ConversationId& id, bool who_left_too) {
  std::vector<PersonId> out;
  for (const Row& row : tx.query(R"(
         select person_id, left_at from conversation_member where conversation_id = $1 order by person_id limit 10
       )",
                                 id)) {
    if (who_left_too || row.is_null(1)) out.push_back(row.id<PersonId>(0));
  }
  return out;
}

std::vector<ConversationId> open_as(Tx& tx, const ConversationMember& member, const ProgrammeId& programme) {
  std::vector<ConversationId> out;
  for (const Row& row : tx.query(R"(
         select c.id from conversation c
         join conversation_member m on m.conversation_id = c.id
         where m.person_id = $1 and m.role = $2 and c.programme_id = $3 and c.state = 'open'
         order by c.id limit 10000
       )",
                                 member.person, enum_name(member.role), programme)) {
    out.push_back(row.id<ConversationId>(0));
  }
  return out;
}

std::vector<ConversationId> forget_words(Tx& tx, const PersonId& person, const ProgrammeId& programme) {
  tx.execute(R"(
    update message set body = $3
    where sender_id = $1 and conversation_id in (
      select c.id from conversation c
      join conversation_member m on m.conversation_id = c.id and m.person_id = $1
      where c.programme_id = $2)
  )",
             person, programme, Bytes{""});
  std::vector<ConversationId> out;
  for (const Row& row : tx.query(R"(
         select c.id from conversation c
         join conversation_member m on m.conversation_id = c.id and m.person_id = $1
         where c.programme_id = $2
           and not exists (select 1 from message s where s.conversation_id = c.id and length(s.body) > 0)
         order by c.id limit 10000
       )",
                                 person, programme)) {
    out.push_back(row.id<ConversationId>(0));
  }
  return out;
}

}  // namespace kith::conversations_store
