#include <algorithm>

#include "modules/journeys/test/journey_world.h"

// A match that rests while one of the two takes a break, and its last weeks, on every kind of database.
namespace kith {
namespace {

class Breaks : public JourneyWorld, public ::testing::WithParamInterface<std::string> {
 public:
  Breaks() : JourneyWorld("reachout", GetParam()) {}

  void SetUp() override {
    JourneyWorld::SetUp();
    say("matching.match_made", match());
  }

  std::string state() {
    std::string out;
    database->read([&](Tx& tx) {
      out = tx.query("select state from journey_state where machine = 'match' and subject = 'm1'")[0].text(0);
    });
    return out;
  }
  void rest(const PersonId& who, Role role) { set_state(who, role, GrantState::paused); }
  void come_back(const PersonId& who, Role role) { set_state(who, role, GrantState::active); }
  void talk() { say("conversations.message_sent", message(1)); }
  void meet() { say("matching.first_contact", match()); }
  std::size_t silent() {
    return call("GET", "/api/programmes/" + first.str() + "/silent", coordinator)
        .body.find("items")
        ->array_items()
        .size();
  }
  bool is_asked_after_silence() {
    return std::ranges::any_of(board(coordinator), [](const Json& each) {
      return each.text("sentence").find("three weeks") != std::string::npos;
    });
  }
};

TEST_P(Breaks, AMatchRestsUntilBothAreBack) {
  EXPECT_EQ(state(), "accepted");
  rest(anna, Role::participant);
  EXPECT_EQ(state(), "paused");
  rest(maria, Role::supporter);
  come_back(anna, Role::participant);
  EXPECT_EQ(state(), "paused");
  come_back(maria, Role::supporter);
  EXPECT_EQ(state(), "accepted");
  meet();
  EXPECT_EQ(state(), "in_contact");
  rest(maria, Role::supporter);
  come_back(maria, Role::supporter);
  EXPECT_EQ(state(), "in_contact");
}

TEST_P(Breaks, NobodyIsCalledSilentDuringABreak) {
  meet();
  rest(maria, Role::supporter);
  pass(days(40));
  EXPECT_EQ(silent(), 0U);
  EXPECT_FALSE(is_asked_after_silence());
  come_back(maria, Role::supporter);
  EXPECT_EQ(silent(), 1U);
  pass(days(23));
  EXPECT_TRUE(is_asked_after_silence());
}

// REACHOUT agrees on 26 weeks: the last six begin after 20.
TEST_P(Breaks, TheLastWeeksAreAStateOfTheirOwn) {
  meet();
  pass(days(139));
  EXPECT_EQ(state(), "in_contact");
  pass(days(2));
  EXPECT_EQ(state(), "ending");
  rest(anna, Role::participant);
  come_back(anna, Role::participant);
  EXPECT_EQ(state(), "ending");
  const Json wish = Json::object({{"wish", "extend"}});
  send("PUT", "/api/me/pairs/talk-m1/wish", anna, wish);
  send("PUT", "/api/me/pairs/talk-m1/wish", maria, wish);
  EXPECT_EQ(state(), "extended");
  pass(days(89));  // 13 weeks later than agreed, 42 days before it
  EXPECT_EQ(state(), "extended");
  pass(days(2));
  EXPECT_EQ(state(), "ending");
}

TEST_P(Breaks, WhatHasEndedHasNoLastWeeks) {
  meet();
  say("matching.match_ended", match().set("reason", "ended"));
  EXPECT_EQ(count("select count(*) from job where kind = 'journeys.ending'"), 0);
  pass(days(150));
  EXPECT_EQ(state(), "ended");
}

INSTANTIATE_TEST_SUITE_P(OnEachDatabase, Breaks, ::testing::ValuesIn(test_database_kinds()));

}  // namespace
}  // namespace kith
