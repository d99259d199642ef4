#include "modules/journeys/test/journey_world.h"

// Calls to people whom no letter reaches, on every kind of database.
namespace kith {
namespace {

class PhoneCalls : public JourneyWorld, public ::testing::WithParamInterface<std::string> {
 public:
  PhoneCalls() : JourneyWorld("reachout", GetParam()) {}

  void SetUp() override {
    JourneyWorld::SetUp();
    application->as_system("test", [&](Context& context) {
      NewPerson person;
      person.identity = {"", "Grete", "Surname", "", "", "+16045550144", ""};
      person.state = GrantState::active;
      grete = people.add(context, programmes.get(context.tx, first), person);
    });
    settle();
  }

  void fails(const std::string& delivery, const std::string& kind) {
    say("notifications.delivery_failed",
        Json::object({{"delivery", delivery}, {"person", grete.str()}, {"kind", kind}}));
  }
  std::string path(const std::string& task, const std::string& rest = "") const {
    return "/api/programmes/" + first.str() + "/calls/" + task + rest;
  }
  std::string task() { return board(coordinator).at(0).text("task_id"); }
  std::vector<Json> to_say(const std::string& task) {
    return send("POST", path(task), coordinator, Json::object()).body.find("to_say")->array_items();
  }

  PersonId grete;
};

TEST_P(PhoneCalls, SayWhatTheLettersWouldHaveSaidAndShowTheNumber) {
  fails("d1", "notice_match");
  fails("d2", "clock:message_ending");
  fails("d3", "clock:message_ending");
  const auto tasks = board(coordinator);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].text("href"), "/staff/" + first.str() + "/calls/" + task());
  EXPECT_EQ(tasks[0].text("button"), "Call them");
  const Answer opened = send("POST", path(task()), coordinator, Json::object());
  ASSERT_EQ(opened.status, 200);
  EXPECT_EQ(opened.body.text("landline"), "+16045550144");
  EXPECT_EQ(opened.body.find("to_say")->array_items().size(), 2U);  // the same news once
  EXPECT_EQ(count("select count(*) from event where type = 'people.record_viewed'"), 1);
}

TEST_P(PhoneCalls, AreDueByDayOnAWorkingDay) {
  clock.set(from_rfc3339("2026-11-27T05:00:00Z").value());  // Thursday evening in Vancouver
  fails("d1", "notice_match");
  const Instant due = from_rfc3339(board(coordinator)[0].text("due_at")).value();
  EXPECT_EQ(date_in(due, "America/Vancouver"), (Date{2026, 11, 30}));  // Monday
  EXPECT_EQ(due, local_to_instant({2026, 11, 30}, 9, 0, "America/Vancouver"));
}

TEST_P(PhoneCalls, WithoutAnAnswerComeBackTheNextWorkingDay) {
  fails("d1", "notice_match");
  const std::string id = task();
  EXPECT_EQ(send("POST", path(id, "/no-answer"), coordinator, Json::object()).status, 200);
  EXPECT_EQ(board(coordinator)[0].text("due_at"), "2026-11-24T17:00:00.000000Z");
  restart();
  EXPECT_EQ(send("POST", path(id), coordinator, Json::object()).body.find("tried")->integer(), 1);
  EXPECT_EQ(count("select count(*) from event where type = 'journeys.call_tried'"), 1);
  clock.set(from_rfc3339("2026-11-28T01:30:00Z").value());  // Friday, 17:30
  send("POST", path(id, "/no-answer"), coordinator, Json::object());
  EXPECT_EQ(date_in(from_rfc3339(board(coordinator)[0].text("due_at")).value(), "America/Vancouver"),
            (Date{2026, 11, 30}));
}

TEST_P(PhoneCalls, WhatWasToldIsNotToldAgain) {
  fails("d1", "notice_match");
  EXPECT_EQ(tick(coordinator, task()).status, 200);
  EXPECT_TRUE(board(coordinator).empty());
  fails("d2", "nudge");
  const auto words = to_say(task());
  ASSERT_EQ(words.size(), 1U);
  EXPECT_NE(words[0].string().find("It has been a while"), std::string::npos);
}

TEST_P(PhoneCalls, AreForTheCoordinatorsOfTheProgramme) {
  fails("d1", "invitation");
  const std::string id = task();
  const PersonId other = add(second, Role::coordinator, "Otto");
  for (const std::string rest : {"", "/no-answer"}) {
    EXPECT_EQ(send("POST", path(id, rest), anna, Json::object()).status, 403);
    EXPECT_EQ(send("POST", path(id, rest), other, Json::object()).status, 404);
    EXPECT_EQ(send("POST", path("nothing", rest), coordinator, Json::object()).status, 404);
  }
  say("matching.match_made", match());
  EXPECT_EQ(send("POST", path(id_of_own_task(anna)), coordinator, Json::object()).status, 404);
  tick(coordinator, id);
  EXPECT_EQ(send("POST", path(id), coordinator, Json::object()).status, 404);
}

INSTANTIATE_TEST_SUITE_P(OnEachDatabase, PhoneCalls, ::testing::ValuesIn(test_database_kinds()));

}  // namespace
}  // namespace kith
