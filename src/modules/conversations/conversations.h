#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/module.h"
#include "kernel/reach.h"
#include "modules/people/people.h"

// Conversations: the talk of two matched people. Only the two read it; staff never do, and no operation here
// would let them. A message is answered only when it is durable, appears once, and has the same place in the
// one order for both.
//
// Refusal codes: conversations.ended (nothing new can be written), conversations.not_active (the person's
// part in the programme is not active), conversations.client_id_reused (one client id, two texts), and
// not_found for everybody who is not one of the two.
namespace kith {

struct ConversationTag;
struct MessageTag;
using ConversationId = Id<ConversationTag>;
using MessageId = Id<MessageTag>;

// How a conversation stands for one of its members. The side that did not leave sees `ended` and no more:
// never who went, nor why (promise S4).
enum class ConversationState { open, ended, left, blocked };

template <>
struct EnumNames<ConversationState> {
  static constexpr std::pair<ConversationState, std::string_view> names[] = {
      {ConversationState::open, "open"},
      {ConversationState::ended, "ended"},
      {ConversationState::left, "left"},
      {ConversationState::blocked, "blocked"}};
};

struct ConversationMember {
  PersonId person;
  Role role = Role::participant;
};

// A conversation as the member who reaches it sees it. The thing that a Reach opens.
struct Conversation {
  ConversationId id;
  ProgrammeId programme;
  ConversationState state = ConversationState::open;
  ConversationMember own;
  ConversationMember other;
  std::optional<Instant> last_at;  // of the newest message
  std::int64_t last_sequence = 0;
  std::int64_t read_sequence = 0;
  std::int64_t unread = 0;  // messages of the other side after read_sequence
};

// One message with its text opened.
struct Said {
  MessageId id;
  std::int64_t sequence = 0;  // 1, 2, 3, ... in a conversation, without gaps
  PersonId sender;
  std::string client_id;
  Instant at;
  std::string text;
};

struct NewConversation {
  ConversationId id;
  ProgrammeId programme;
  PersonId participant;
  PersonId supporter;
};

struct Outgoing {
  std::string client_id;  // a UUID of the sender's choice; the same one again is the same message
  std::string text;       // 1 to 4,000 code points
};

// Which messages: after one place, before another, or the newest. Places are sequences; 0 stands for "no
// bound".
struct MessageWindow {
  std::int64_t after = 0;
  std::int64_t before = 0;
  bool from_the_start = false;  // with `after` 0: the oldest rather than the newest
  std::size_t limit = 50;
};

struct SaidPage {
  std::vector<Said> items;  // ascending
  bool more = false;        // in the direction that was asked for
};

class Conversations {
 public:
  explicit Conversations(People& people) : people_(people) {}

  // Opens a conversation between two people; again with the same id changes nothing. Emits
  // conversation_opened.
  void open(Context& context, const NewConversation& conversation);
  // Ends it for both sides; again changes nothing. Emits conversation_ended.
  void end(Context& context, const ConversationId& id);

  // Newest activity first, after the cursor (the last line's `active_at id`, "" for the start).
  struct ListPage {
    std::vector<Conversation> items;
    std::string next;  // "" at the end
  };
  ListPage list(Context& context, const Reach<Conversation>& reach, const std::string& after,
                std::size_t limit) const;
  Conversation get(Context& context, const Reach<Conversation>& reach, const ConversationId& id) const;
  SaidPage messages(Context& context, const Reach<Conversation>& reach, const ConversationId& id,
                    const MessageWindow& window) const;

  // Writes one message; emits message_sent, and both_spoke when the second of the two writes for the first
  // time. The same client id again answers with the message that stands, also after the end.
  Said send(Context& context, const Reach<Conversation>& reach, const ConversationId& id,
            const Outgoing& message);
  // Moves the reader's mark forwards, at most to the last message; a mark never goes back.
  void mark_read(Context& context, const Reach<Conversation>& reach, const ConversationId& id,
                 std::int64_t sequence);
  // Ends the conversation from one side; emits conversation_left. Without effect when it has ended.
  void leave(Context& context, const Reach<Conversation>& reach, const ConversationId& id);
  // The same, and the two are never suggested, matched or grouped again. Works after the end too.
  void block(Context& context, const Reach<Conversation>& reach, const ConversationId& id);

  // Somebody's role in a programme has ended: leaves what they had open in that role.
  void leave_as(Context& context, const PersonId& person, const ProgrammeId& programme, Role role);

  // For a report by one of the two: the message (none when `message` is empty, then the newest), and with
  // `around` up to that many others next to it, nearest first chosen, in order. Refuses not_found when the
  // message is not one that the reporter can read.
  std::vector<Said> excerpt(Context& context, const Reach<Conversation>& reach, const ConversationId& id,
                            const MessageId& message, std::size_t around) const;

  // May this actor write here now?
  bool may_write(const Context& context, const Conversation& conversation) const;

  const People& people() const { return people_; }

 private:
  Said write(Context& context, const Reach<Conversation>& reach, const Conversation& conversation,
             const Outgoing& message);
  struct Leaving {
    ConversationId conversation;
    PersonId person;
    bool blocked = false;
  };
  void leave_in(Context& context, const ProgrammeId& programme, const Leaving& leaving);

  People& people_;
};

// The only makers of reach over conversations (reach.cpp): the two members, and nobody else. Staff and the
// system have none.
Reach<Conversation> reach_own_conversations(const Context& context);
// Refuses not_found when there is no such conversation or the actor is not one of its two.
Reach<Conversation> reach_conversation(const Context& context, const ConversationId& id);

std::unique_ptr<Module> make_conversations_module(Conversations& conversations);

}  // namespace kith
