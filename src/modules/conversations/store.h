#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/list_place.h"
#include "modules/conversations/conversations.h"

// Every SQL statement of the conversations module. For this folder only. What returns anything personal takes
// a Reach, and its statement joins on the membership of the Reach's person and binds the Reach's programme.
namespace kith::conversations_store {

struct MessageRow {
  MessageId id;
  std::int64_t sequence = 0;
  PersonId sender;
  std::string client_id;
  Instant at;
  std::string body;  // sealed
};

struct ConversationRow {
  Conversation conversation;
  Instant active_at;
};

bool insert_conversation(Tx& tx, const NewConversation& conversation,
                         Instant at);  // false when it stands already
void insert_member(Tx& tx, const ConversationId& id, const ConversationMember& member, Instant at);

std::optional<ProgrammeId> programme_of(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id);
std::optional<Conversation> find(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id);
std::vector<ConversationRow> list(Tx& tx, const Reach<Conversation>& reach,
                                  const std::optional<ListPlace>& after, std::size_t limit);

// Messages with after < sequence < before, ascending from the low end or descending from the high end.
struct Span {
  std::int64_t after = 0;
  std::int64_t before = 0;  // 0 for no bound
  bool newest_first = false;
  std::size_t limit = 50;
};
std::vector<MessageRow> messages(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id,
                                 const Span& span);
std::optional<MessageRow> message_by_client_id(Tx& tx, const Reach<Conversation>& reach,
                                               const ConversationId& id, std::string_view client_id);
std::optional<std::int64_t> sequence_of(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id,
                                        const MessageId& message);

// The next place in the conversation, or nothing when it has ended.
std::optional<std::int64_t> take_sequence(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id,
                                          Instant at);
void insert_message(Tx& tx, const ConversationId& id, const MessageRow& message);
// True the first time.
bool note_first_words(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id, Instant at);
bool all_have_spoken(Tx& tx, const ConversationId& id);

void move_read_mark(Tx& tx, const Reach<Conversation>& reach, const ConversationId& id,
                    std::int64_t sequence);
void set_left(Tx& tx, const ConversationId& id, const PersonId& person, Instant at);
void set_blocked(Tx& tx, const ConversationId& id, const PersonId& person);
// The programme of the conversation when it was open until now.
std::optional<ProgrammeId> end_conversation(Tx& tx, const ConversationId& id, Instant at);

std::vector<PersonId> people_in(Tx& tx, const ConversationId& id, bool who_left_too);
std::vector<ConversationId> open_as(Tx& tx, const ConversationMember& member, const ProgrammeId& programme);

// Empties every message that the person wrote in the programme; gives the conversations in which no word of
// anybody is left.
std::vector<ConversationId> forget_words(Tx& tx, const PersonId& person, const ProgrammeId& programme);

// Broken invariants, in words for the operator.
std::vector<std::string> broken_rows(Tx& tx);

}  // namespace kith::conversations_store
