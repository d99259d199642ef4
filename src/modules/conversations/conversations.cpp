#include "modules/conversations/conversations.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/conversations/events.h"
#include "modules/conversations/store.h"
#include "modules/conversations/words.h"

namespace kith {
namespace {

using namespace conversations_store;

constexpr std::string_view body_place = "message.body";

// Nothing stands where the sender left and took their words along.
Said opened(const Context& context, const ConversationId& id, const MessageRow& row) {
  std::string text;
  if (!row.body.empty()) text = context.vault.open_sealed(context.tx, id.str(), body_place, row.body);
  return {row.id, row.sequence, row.sender, row.client_id, row.at, std::move(text)};
}

std::vector<Said> opened(const Context& context, const ConversationId& id,
                         const std::vector<MessageRow>& rows) {
  std::vector<Said> out;
  for (const MessageRow& row : rows) out.push_back(opened(context, id, row));
  return out;
}

Refusal has_ended(const Context& context) {
  return {RefusalKind::conflict, "conversations.ended", conversations_words::ended.in(context.language)};
}

}  // namespace

void Conversations::open(Context& context, const NewConversation& conversation) {
  if (!insert_conversation(context.tx, conversation, context.now)) return;
  const auto grant = people_.member_grant(context.tx, conversation.participant, conversation.programme);
  const Role asking = grant && grant->role == Role::caregiver ? Role::caregiver : Role::participant;
  insert_member(context.tx, conversation.id, {conversation.participant, asking}, context.now);
  insert_member(context.tx, conversation.id, {conversation.supporter, Role::supporter}, context.now);
  context.emit(conversation.programme, conversation.id.str(),
               ConversationOpened{conversation.id, {conversation.participant, conversation.supporter}});
}

void Conversations::end(Context& context, const ConversationId& id) {
  const auto programme = end_conversation(context.tx, id, context.now);
  if (programme) context.emit(*programme, id.str(), ConversationEnded{id});
}

Conversations::ListPage Conversations::list(Context& context, const Reach<Conversation>& reach,
                                            const std::string& after, std::size_t limit) const {
  ListPage page;
  auto rows = conversations_store::list(context.tx, reach, list_place_of(after), limit + 1);
  if (rows.size() > limit) {
    rows.resize(limit);
    page.next = to_text({rows.back().active_at, rows.back().conversation.id.str()});
  }
  for (ConversationRow& row : rows) page.items.push_back(std::move(row.conversation));
  return page;
}

Conversation Conversations::get(Context& context, const Reach<Conversation>& reach,
                                const ConversationId& id) const {
  auto found = find(context.tx, reach, id);
  if (!found) throw not_found();
  return std::move(*found);
}

SaidPage Conversations::messages(Context& context, const Reach<Conversation>& reach, const ConversationId& id,
                                 const MessageWindow& window) const {
  const bool upwards = window.after > 0 || window.from_the_start;
  auto rows = conversations_store::messages(context.tx, reach, id,
                                            {window.after, window.before, !upwards, window.limit + 1});
  SaidPage page;
  page.more = rows.size() > window.limit;
  if (page.more) rows.resize(window.limit);
  if (!upwards) std::ranges::reverse(rows);
  page.items = opened(context, id, rows);
  return page;
}

bool Conversations::may_write(const Context& context, const Conversation& conversation) const {
  return conversation.state == ConversationState::open &&
         context.actor.has({Role::participant, Role::caregiver, Role::supporter}, conversation.programme);
}

Said Conversations::send(Context& context, const Reach<Conversation>& reach, const ConversationId& id,
                         const Outgoing& message) {
  const Conversation conversation = get(context, reach, id);
  // Before all else: whoever asks again about a message that was taken must hear so, whatever happened since.
  if (const auto row = message_by_client_id(context.tx, reach, id, message.client_id)) {
    Said said = opened(context, id, *row);
    if (said.text == message.text) return said;
    throw Refusal(RefusalKind::conflict, "conversations.client_id_reused",
                  conversations_words::client_id_reused.in(context.language));
  }
  if (trimmed(message.text).empty()) {
    throw invalid({{"text", "required", conversations_words::empty_text.in(context.language)}});
  }
  if (conversation.state != ConversationState::open) throw has_ended(context);
  if (!may_write(context, conversation)) {
    throw Refusal(RefusalKind::forbidden, "conversations.not_active",
                  conversations_words::not_active.in(context.language));
  }
  return write(context, reach, conversation, message);
}

Said Conversations::write(Context& context, const Reach<Conversation>& reach,
                          const Conversation& conversation, const Outgoing& message) {
  const ConversationId& id = conversation.id;
  const auto sequence = take_sequence(context.tx, reach, id, context.now);
  if (!sequence) throw has_ended(context);
  const Said said{context.fresh<MessageId>(), *sequence,   reach.person(),
                  message.client_id,          context.now, message.text};
  const Bytes body = context.vault.seal(context.tx, id.str(), body_place, message.text);
  insert_message(context.tx, id, {said.id, said.sequence, said.sender, said.client_id, said.at, body.data});
  context.emit(conversation.programme, id.str(), MessageSent{id, said.sender, said.sequence, said.id});
  if (note_first_words(context.tx, reach, id, context.now) && all_have_spoken(context.tx, id)) {
    context.emit(conversation.programme, id.str(), BothSpoke{id});
  }
  return said;
}

void Conversations::mark_read(Context& context, const Reach<Conversation>& reach, const ConversationId& id,
                              std::int64_t sequence) {
  const Conversation conversation = get(context, reach, id);
  move_read_mark(context.tx, reach, id, std::min(sequence, conversation.last_sequence));
}

void Conversations::leave(Context& context, const Reach<Conversation>& reach, const ConversationId& id) {
  const Conversation conversation = get(context, reach, id);
  if (conversation.state == ConversationState::open)
    leave_in(context, conversation.programme, {id, reach.person()});
}

void Conversations::block(Context& context, const Reach<Conversation>& reach, const ConversationId& id) {
  const Conversation conversation = get(context, reach, id);
  if (conversation.state == ConversationState::blocked) return;
  people_.block(context, reach.person(), conversation.other.person, conversation.programme);
  set_blocked(context.tx, id, reach.person());
  if (conversation.state == ConversationState::open) {
    leave_in(context, conversation.programme, {id, reach.person(), true});
  }
}

void Conversations::leave_as(Context& context, const PersonId& person, const ProgrammeId& programme,
                             Role role) {
  for (const ConversationId& id : open_as(context.tx, {person, role}, programme)) {
    leave_in(context, programme, {id, person});
  }
}

// The event goes first, so that what the other side hears has one order however a conversation ends: matching
// ends the match within it, which ends the conversation, which is all that the other side is told.
void Conversations::leave_in(Context& context, const ProgrammeId& programme, const Leaving& leaving) {
  set_left(context.tx, leaving.conversation, leaving.person, context.now);
  context.emit(programme, leaving.conversation.str(),
               ConversationLeft{leaving.conversation, leaving.person, leaving.blocked});
  end(context, leaving.conversation);
}

std::vector<Said> Conversations::excerpt(Context& context, const Reach<Conversation>& reach,
                                         const ConversationId& id, const MessageId& message,
                                         std::size_t around) const {
  const Conversation conversation = get(context, reach, id);
  if (message.empty()) {
    return messages(context, reach, id, {.limit = std::max<std::size_t>(around, 1)}).items;
  }
  const auto place = sequence_of(context.tx, reach, id, message);
  if (!place) throw not_found();
  const auto reach_out = static_cast<std::int64_t>(around);
  auto rows = conversations_store::messages(
      context.tx, reach, id, {*place - reach_out - 1, *place + reach_out + 1, false, 2 * around + 1});
  const auto distance = [&](const MessageRow& row) { return std::abs(row.sequence - *place); };
  std::ranges::stable_sort(rows, {}, distance);
  if (rows.size() > around + 1) rows.resize(around + 1);
  std::ranges::sort(rows, {}, &MessageRow::sequence);
  return opened(context, id, rows);
}

}  // namespace kith
