#pragma once

#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/conversations/conversations.h"

// What the conversations module publishes. Subject of each is the conversation's id; none holds a word of
// what was said.
namespace kith {

struct ConversationOpened {
  static constexpr std::string_view schema_name = "ConversationOpened";
  static constexpr std::string_view type = "conversations.conversation_opened";
  ConversationId conversation;
  std::vector<PersonId> people;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &ConversationOpened::conversation),
                      field("people", &ConversationOpened::people)};
  }
};

struct MessageSent {
  static constexpr std::string_view schema_name = "MessageSent";
  static constexpr std::string_view type = "conversations.message_sent";
  ConversationId conversation;
  PersonId sender;
  std::int64_t sequence = 0;
  MessageId message;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &MessageSent::conversation),
                      field("sender", &MessageSent::sender), field("sequence", &MessageSent::sequence),
                      field("message", &MessageSent::message)};
  }
};

// The second of the two has written for the first time. Once in the life of a conversation.
struct BothSpoke {
  static constexpr std::string_view schema_name = "BothSpoke";
  static constexpr std::string_view type = "conversations.both_spoke";
  ConversationId conversation;
  static constexpr auto fields() { return std::tuple{field("conversation", &BothSpoke::conversation)}; }
};

// One side left. Heard by that side's own devices alone: the other hears ConversationEnded, which is the same
// whoever ended it and why (promise S4).
struct ConversationLeft {
  static constexpr std::string_view schema_name = "ConversationLeft";
  static constexpr std::string_view type = "conversations.conversation_left";
  ConversationId conversation;
  PersonId person;
  bool blocked = false;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &ConversationLeft::conversation),
                      field("person", &ConversationLeft::person),
                      field("blocked", &ConversationLeft::blocked)};
  }
};

struct ConversationEnded {
  static constexpr std::string_view schema_name = "ConversationEnded";
  static constexpr std::string_view type = "conversations.conversation_ended";
  ConversationId conversation;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &ConversationEnded::conversation)};
  }
};

}  // namespace kith
