#include "modules/notifications/choices.h"

#include "modules/notifications/test/letter_world.h"

namespace kith {
namespace {

using notifications::after_quiet_hours;
using notifications::NoticeChoice;

std::string after(const NoticeChoice& choice, const std::string& at,
                  const std::string& zone = "Europe/London") {
  return to_rfc3339(after_quiet_hours(choice, zone, from_rfc3339(at).value())).substr(0, 16);
}

TEST(QuietHours, LastOverNightWhereThePersonLives) {
  const NoticeChoice usual;
  EXPECT_EQ(after(usual, "2026-11-23T20:59:00Z"), "2026-11-23T20:59");
  EXPECT_EQ(after(usual, "2026-11-23T21:00:00Z"), "2026-11-24T08:00");
  EXPECT_EQ(after(usual, "2026-11-24T07:59:00Z"), "2026-11-24T08:00");
  EXPECT_EQ(after(usual, "2026-11-24T08:00:00Z"), "2026-11-24T08:00");
  EXPECT_EQ(after(usual, "2026-11-24T12:00:00Z", "America/New_York"), "2026-11-24T13:00");
  EXPECT_EQ(after({{}, 21 * 60, 8 * 60, "America/New_York"}, "2026-11-24T12:00:00Z"), "2026-11-24T13:00");
}

TEST(QuietHours, KeepTheHourWhenTheClocksChange) {
  EXPECT_EQ(after({}, "2026-03-28T22:00:00Z"), "2026-03-29T07:00");
  EXPECT_EQ(after({}, "2026-10-24T22:00:00Z"), "2026-10-25T08:00");
}

TEST(QuietHours, MayLieInTheDayOrNotBe) {
  EXPECT_EQ(after({{}, 12 * 60, 15 * 60, ""}, "2026-11-23T13:00:00Z"), "2026-11-23T15:00");
  EXPECT_EQ(after({{}, 600, 600, ""}, "2026-11-23T23:00:00Z"), "2026-11-23T23:00");
}

class Choices : public LetterWorld {
 public:
  Answer choose(const PersonId& who, const std::string& way, const std::string& from = "21:00",
                const std::string& until = "08:00") {
    return call("PUT", "/api/me/notices", who,
                Json::object({{"way", way}, {"quiet_from", from}, {"quiet_until", until}}));
  }
  std::string path(const std::string& rest) const {
    return "/api/programmes/" + first.str() + "/letters" + rest;
  }
  static Instant there(int day, int hour, int minute) {
    return local_to_instant({2026, 11, day}, hour, minute, "America/Vancouver");
  }
};

TEST_F(Choices, NothingGoesOutInQuietHoursButWhatIsWaitedFor) {
  clock.set(there(23, 23, 0));
  post(anna, "clock:message", "1");
  post(anna, "sign_in_code", "1");
  post(coordinator, "notice_concern", "1");
  settle();
  EXPECT_EQ(receivers(), (std::vector<std::string>{"anna", "cora"}));
  pass(hours(8) + minutes(59));
  EXPECT_TRUE(receivers().empty());
  pass(minutes(1));
  EXPECT_EQ(receivers(), std::vector<std::string>{"anna"});
}

TEST_F(Choices, ATryInTheNightWaitsForTheMorningToo) {
  mail.answer = {false, false, "smtp 451"};
  clock.set(there(23, 20, 59) + seconds(30));
  post(anna, "hello", "1");
  settle();
  mail.sent.clear();
  mail.answer = {true, false, ""};
  pass(minutes(1));
  EXPECT_TRUE(mail.sent.empty());
  pass(hours(12));
  EXPECT_EQ(mail.sent.size(), 1U);
}

TEST_F(Choices, WhoWantsATextMessageGetsOne) {
  const PersonId gran = add(Role::participant, "Gran", "gran@example.org", "en", "+16045550123");
  ASSERT_EQ(choose(gran, "sms").status, 200);
  post(gran, "hello", "1");
  settle();
  ASSERT_EQ(mail.sent.size(), 1U);
  EXPECT_EQ(mail.sent[0].to, "+16045550123");
  post(gran, "sign_in_code", "1");
  settle();
  EXPECT_EQ(mail.sent.back().to, "gran@example.org");
}

TEST_F(Choices, WhoWantsACallBecomesATaskAndWhoWantsNothingGetsNothing) {
  choose(anna, "call");
  choose(maria, "none");
  post(anna, "hello", "1");
  post(maria, "hello", "1");
  settle();
  EXPECT_TRUE(mail.sent.empty());
  EXPECT_EQ(events("notifications.delivery_failed").size(), 1U);
  EXPECT_EQ(states(), (std::vector<std::string>{"handed_on", "unsent"}));
}

TEST_F(Choices, WhoCanOnlyBeCalledHearsOfRequestsAndMatchesByACall) {
  PersonId grete;
  application->as_system("test", [&](Context& context) {
    NewPerson person;
    person.identity = {"", "Grete", "Surname", "", "", "+16045550144", ""};
    person.state = GrantState::active;
    grete = people.add(context, programmes.get(context.tx, first), person);
  });
  anna = grete;
  say("matching.match_made", pair("match"));
  auto failed = events("notifications.delivery_failed");
  ASSERT_EQ(failed.size(), 1U);
  EXPECT_EQ(failed[0].data.text("kind"), "notice_match");
  EXPECT_EQ(failed[0].data.text("person"), grete.str());
  open_talk();
  write(maria);
  choose(maria, "call");
  write(grete);
  EXPECT_EQ(events("notifications.delivery_failed").size(),
            1U);  // messages are read, or told by the supporter
  say("matching.request_asked", pair("request"));
  failed = events("notifications.delivery_failed");
  ASSERT_EQ(failed.size(), 2U);
  EXPECT_EQ(failed[1].data.text("person"), maria.str());
}

TEST_F(Choices, PaperWaitsForTheTeamToPrintIt) {
  choose(anna, "paper");
  post(anna, "hello", "1");
  settle();
  pass(days(2));
  const Answer list = call("GET", path(""), coordinator);
  ASSERT_EQ(list.status, 200);
  const auto& letters = list.body.find("items")->array_items();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(letters[0].text("name"), "Anna");
  EXPECT_EQ(letters[0].text("text"), "Text of hello");
  EXPECT_EQ(call("GET", path(""), anna).status, 403);
  const std::string printed = path("/" + letters[0].text("letter_id") + "/printed");
  EXPECT_EQ(call("POST", printed, anna).status, 403);
  EXPECT_EQ(call("POST", printed, coordinator).status, 200);
  EXPECT_EQ(call("POST", printed, coordinator).status, 404);
  EXPECT_TRUE(call("GET", path(""), coordinator).body.find("items")->array_items().empty());
  EXPECT_TRUE(mail.sent.empty());
}

TEST_F(Choices, AreReadAndChecked) {
  EXPECT_EQ(call("GET", "/api/me/notices", anna).body.text("quiet_from"), "21:00");
  EXPECT_EQ(choose(anna, "email", "22:30", "07:15").body.text("quiet_until"), "07:15");
  EXPECT_EQ(call("GET", "/api/me/notices", anna).body.text("way"), "email");
  EXPECT_EQ(choose(anna, "pigeon").status, 422);
  EXPECT_EQ(choose(anna, "email", "25:00").status, 422);
  EXPECT_EQ(choose({}, "email").status, 401);
}

}  // namespace
}  // namespace kith
