#include <gtest/gtest.h>

#include <set>

#include "modules/conversations/test/talk_world.h"

namespace kith {
namespace {

class ConversationsTest : public testing::TestWithParam<std::string> {
 protected:
  ConversationsTest() : world(GetParam()) { world.build(); }
  void TearDown() override { EXPECT_EQ(world.application->check(), std::vector<std::string>{}); }

  Answer messages(const PersonId& who, const std::string& query = "") {
    return world.get(world.talk() + "/messages" + query, who);
  }
  TalkWorld world;
};

INSTANTIATE_TEST_SUITE_P(, ConversationsTest, testing::ValuesIn(test_database_kinds()),
                         [](const auto& of) { return of.param; });

TEST_P(ConversationsTest, OpensWithTheMatchOnceAndSaysWhoCanRead) {
  world.as_matching("matching.match_made", world.match_data());
  EXPECT_EQ(world.events("conversations.conversation_opened").size(), 1U);
  const Answer view = world.get(world.talk(), world.anna);
  ASSERT_EQ(view.status, 200) << view.text;
  EXPECT_EQ(view.body.text("who_can_read"),
            "Only you and Maria can read this. Staff of Programme one cannot, unless one of you reports a "
            "message.");
  EXPECT_EQ(view.body.text("other_role_word"), "peer supporter");
  EXPECT_EQ(view.body.text("state"), "open");
  EXPECT_TRUE(yes(view.body, "may_write"));
}

TEST_P(ConversationsTest, SendsListsAndCountsUnread) {
  const Answer sent = world.send(world.anna, 1, "Hello Maria");
  ASSERT_EQ(sent.status, 200) << sent.text;
  EXPECT_EQ(whole(sent.body, "sequence"), 1);
  EXPECT_TRUE(yes(sent.body, "mine"));
  world.clock.advance(minutes(1));
  ASSERT_EQ(world.send(world.anna, 2, "Are you there?").status, 200);
  const Answer seen = messages(world.maria);
  ASSERT_EQ(seen.count(), 2U);
  EXPECT_EQ(seen.at(0).text("text"), "Hello Maria");
  EXPECT_EQ(seen.at(0).text("from_name"), "Anna");
  EXPECT_EQ(seen.at(0).text("client_id"), "");
  EXPECT_FALSE(yes(seen.at(0), "mine"));
  EXPECT_EQ(whole(world.get("/api/me/conversations", world.maria).at(0), "unread"), 2);
  EXPECT_EQ(whole(world.get("/api/me/conversations", world.anna).at(0), "unread"), 0);
}

TEST_P(ConversationsTest, TheReadMarkNeverGoesBackNorPastTheEnd) {
  for (int i = 1; i <= 3; ++i) ASSERT_EQ(world.send(world.anna, i, "Line").status, 200);
  const auto mark = [&](int to) {
    EXPECT_EQ(world.post(world.talk() + "/read", world.maria, Json::object({{"sequence", to}})).status, 200);
    return whole(world.get(world.talk(), world.maria).body, "my_read_sequence");
  };
  EXPECT_EQ(mark(2), 2);
  EXPECT_EQ(mark(1), 2);
  EXPECT_EQ(whole(world.get("/api/me/conversations", world.maria).at(0), "unread"), 1);
  EXPECT_EQ(mark(99), 3);
  EXPECT_EQ(world.post(world.talk() + "/read", world.maria, Json::object({{"sequence", -1}})).status, 422);
}

TEST_P(ConversationsTest, TheSameClientIdIsTheSameMessage) {
  const Answer once = world.send(world.anna, 1, "Hello");
  const Answer again = world.send(world.anna, 1, "Hello");
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.text, once.text);
  const Answer other = world.send(world.anna, 1, "Something else");
  EXPECT_EQ(other.status, 409);
  EXPECT_EQ(other.code(), "conversations.client_id_reused");
  EXPECT_EQ(messages(world.anna).count(), 1U);
  EXPECT_EQ(world.send(world.maria, 1, "My own first").status, 200);  // the id counts for each sender alone
}

TEST_P(ConversationsTest, ConcurrentSendsWithOneClientIdMakeOneMessage) {
  for (int round = 1; round <= 10; ++round) {
    auto one = world.start_send(world.anna, round, "Hello");
    auto two = world.start_send(world.anna, round, "Hello");
    const Answer a = one.get();
    const Answer b = two.get();
    ASSERT_EQ(a.status, 200) << a.text;
    EXPECT_EQ(a.text, b.text);
  }
  EXPECT_EQ(messages(world.anna).count(), 10U);
}

TEST_P(ConversationsTest, SequencesHaveNoGapsWhenBothWriteAtOnce) {
  std::vector<std::future<Answer>> sends;
  for (int i = 1; i <= 20; ++i)
    sends.push_back(world.start_send(i % 2 ? world.anna : world.maria, i, "Line"));
  std::set<std::int64_t> sequences;
  for (auto& each : sends) sequences.insert(whole(each.get().body, "sequence"));
  EXPECT_EQ(sequences.size(), 20U);
  EXPECT_EQ(*sequences.rbegin(), 20);
}

TEST_P(ConversationsTest, RefusesEmptyAndTooLongText) {
  EXPECT_EQ(world.send(world.anna, 1, " \n\u00a0 ").status, 422);
  EXPECT_EQ(world.send(world.anna, 1, "").status, 422);
  std::string longest;
  for (int i = 0; i < 4000; ++i) longest += "é";
  EXPECT_EQ(world.send(world.anna, 1, longest).status, 200);
  EXPECT_EQ(world.send(world.anna, 2, longest + "x").status, 422);
  const Answer bad = world.post(world.talk() + "/messages", world.anna,
                                Json::object({{"client_id", std::string(36, 'x')}, {"text", "Hello"}}));
  EXPECT_EQ(bad.status, 422);
}

TEST_P(ConversationsTest, PagesBothWays) {
  for (int i = 1; i <= 7; ++i) ASSERT_EQ(world.send(world.anna, i, "Line " + std::to_string(i)).status, 200);
  const auto shown = [&](const std::string& query) {
    const Answer page = messages(world.maria, query);
    std::string out;
    for (std::size_t i = 0; i < page.count(); ++i) out += std::to_string(whole(page.at(i), "sequence"));
    return out + (yes(page.body, "more") ? "+" : "");
  };
  EXPECT_EQ(shown("?limit=3"), "567+");
  EXPECT_EQ(shown("?before=5&limit=3"), "234+");
  EXPECT_EQ(shown("?before=3&limit=3"), "12");
  EXPECT_EQ(shown("?after=0&limit=3"), "123+");
  EXPECT_EQ(shown("?after=5&limit=3"), "67");
  EXPECT_EQ(shown("?after=2&before=5"), "34");
  EXPECT_EQ(messages(world.maria, "?limit=201").status, 422);
}

TEST_P(ConversationsTest, BothSpokeIsSaidOnce) {
  world.send(world.anna, 1, "Hello");
  world.send(world.anna, 2, "Hello?");
  EXPECT_TRUE(world.events("conversations.both_spoke").empty());
  world.send(world.maria, 3, "Hello Anna");
  world.send(world.maria, 4, "How are you?");
  world.send(world.anna, 5, "Well");
  EXPECT_EQ(world.events("conversations.both_spoke").size(), 1U);
}

TEST_P(ConversationsTest, NobodyElseReachesIt) {
  ASSERT_EQ(world.send(world.anna, 1, "Canary words").status, 200);
  const Answer absent = world.get("/api/conversations/none", world.ben);
  for (const PersonId& who : {world.ben, world.cleo, world.coordinator, world.lead}) {
    for (const char* part : {"", "/messages"}) {
      const Answer hidden = world.get(world.talk() + part, who);
      EXPECT_EQ(hidden.status, 404);
      EXPECT_EQ(hidden.text, absent.text);
    }
    EXPECT_EQ(world.send(who, 9, "Let me in").status, 404);
    for (const char* act : {"/leave", "/block"}) EXPECT_EQ(world.post(world.talk() + act, who).status, 404);
    EXPECT_EQ(world.post(world.talk() + "/read", who, Json::object({{"sequence", 1}})).status, 404);
    EXPECT_EQ(world.get("/api/me/conversations", who).count(), 0U);
  }
  for (const char* part : {"", "/messages"}) EXPECT_EQ(world.get(world.talk() + part, {}).status, 401);
  EXPECT_EQ(world.get("/api/me/conversations", {}).status, 401);
  EXPECT_EQ(world.send({}, 9, "Let me in").status, 401);
  EXPECT_EQ(world.get(world.talk(), world.anna).body.text("state"), "open");
}

TEST_P(ConversationsTest, LeavingTellsTheOtherSideOnlyThatItEnded) {
  world.send(world.anna, 1, "Hello");
  EXPECT_EQ(world.post(world.talk() + "/leave", world.anna).status, 200);
  EXPECT_EQ(world.post(world.talk() + "/leave", world.maria).status, 200);  // without effect
  EXPECT_EQ(world.get(world.talk(), world.anna).body.text("state"), "left");
  EXPECT_EQ(world.get(world.talk(), world.maria).body.text("state"), "ended");
  EXPECT_FALSE(yes(world.get(world.talk(), world.maria).body, "may_write"));
  const auto left = world.events("conversations.conversation_left");
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(left[0].data.text("person"), world.anna.str());
  EXPECT_FALSE(yes(left[0].data, "blocked"));
  for (const PersonId& who : {world.anna, world.maria}) {
    EXPECT_EQ(messages(who).count(), 1U);
    const Answer late = world.send(who, 2, "Too late");
    EXPECT_EQ(late.status, 409);
    EXPECT_EQ(late.code(), "conversations.ended");
  }
  EXPECT_EQ(world.send(world.anna, 1, "Hello").status, 200);  // it was taken, and the asker hears so
}

TEST_P(ConversationsTest, TheOtherSideSeesTheSameHoweverItEnds) {
  const auto seen_by_maria = [](const std::function<void(TalkWorld&)>& end) {
    TalkWorld one(GetParam());
    one.build();
    one.send(one.anna, 1, "Hello");
    end(one);
    Json view = one.get(one.talk(), one.maria).body;
    view.set("programme_id", "");
    const Answer late = one.send(one.maria, 2, "Late");
    return to_text(view) + std::to_string(late.status) + late.code();
  };
  const std::string left = seen_by_maria([](TalkWorld& w) { w.post(w.talk() + "/leave", w.anna); });
  EXPECT_EQ(left, seen_by_maria([](TalkWorld& w) { w.post(w.talk() + "/block", w.anna); }));
  EXPECT_EQ(left, seen_by_maria([](TalkWorld& w) { w.end_match("new_match"); }));
}

TEST_P(ConversationsTest, BlockingKeepsTheTwoApartAlsoAfterTheEnd) {
  EXPECT_EQ(world.post(world.talk() + "/leave", world.maria).status, 200);
  EXPECT_EQ(world.post(world.talk() + "/block", world.anna).status, 200);
  EXPECT_EQ(world.post(world.talk() + "/block", world.anna).status, 200);
  EXPECT_EQ(world.get(world.talk(), world.anna).body.text("state"), "blocked");
  EXPECT_EQ(world.get(world.talk(), world.maria).body.text("state"), "left");
  const auto blocks = world.events("people.person_blocked");
  ASSERT_EQ(blocks.size(), 1U);
  EXPECT_EQ(blocks[0].data.text("blocked"), world.maria.str());
  EXPECT_EQ(world.events("conversations.conversation_left").size(), 1U);
}

TEST_P(ConversationsTest, TheEndOfAMatchOrARoleClosesEveryWay) {
  world.send(world.anna, 1, "Hello");
  world.set_state(world.anna, Role::participant, GrantState::ended);
  EXPECT_EQ(world.send(world.anna, 2, "Too late").status, 409);
  EXPECT_EQ(world.send(world.maria, 2, "Too late").status, 409);
  EXPECT_EQ(messages(world.maria).count(), 1U);
  world.end_match("ended");
  EXPECT_EQ(world.events("conversations.conversation_ended").size(), 1U);
}

TEST_P(ConversationsTest, ARoleThatIsNotActiveDoesNotWrite) {
  world.set_state(world.anna, Role::participant, GrantState::invited);
  const Answer refused = world.send(world.anna, 1, "Hello");
  EXPECT_EQ(refused.status, 403);
  EXPECT_EQ(refused.code(), "conversations.not_active");
  EXPECT_FALSE(yes(world.get(world.talk(), world.anna).body, "may_write"));
}

TEST_P(ConversationsTest, NothingIsReadableThatCameAfterALeaveInTheSameMoment) {
  std::vector<std::future<Answer>> sends;
  for (int i = 1; i <= 8; ++i) sends.push_back(world.start_send(world.maria, i, "Line"));
  auto leave = world.start("POST", world.talk() + "/leave", world.anna, Json::object());
  for (int i = 9; i <= 16; ++i) sends.push_back(world.start_send(world.maria, i, "Line"));
  EXPECT_EQ(leave.get().status, 200);
  std::size_t taken = 0;
  for (auto& each : sends) taken += each.get().status == 200 ? 1 : 0;
  EXPECT_EQ(messages(world.anna).count(), taken);
  EXPECT_EQ(messages(world.maria).count(), taken);
  EXPECT_EQ(world.send(world.maria, 17, "Late").status, 409);
}

TEST_P(ConversationsTest, OnlyThoseStillInHearOfMessages) {
  world.send(world.anna, 1, "Hello");
  world.post(world.talk() + "/leave", world.anna);
  auto module = make_conversations_module(world.conversations);
  const auto heard = [&](std::string_view type) {
    std::set<PersonId> out;
    world.database->read([&](Tx& tx) {
      for (const Audience& each : module->audiences()) {
        if (each.type != type) continue;
        StoredEvent event;
        event.subject = world.conversation.str();
        event.data = Json::object({{"person", world.anna.str()}});
        for (const PersonId& person : each.people(tx, event)) out.insert(person);
      }
    });
    return out;
  };
  EXPECT_EQ(heard("conversations.message_sent"), std::set{world.maria});
  EXPECT_EQ(heard("conversations.conversation_left"), std::set{world.anna});
  EXPECT_EQ(heard("conversations.conversation_ended"), (std::set{world.anna, world.maria}));
}

}  // namespace
}  // namespace kith
