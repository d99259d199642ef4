#include <algorithm>

#include "modules/notifications/push_crypto.h"
#include "modules/notifications/test/letter_world.h"
#include "modules/notifications/test/push_service.h"

namespace kith {
namespace {

constexpr std::string_view phone = "https://fcm.googleapis.com/fcm/send/phone";
constexpr std::string_view laptop = "https://updates.push.services.mozilla.com/wpush/v2/laptop";

class PushDelivery : public LetterWorld {
 public:
  void SetUp() override {
    LetterWorld::SetUp();
    sign_in(anna, "");
    sign_in(anna, "@2");
    sign_in(maria, "");
    push->answer = {true, false, false, {}, ""};
  }

  void sign_in(const PersonId& person, const std::string& which) {
    application->as_system("test", [&](Context& context) {
      context.tx.execute(R"(
        insert into account_session
          (id, token_hash, person_id, second_factor, proof, staff, device, signed_in_at, last_seen_at, ends_at)
        values ($1, $1, $2, 'none', 'link', false, 'A device', $3, $3, $4)
      )",
                         "session of " + person.str() + which, person, clock.now(), clock.now() + days(180));
    });
  }
  Answer tell(const PersonId& who, std::string_view endpoint = phone, const std::string& which = "") {
    return call("PUT", "/api/me/push", PersonId(who.str() + which), subscription(endpoint));
  }
  static Json subscription(std::string_view endpoint) {
    return Json::object(
        {{"endpoint", endpoint},
         {"p256dh",
          "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"},
         {"auth", "BTBZMqHH6r4Tts7J_aSIgg"}});
  }
  // A notice to Anna, as an event of another module makes it.
  void news(const std::string& dedupe = "1") {
    post(anna, "notice_match", dedupe);
    settle();
  }
  std::vector<std::string> pushed() {
    std::vector<std::string> out;
    for (const PushMessage& each : push->sent) out.push_back(each.endpoint);
    push->sent.clear();
    return out;
  }
  std::int64_t devices() {
    std::int64_t count = 0;
    database->read([&](Tx& tx) { count = tx.query("select count(*) from push_device")[0].integer(0); });
    return count;
  }
  std::string way_of(const PersonId& who) { return call("GET", "/api/me/notices", who).body.text("way"); }
};

const std::vector<std::string> to_phone{std::string(phone)};
const std::vector<std::string> to_anna{"anna"};

TEST_F(PushDelivery, WhoAskedForItIsToldInTheirBrowser) {
  EXPECT_EQ(tell(anna).status, 200);
  EXPECT_EQ(way_of(anna), "push");
  news();
  EXPECT_EQ(pushed(), to_phone);
  EXPECT_TRUE(mail.sent.empty());
  EXPECT_EQ(states(), std::vector<std::string>{"sent"});
}

// Promise S10. Planted fault: the letter's subject in place of the sentence.
TEST_F(PushDelivery, SaysTheSameSentenceToEverybody) {
  LocalPushService service("201");
  tell(anna, phone);
  tell(maria, laptop);
  news();
  application->as_system("test", [&](Context& context) {
    notifications.post(context, {maria, first, "", "How is Anna's insulin?",
                                 "Well?\nhttps://kith.example.org/answer#abc-_1.fine\n", "clock:week", "1"});
  });
  settle();
  ASSERT_EQ(push->sent.size(), 2U);
  const Json one = parse_json(service.opened(push->sent[0]));
  const Json other = parse_json(service.opened(push->sent[1]));
  EXPECT_EQ(to_text(one), R"({"title":"Kith","body":"Something new is waiting for you.","path":"/","tag":")" +
                              push->sent[0].topic + "\"}");
  EXPECT_EQ(to_text(other),
            R"({"title":"Kith","body":"Du nouveau vous attend.","path":"/answer#abc-_1","tag":")" +
                push->sent[1].topic + "\"}");
}

TEST_F(PushDelivery, EveryBrowserOfThePersonIsTold) {
  tell(anna, phone);
  tell(anna, laptop, "@2");
  news();
  auto told = pushed();
  std::ranges::sort(told);
  EXPECT_EQ(told, (std::vector<std::string>{std::string(phone), std::string(laptop)}));
}

// Planted fault: a topic drawn from the delivery's id.
TEST_F(PushDelivery, OneTopicForAllNewsOfAKindAndAnotherForEveryPerson) {
  tell(anna);
  news("1");
  news("2");
  post(anna, "notice_message", "3");
  settle();
  ASSERT_EQ(push->sent.size(), 3U);
  EXPECT_EQ(push->sent[0].topic.size(), 32U);
  EXPECT_EQ(push->sent[0].topic, push->sent[1].topic);
  EXPECT_NE(push->sent[0].topic, push->sent[2].topic);
  EXPECT_NE(push->sent[0].body, push->sent[1].body);
  EXPECT_EQ(push->sent[0].body.size(), push->sent[2].body.size());
}

TEST_F(PushDelivery, WhatHasMoreToSayGoesByMailAndCodesAlways) {
  tell(anna);
  post(anna, "nudge", "1");
  post(anna, "sign_in_code", "1");
  settle();
  EXPECT_TRUE(pushed().empty());
  EXPECT_EQ(receivers(), (std::vector<std::string>{"anna", "anna"}));
}

TEST_F(PushDelivery, AQuestionGoesByPushForItHasAPageOfItsOwn) {
  tell(anna);
  application->as_system("test", [&](Context& context) {
    notifications.post(context, {anna, first, "", "A question",
                                 "Fine?\nhttps://kith.example.org/answer#abc.fine", "clock:week", "1"});
  });
  settle();
  EXPECT_EQ(pushed(), to_phone);
}

TEST_F(PushDelivery, QuietHoursHoldForPushesToo) {
  clock.set(local_to_instant({2026, 11, 23}, 23, 0, "America/Vancouver"));
  tell(anna);
  news();
  EXPECT_TRUE(pushed().empty());
  pass(hours(9));
  EXPECT_EQ(pushed(), to_phone);
}

// Planted fault: the wait of a service left out of settle_in_browsers().
TEST_F(PushDelivery, ABusyServiceIsLeftAloneAsLongAsItAsked) {
  tell(anna);
  push->answer = {false, false, false, minutes(30), "http 429"};
  news();
  EXPECT_EQ(pushed().size(), 1U);
  pass(minutes(29));
  EXPECT_TRUE(pushed().empty());
  push->answer = {true, false, false, {}, ""};
  pass(minutes(1));
  EXPECT_EQ(pushed(), to_phone);
  EXPECT_EQ(states(), std::vector<std::string>{"sent"});
}

TEST_F(PushDelivery, AfterAFewTriesTheNewsGoesTheNextWay) {
  tell(anna);
  push->answer = {false, false, false, {}, "curl 28"};
  news();
  pass(minutes(1));
  pass(minutes(5));
  EXPECT_TRUE(mail.sent.empty());
  pass(minutes(15));
  EXPECT_EQ(pushed().size(), 4U);
  EXPECT_EQ(receivers(), to_anna);
  EXPECT_EQ(states(), std::vector<std::string>{"sent"});
  EXPECT_EQ(devices(), 1) << "a service in trouble is no reason to forget the browser";
}

// Planted fault: push_store::drop_device() left out of settle_push().
TEST_F(PushDelivery, ABrowserThatIsGoneIsForgottenAndTheNewsGoesTheNextWay) {
  tell(anna);
  push->answer = {false, true, false, {}, "http 410"};
  news();
  EXPECT_EQ(pushed(), to_phone);
  EXPECT_EQ(devices(), 0);
  EXPECT_EQ(receivers(), to_anna);
  news("2");
  EXPECT_TRUE(pushed().empty());
  EXPECT_EQ(receivers(), to_anna) << "who chose it and has no browser left is told by mail";
}

TEST_F(PushDelivery, OneBrowserThatIsGoneDoesNotKeepTheNewsFromTheOther) {
  tell(anna, phone);
  tell(anna, laptop, "@2");
  push->answers[std::string(phone)] = {false, true, false, {}, "http 404"};
  news();
  EXPECT_EQ(devices(), 1);
  EXPECT_EQ(states(), std::vector<std::string>{"sent"});
  EXPECT_TRUE(mail.sent.empty());
}

TEST_F(PushDelivery, WhoCannotBeReachedInAnyWayIsHandedToAPerson) {
  const PersonId gran = add(Role::participant, "Gran", "", "en");
  sign_in(gran, "");
  tell(gran);
  push->answer = {false, true, false, {}, "http 410"};
  post(gran, "notice_match", "1");
  settle();
  EXPECT_EQ(states(), std::vector<std::string>{"handed_on"});
  const auto failed = events("notifications.delivery_failed");
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].data.text("person"), gran.str());
}

// Promises S7 and T11. Planted fault: no handler of accounts.session_ended in push_within().
TEST_F(PushDelivery, SigningOutForgetsTheBrowserAtOnce) {
  tell(anna, phone);
  tell(anna, laptop, "@2");
  post(anna, "notice_match", "waits");
  EXPECT_EQ(call("POST", "/api/sign-out", anna).status, 200);
  EXPECT_EQ(devices(), 1);
  settle();
  EXPECT_EQ(pushed(), std::vector<std::string>{std::string(laptop)});
  EXPECT_EQ(call("POST", "/api/sign-out/everywhere", PersonId(anna.str() + "@2")).status, 200);
  EXPECT_EQ(devices(), 0);
}

TEST_F(PushDelivery, WhatWaitsForABrowserThatSignedOutGoesTheNextWay) {
  tell(anna);
  post(anna, "notice_match", "1");
  application->as_system("test", [&](Context& c) { accounts.end_all_sessions(c, anna); });
  settle();
  EXPECT_TRUE(pushed().empty());
  EXPECT_EQ(receivers(), to_anna);
}

TEST_F(PushDelivery, WhoseLastPartEndedHasNoBrowserLeft) {
  tell(anna);
  application->as_system("test", [&](Context& context) {
    people.set_state(context, anna, first, Role::participant, GrantState::ended);
  });
  EXPECT_EQ(devices(), 0);
}

TEST_F(PushDelivery, ABrowserGoesWithTheEndOfItsSession) {
  tell(anna);
  pass(days(180));
  news();
  EXPECT_TRUE(pushed().empty());
  EXPECT_EQ(receivers(), to_anna);
}

TEST_F(PushDelivery, ABrowserBelongsToWhoAskedLast) {
  tell(anna, phone);
  tell(maria, phone);
  EXPECT_EQ(devices(), 1);
  news();
  EXPECT_TRUE(pushed().empty());
}

TEST_F(PushDelivery, TakesBrowsersOfKnownServicesOnly) {
  const auto code = [](const Answer& answer) {
    return answer.body.find("errors")->array_items().at(0).text("code");
  };
  for (const std::string endpoint :
       {"https://evil.test/x", "https://127.0.0.1/x", "http://fcm.googleapis.com/x"}) {
    const Answer answer = tell(anna, endpoint);
    EXPECT_EQ(answer.status, 422);
    EXPECT_EQ(code(answer), "unknown_push_service");
  }
  Json wrong = subscription(phone);
  wrong.set("p256dh", "BBBB");
  EXPECT_EQ(code(call("PUT", "/api/me/push", anna, wrong)), "not_a_key");
  wrong = subscription(phone);
  wrong.set("auth", "short");
  EXPECT_EQ(code(call("PUT", "/api/me/push", anna, wrong)), "not_a_key");
  EXPECT_EQ(devices(), 0);
  EXPECT_EQ(tell({}).status, 401);
}

TEST_F(PushDelivery, KeepsAtMostTenBrowsersOfAPerson) {
  for (int i = 3; i < 13; ++i) {
    const std::string which = "@" + std::to_string(i);
    sign_in(anna, which);
    EXPECT_EQ(tell(anna, std::string(phone) + which, which).status, 200);
  }
  const Answer answer = tell(anna, phone);
  EXPECT_EQ(answer.status, 409);
  EXPECT_EQ(answer.body.text("code"), "notifications.too_many_devices");
  EXPECT_EQ(tell(anna, std::string(phone) + "again", "@3").status, 200)
      << "a browser's new address is no more";
  EXPECT_EQ(devices(), 10);
}

TEST_F(PushDelivery, IsTurnedOffWhereItWasTurnedOn) {
  const Answer on = tell(anna);
  EXPECT_TRUE(on.body.find("on_this_device")->boolean());
  EXPECT_EQ(on.body.find("device_count")->integer(), 1);
  const Answer elsewhere = call("GET", "/api/me/push", PersonId(anna.str() + "@2"));
  EXPECT_FALSE(elsewhere.body.find("on_this_device")->boolean());
  EXPECT_EQ(elsewhere.body.text("public_key"), on.body.text("public_key"));
  EXPECT_EQ(notifications::from_base64url(on.body.text("public_key"))->size(), 65U);
  const Answer off = call("DELETE", "/api/me/push", anna);
  EXPECT_EQ(off.status, 200);
  EXPECT_FALSE(off.body.find("on_this_device")->boolean());
  EXPECT_EQ(way_of(anna), "automatic");
}

// Promise V7. Planted fault: the address stored as it came.
TEST_F(PushDelivery, AddressesAndTheKeyAreSealed) {
  tell(anna);
  database->read([&](Tx& tx) {
    EXPECT_EQ(tx.query("select address from push_device")[0].bytes(0).find("googleapis"), std::string::npos);
    EXPECT_NE(tx.query("select private_key from push_key")[0].bytes(0).size(), 32U);
  });
}

TEST_F(PushDelivery, ACrashSendsTheSameNoticeUnderTheSameTopic) {
  tell(anna);
  news("1");
  restart();
  application->as_system("test", [&](Context& context) {
    context.tx.execute("update delivery set state = 'waiting', content = $1",
                       context.vault.seal(context.tx, anna.str(), "delivery.content",
                                          R"({"to":"/","subject":"s","text":"t"})"));
    context.schedule("notifications.deliver", context.tx.query("select id from delivery")[0].text(0),
                     context.now, Json::object());
  });
  settle();
  ASSERT_EQ(push->sent.size(), 2U);
  EXPECT_EQ(push->sent[0].topic, push->sent[1].topic);
}

}  // namespace
}  // namespace kith
