#include <algorithm>
#include <cctype>

#include "base/refusal.h"
#include "modules/conversations/reactions.h"
#include "modules/conversations/store.h"
#include "modules/conversations/views.h"
#include "modules/conversations/words.h"

namespace kith {

std::vector<Migration> kith_conversations_schema();

namespace {

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !std::isxdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  return true;
}

class ConversationsModule : public Module {
 public:
  explicit ConversationsModule(Conversations& conversations) : conversations_(conversations) {}
  std::string_view name() const override { return "conversations"; }
  std::vector<Migration> schema() const override { return kith_conversations_schema(); }
  std::vector<std::pair<std::string, Within>> within() override {
    return conversation_reactions(conversations_);
  }
  std::vector<Audience> audiences() override { return conversation_audiences(); }
  std::vector<std::string> check(Tx& tx) override { return conversations_store::broken_rows(tx); }

  // Signed in is all that is asked here: the Reach decides, and answers not_found to everybody but the two.
  Endpoints endpoints() override {
    Endpoints all = reading();
    std::ranges::move(writing(), std::back_inserter(all));
    return all;
  }

 private:
  Endpoints reading() {
    return {
        endpoint<ConversationsAsk, ConversationList>(
            Method::get, "/api/me/conversations", signed_in(), Access::read, "One's conversations",
            [this](Context& c, const ConversationsAsk& r) { return list(c, r); }),
        endpoint<AboutConversation, ConversationView>(
            Method::get, "/api/conversations/{conversation}", signed_in(), Access::read, "One conversation",
            [this](Context& c, const AboutConversation& r) { return view(c, r.conversation); }),
        endpoint<MessagesAsk, MessageList>(
            Method::get, "/api/conversations/{conversation}/messages", signed_in(), Access::read,
            "Messages of a conversation",
            [this](Context& c, const MessagesAsk& r) { return messages(c, r); }),
    };
  }

  Endpoints writing() {
    return {
        endpoint<SendMessage, MessageView>(Method::post, "/api/conversations/{conversation}/messages",
                                           signed_in(), Access::write, "Send a message",
                                           [this](Context& c, const SendMessage& r) { return send(c, r); }),
        endpoint<ReadUpTo, Nothing>(Method::post, "/api/conversations/{conversation}/read", signed_in(),
                                    Access::write, "Say how far one has read",
                                    [this](Context& c, const ReadUpTo& r) {
                                      conversations_.mark_read(c, reach_conversation(c, r.conversation),
                                                               r.conversation, r.sequence);
                                      return Nothing{};
                                    }),
        endpoint<AboutConversation, Nothing>(Method::post, "/api/conversations/{conversation}/leave",
                                             signed_in(), Access::write, "Leave a conversation",
                                             [this](Context& c, const AboutConversation& r) {
                                               conversations_.leave(c, reach_conversation(c, r.conversation),
                                                                    r.conversation);
                                               return Nothing{};
                                             }),
        endpoint<AboutConversation, Nothing>(Method::post, "/api/conversations/{conversation}/block",
                                             signed_in(), Access::write, "Block the other person",
                                             [this](Context& c, const AboutConversation& r) {
                                               conversations_.block(c, reach_conversation(c, r.conversation),
                                                                    r.conversation);
                                               return Nothing{};
                                             }),
    };
  }

  std::string name_of_member(Context& c, const PersonId& person, const ProgrammeId& programme) const {
    return conversations_.people().display_name(c, person, programme);
  }

  ConversationList list(Context& c, const ConversationsAsk& ask) const {
    const auto page =
        conversations_.list(c, reach_own_conversations(c), ask.after, static_cast<std::size_t>(ask.limit));
    ConversationList out;
    for (const Conversation& each : page.items) {
      out.items.push_back({each.id, each.programme, name_of_member(c, each.other.person, each.programme),
                           each.state, each.last_at, each.unread});
    }
    if (!page.next.empty()) out.next = page.next;
    return out;
  }

  ConversationView view(Context& c, const ConversationId& id) const {
    const Conversation it = conversations_.get(c, reach_conversation(c, id), id);
    const Programme programme = conversations_.people().programmes().get(c.tx, it.programme);
    const std::string name = name_of_member(c, it.other.person, it.programme);
    return {it.id,
            it.programme,
            name,
            programme.role_word(it.other.role, c.language),
            it.state,
            conversations_.may_write(c, it),
            conversations_words::who_can_read.in(c.language,
                                                 {{"name", name}, {"programme", programme.name(c.language)}}),
            it.read_sequence,
            it.last_sequence};
  }

  MessageList messages(Context& c, const MessagesAsk& ask) const {
    const auto reach = reach_conversation(c, ask.conversation);
    const Conversation it = conversations_.get(c, reach, ask.conversation);
    const auto page = conversations_.messages(c, reach, it.id,
                                              {std::max<std::int64_t>(ask.after, 0), ask.before,
                                               ask.after >= 0, static_cast<std::size_t>(ask.limit)});
    const std::string own_name = name_of_member(c, it.own.person, it.programme);
    const std::string other_name = name_of_member(c, it.other.person, it.programme);
    MessageList out;
    for (const Said& each : page.items) {
      const bool mine = each.sender == it.own.person;
      out.items.push_back({each.id, each.sequence, mine ? each.client_id : "", mine,
                           mine ? own_name : other_name, each.at, each.text});
    }
    out.more = page.more;
    return out;
  }

  MessageView send(Context& c, const SendMessage& ask) {
    const auto reach = reach_conversation(c, ask.conversation);
    if (!is_uuid(ask.client_id)) {
      throw invalid({{"client_id", "not_a_uuid", conversations_words::bad_client_id.in(c.language)}});
    }
    const Said said = conversations_.send(c, reach, ask.conversation, {ask.client_id, ask.text});
    return {said.id, said.sequence, said.client_id, true, name_of_member(c, said.sender, reach.programme()),
            said.at, said.text};
  }

  Conversations& conversations_;
};

}  // namespace

std::unique_ptr<Module> make_conversations_module(Conversations& conversations) {
  return std::make_unique<ConversationsModule>(conversations);
}

}  // namespace kith
