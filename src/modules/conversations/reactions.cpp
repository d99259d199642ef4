#include "modules/conversations/reactions.h"

#include "modules/conversations/store.h"

namespace kith {
namespace {

// Matching chooses the id, so that its answer can name the conversation: it stands or falls with the match.
void open_with_match(Conversations& conversations, Context& context, const StoredEvent& event) {
  conversations.open(context,
                     {ConversationId(event.data.text("conversation")), ProgrammeId(event.programme),
                      PersonId(event.data.text("participant")), PersonId(event.data.text("supporter"))});
}

void end_with_match(Conversations& conversations, Context& context, const StoredEvent& event) {
  const ConversationId id(event.data.text("conversation"));
  if (!id.empty()) conversations.end(context, id);
}

// Who no longer has the role that the talk was for can neither write nor read what comes after, from the next
// request on (promise A4): in the same transaction, so that there is no moment between.
void leave_with_role(Conversations& conversations, Context& context, const StoredEvent& event) {
  if (event.data.text("state") != enum_name(GrantState::ended)) return;
  const auto role = enum_from<Role>(event.data.text("role"));
  if (role)
    conversations.leave_as(context, PersonId(event.data.text("person")), ProgrammeId(event.programme), *role);
}

// What somebody wrote to others goes only when all is to go: else it belongs to the other one's memory too.
void forget_with_record(Conversations&, Context& context, const StoredEvent& event) {
  if (event.data.text("extent") != "everything") return;
  const ProgrammeId programme(event.programme);
  for (const ConversationId& each :
       conversations_store::forget_words(context.tx, PersonId(event.subject), programme)) {
    context.vault.destroy_key(context.tx, each.str());
  }
}

std::vector<PersonId> those_still_in(Tx& tx, const StoredEvent& event) {
  return conversations_store::people_in(tx, ConversationId(event.subject), false);
}

std::vector<PersonId> both(Tx& tx, const StoredEvent& event) {
  return conversations_store::people_in(tx, ConversationId(event.subject), true);
}

std::vector<PersonId> who_left(Tx&, const StoredEvent& event) {
  return {PersonId(event.data.text("person"))};
}

}  // namespace

std::vector<std::pair<std::string, Within>> conversation_reactions(Conversations& conversations) {
  const auto bound = [&conversations](auto reaction) {
    return [&conversations, reaction](Context& context, const StoredEvent& event) {
      reaction(conversations, context, event);
    };
  };
  return {{"matching.match_made", bound(open_with_match)},
          {"matching.match_ended", bound(end_with_match)},
          {"people.role_changed", bound(leave_with_role)},
          {"people.record_closed", bound(forget_with_record)}};
}

std::vector<Audience> conversation_audiences() {
  return {{"conversations.conversation_opened", those_still_in},
          {"conversations.message_sent", those_still_in},
          {"conversations.conversation_left", who_left},
          {"conversations.conversation_ended", both}};
}

}  // namespace kith
