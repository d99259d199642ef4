#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "modules/conversations/test/talk_world.h"

// What was said is not readable in the database, its log or the event trail (promises V1 and V7).
namespace kith {
namespace {

class SealedTest : public testing::TestWithParam<std::string> {
 protected:
  SealedTest() : world(GetParam()) { world.build(); }
  TalkWorld world;
};

INSTANTIATE_TEST_SUITE_P(, SealedTest, testing::ValuesIn(test_database_kinds()),
                         [](const auto& of) { return of.param; });

TEST_P(SealedTest, TheDatabaseHoldsNoWordOfAMessage) {
  ASSERT_EQ(world.send(world.anna, 1, "canary-in-a-message").status, 200);
  EXPECT_EQ(world.send(world.anna, 1, "canary-in-another").status, 409);
  world.database->read([](Tx& tx) {
    EXPECT_EQ(tx.query("select body from message")[0].bytes(0).find("canary"), std::string::npos);
    for (const StoredEvent& each : events_after(tx, 0, 1000)) {
      EXPECT_EQ(to_text(each.data).find("canary"), std::string::npos);
    }
  });
  EXPECT_EQ(world.logged.find("canary"), std::string::npos);
  if (GetParam() != "sqlite") return;
  const std::filesystem::path file(world.place.url().substr(std::string("sqlite:").size()));
  std::size_t bytes = 0;
  for (const auto& each : std::filesystem::directory_iterator(file.parent_path())) {
    std::ifstream in(each.path(), std::ios::binary);
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    bytes += all.size();
    EXPECT_EQ(all.find("canary-in"), std::string::npos) << each.path();
  }
  EXPECT_GT(bytes, 1000U);
}

TEST_P(SealedTest, AMessageThatWasTamperedWithIsNotShown) {
  ASSERT_EQ(world.send(world.anna, 1, "Hello").status, 200);
  world.database->write([](Tx& tx) {
    std::string body = tx.query("select body from message")[0].bytes(0);
    body.back() = static_cast<char>(body.back() ^ 1);
    tx.execute("update message set body = $1", Bytes{body});
  });
  const Answer answer = world.get(world.talk() + "/messages", world.anna);
  EXPECT_EQ(answer.status, 500);
  EXPECT_EQ(answer.text.find("Hello"), std::string::npos);
}

TEST_P(SealedTest, AMessageCannotBeMovedToAnotherConversation) {
  ASSERT_EQ(world.send(world.anna, 1, "Hello").status, 200);
  world.conversation = ConversationId("22222222-2222-7222-8222-222222222222");
  world.as_matching("matching.match_made", world.match_data());
  ASSERT_EQ(world.send(world.anna, 1, "Another").status, 200);
  world.database->write([&](Tx& tx) {
    const Rows rows = tx.query("select body from message where conversation_id <> $1", world.conversation);
    tx.execute("update message set body = $1 where conversation_id = $2", Bytes{rows[0].bytes(0)},
               world.conversation);
  });
  EXPECT_EQ(world.get(world.talk() + "/messages", world.anna).status, 500);
}

TEST_P(SealedTest, CheckNamesWhatIsBroken) {
  for (int i = 1; i <= 3; ++i) ASSERT_EQ(world.send(world.anna, i, "Line").status, 200);
  EXPECT_TRUE(world.application->check().empty());
  world.database->write([](Tx& tx) { tx.execute("delete from message where sequence = 2"); });
  const auto problems = world.application->check();
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_NE(problems[0].find("gap"), std::string::npos);
  world.database->write(
      [&](Tx& tx) { tx.execute("delete from conversation_member where person_id = $1", world.maria); });
  EXPECT_EQ(world.application->check().size(), 2U);
}

}  // namespace
}  // namespace kith
