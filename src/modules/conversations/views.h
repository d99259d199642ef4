#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/conversations/conversations.h"

// What travels over the wire. For this folder only.
namespace kith {

struct ConversationsAsk {
  static constexpr std::string_view schema_name = "ConversationsAsk";
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{
        field("after", &ConversationsAsk::after, {.max_length = 100, .may_be_absent = true}),
        field("limit", &ConversationsAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct ConversationLine {
  static constexpr std::string_view schema_name = "ConversationLine";
  ConversationId conversation_id;
  ProgrammeId programme_id;
  std::string other_name;
  ConversationState state = ConversationState::open;
  std::optional<Instant> last_at;
  std::int64_t unread = 0;
  static constexpr auto fields() {
    return std::tuple{field("conversation_id", &ConversationLine::conversation_id),
                      field("programme_id", &ConversationLine::programme_id),
                      field("other_name", &ConversationLine::other_name),
                      field("state", &ConversationLine::state),
                      field("last_at", &ConversationLine::last_at),
                      field("unread", &ConversationLine::unread)};
  }
};

struct ConversationList {
  static constexpr std::string_view schema_name = "ConversationList";
  std::vector<ConversationLine> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &ConversationList::items), field("next", &ConversationList::next)};
  }
};

struct AboutConversation {
  static constexpr std::string_view schema_name = "AboutConversation";
  ConversationId conversation;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &AboutConversation::conversation)};
  }
};

struct ConversationView {
  static constexpr std::string_view schema_name = "ConversationView";
  ConversationId conversation_id;
  ProgrammeId programme_id;
  std::string other_name;
  std::string other_role_word;
  ConversationState state = ConversationState::open;
  bool may_write = false;
  std::string who_can_read;
  std::int64_t my_read_sequence = 0;
  std::int64_t last_sequence = 0;
  static constexpr auto fields() {
    return std::tuple{field("conversation_id", &ConversationView::conversation_id),
                      field("programme_id", &ConversationView::programme_id),
                      field("other_name", &ConversationView::other_name),
                      field("other_role_word", &ConversationView::other_role_word),
                      field("state", &ConversationView::state),
                      field("may_write", &ConversationView::may_write),
                      field("who_can_read", &ConversationView::who_can_read,
                            {.about = "A plain sentence that says who reads here."}),
                      field("my_read_sequence", &ConversationView::my_read_sequence),
                      field("last_sequence", &ConversationView::last_sequence)};
  }
};

struct MessagesAsk {
  static constexpr std::string_view schema_name = "MessagesAsk";
  ConversationId conversation;
  std::int64_t after = -1;
  std::int64_t before = 0;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{
        field("conversation", &MessagesAsk::conversation),
        field(
            "after", &MessagesAsk::after,
            {.min = 0, .may_be_absent = true, .about = "Messages after this sequence, oldest first chosen."}),
        field("before", &MessagesAsk::before,
              {.min = 1,
               .may_be_absent = true,
               .about = "Messages before this sequence, newest first chosen."}),
        field("limit", &MessagesAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct MessageView {
  static constexpr std::string_view schema_name = "Message";
  MessageId message_id;
  std::int64_t sequence = 0;
  std::string client_id;
  bool mine = false;
  std::string from_name;
  Instant at;
  std::string text;
  static constexpr auto fields() {
    return std::tuple{
        field("message_id", &MessageView::message_id),
        field("sequence", &MessageView::sequence),
        field("client_id", &MessageView::client_id, {.about = "Of one's own messages; else empty."}),
        field("mine", &MessageView::mine),
        field("from_name", &MessageView::from_name),
        field("at", &MessageView::at),
        field("text", &MessageView::text, {.max_length = 4000})};
  }
};

struct MessageList {
  static constexpr std::string_view schema_name = "MessageList";
  std::vector<MessageView> items;
  bool more = false;
  static constexpr auto fields() {
    return std::tuple{
        field("items", &MessageList::items, {.about = "In the order of their sequence."}),
        field("more", &MessageList::more, {.about = "Whether there are more in the direction asked for."})};
  }
};

struct SendMessage {
  static constexpr std::string_view schema_name = "SendMessage";
  ConversationId conversation;
  std::string client_id;
  std::string text;
  static constexpr auto fields() {
    return std::tuple{
        field("conversation", &SendMessage::conversation),
        field("client_id", &SendMessage::client_id,
              {.min_length = 36, .max_length = 36, .about = "A UUID that the sender makes up."}),
        field("text", &SendMessage::text, {.min_length = 1, .max_length = 4000})};
  }
};

struct ReadUpTo {
  static constexpr std::string_view schema_name = "ReadUpTo";
  ConversationId conversation;
  std::int64_t sequence = 0;
  static constexpr auto fields() {
    return std::tuple{field("conversation", &ReadUpTo::conversation),
                      field("sequence", &ReadUpTo::sequence, {.min = 0})};
  }
};

}  // namespace kith
