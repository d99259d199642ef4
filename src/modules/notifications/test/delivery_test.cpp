#include "modules/notifications/test/letter_world.h"

namespace kith {
namespace {

using Delivery = LetterWorld;

TEST_F(Delivery, ALetterIsSentOnceAndThenForgotten) {
  post(anna, "hello", "1");
  post(anna, "hello", "1");  // the same letter
  settle();
  ASSERT_EQ(mail.sent.size(), 1U);
  EXPECT_EQ(mail.sent[0].to, "anna@example.org");
  EXPECT_EQ(mail.sent[0].text, "Text of hello");
  EXPECT_EQ(states(), std::vector<std::string>{"sent"});
  std::int64_t with_content = -1;
  database->read([&](Tx& tx) {
    with_content = tx.query("select count(*) from delivery where content is not null")[0].integer(0);
  });
  EXPECT_EQ(with_content, 0);
}

TEST_F(Delivery, ALetterOfAFailedOperationIsNeverSent) {
  try {
    application->as_system("test", [&](Context& context) {
      notifications.post(context, {anna, first, "", "Subject", "Text", "hello", "1"});
      throw std::runtime_error("no");
    });
  } catch (const std::runtime_error&) {
  }
  settle();
  EXPECT_TRUE(mail.sent.empty());
}

TEST_F(Delivery, WhatAServerDoesNotTakeIsTriedAgainAtLongerAndLongerPauses) {
  mail.answer = {false, false, "smtp 451"};
  post(anna, "hello", "1");
  settle();
  const Duration pauses[] = {minutes(1), minutes(5), minutes(15), hours(1), hours(4)};
  std::size_t tries = 1;
  for (const Duration each : pauses) {
    pass(each - seconds(1));
    EXPECT_EQ(mail.sent.size(), tries);
    pass(seconds(1));
    EXPECT_EQ(mail.sent.size(), ++tries);
  }
  EXPECT_EQ(states(), std::vector<std::string>{"handed_on"});
  const auto failed = events("notifications.delivery_failed");
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].data.text("person"), anna.str());
  EXPECT_EQ(failed[0].programme, first.str());
  pass(days(2));
  EXPECT_EQ(mail.sent.size(), 6U);
  for (const OutboundMessage& each : mail.sent) EXPECT_EQ(each.message_id, mail.sent[0].message_id);
}

TEST_F(Delivery, ALaterTryThatIsTakenIsTheLast) {
  mail.answer = {false, false, "curl 28"};
  post(anna, "hello", "1");
  settle();
  mail.answer = {true, false, ""};
  pass(minutes(1));
  pass(days(1));
  EXPECT_EQ(mail.sent.size(), 2U);
  EXPECT_EQ(states(), std::vector<std::string>{"sent"});
}

TEST_F(Delivery, WhatIsRefusedForGoodIsNotTriedAgain) {
  mail.answer = {false, true, "smtp 550"};
  post(anna, "hello", "1");
  settle();
  pass(days(1));
  EXPECT_EQ(mail.sent.size(), 1U);
  EXPECT_EQ(events("notifications.delivery_failed").size(), 1U);
}

TEST_F(Delivery, SomeoneWithoutAnAddressIsAFailureAtOnce) {
  const PersonId gran = add(Role::participant, "Gran", "", "en");
  post(gran, "hello", "1");
  settle();
  EXPECT_TRUE(mail.sent.empty());
  EXPECT_EQ(states(), std::vector<std::string>{"handed_on"});
  EXPECT_EQ(events("notifications.delivery_failed").size(), 1U);
}

TEST_F(Delivery, AMobileNumberGetsATextMessage) {
  const PersonId gran = add(Role::participant, "Gran", "", "en", "+16045550123");
  post(gran, "hello", "1");
  settle();
  ASSERT_EQ(mail.sent.size(), 1U);
  EXPECT_EQ(mail.sent[0].channel, OutboundMessage::Channel::sms);
}

TEST_F(Delivery, ACrashAfterTheHandOverSendsAgainWithTheSameMessageId) {
  mail.crashes = true;
  post(anna, "hello", "1");
  EXPECT_THROW(settle(), Crash);
  mail.crashes = false;
  restart();
  settle();
  EXPECT_EQ(mail.sent.size(), 1U);  // another process may still be at it
  pass(minutes(6));
  ASSERT_EQ(mail.sent.size(), 2U);
  EXPECT_EQ(mail.sent[0].message_id, mail.sent[1].message_id);
  pass(days(1));
  EXPECT_EQ(mail.sent.size(), 2U);
  EXPECT_EQ(states(), std::vector<std::string>{"sent"});
}

TEST_F(Delivery, ARestartBeforeTheHandOverLosesNothing) {
  post(anna, "hello", "1");
  restart();
  settle();
  EXPECT_EQ(mail.sent.size(), 1U);
}

TEST_F(Delivery, AnErasedPersonGetsNothing) {
  post(anna, "hello", "1");
  database->write([&](Tx& tx) { vault.destroy_key(tx, anna.str()); });
  settle();
  EXPECT_TRUE(mail.sent.empty());
  EXPECT_EQ(states(), std::vector<std::string>{"failed"});
  EXPECT_TRUE(events("notifications.delivery_failed").empty());
}

TEST_F(Delivery, WhatWasSettledIsForgottenAfterThreeMonths) {
  post(anna, "hello", "1");
  settle();
  pass(days(89));
  EXPECT_EQ(states().size(), 1U);
  pass(days(4));
  EXPECT_TRUE(states().empty());
}

TEST_F(Delivery, NothingOfALetterIsReadableInTheDatabaseOrTheLog) {
  mail.answer = {false, false, "smtp 451"};
  post(anna, "hello", "1");
  settle();
  database->read([&](Tx& tx) {
    const Rows rows = tx.query("select content, last_error, dedupe, kind from delivery");
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].bytes(0).find("anna"), std::string::npos);
    EXPECT_EQ(rows[0].bytes(0).find("Text of"), std::string::npos);
    EXPECT_EQ(rows[0].text(1), "smtp 451");
  });
  EXPECT_EQ(logged.find("anna@"), std::string::npos);
  EXPECT_EQ(logged.find("Text of"), std::string::npos);
}

TEST_F(Delivery, TheOperatorSeesStatesAndNoReadingOfPeople) {
  post(anna, "hello", "1");
  settle();
  EXPECT_EQ(outbox({}).status, 401);
  EXPECT_EQ(outbox(coordinator).status, 404);
  EXPECT_EQ(outbox(anna).status, 404);
  const Answer answer = outbox(administrator);
  ASSERT_EQ(answer.status, 200);
  const Json& line = answer.body.find("items")->array_items().at(0);
  EXPECT_EQ(line.text("state"), "sent");
  EXPECT_EQ(line.text("to"), "");
  EXPECT_EQ(line.text("text"), "");
  EXPECT_EQ(line.text("subject"), "");
}

class KeptLetters : public LetterWorld {
 public:
  KeptLetters() : LetterWorld(true) {}
};

TEST_F(KeptLetters, AreReadableBecauseNobodyCouldSignInOtherwise) {
  post(anna, "hello", "1");
  settle();
  pass(days(1));
  EXPECT_TRUE(mail.sent.empty());
  EXPECT_EQ(outbox(coordinator).status, 404);
  const Answer answer = outbox(administrator);
  const Json& line = answer.body.find("items")->array_items().at(0);
  EXPECT_EQ(line.text("state"), "kept");
  EXPECT_EQ(line.text("to"), "anna@example.org");
  EXPECT_EQ(line.text("text"), "Text of hello");
}

TEST_F(KeptLetters, ArePagedNewestFirst) {
  for (int i = 0; i < 3; ++i) post(anna, "hello", std::to_string(i));
  Answer page = outbox(administrator, "2");
  EXPECT_EQ(page.body.find("items")->array_items().size(), 2U);
  after = page.body.text("next");
  page = outbox(administrator, "2");
  EXPECT_EQ(page.body.find("items")->array_items().size(), 1U);
  EXPECT_EQ(page.body.text("next"), "");
}

}  // namespace
}  // namespace kith
