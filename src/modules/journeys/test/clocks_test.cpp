#include <algorithm>

#include "modules/journeys/test/journey_world.h"

namespace kith {
namespace {

using Clocks = JourneyWorld;

std::size_t letters_to(const std::vector<Letter>& letters, const PersonId& person) {
  return static_cast<std::size_t>(std::ranges::count(letters, person, &Letter::to));
}

// The follow-up of Programme D as it is shipped: a check after one week and again after two when nobody did
// it, and a letter to the supporter after three.
TEST_F(Clocks, ProgrammeDFollowsUpAfterOneTwoAndThreeWeeks) {
  say("matching.match_made", match());
  pass(days(1));
  EXPECT_EQ(letters_to(letters.letters, maria), 1U);  // the first call
  pass(days(5));
  EXPECT_TRUE(board(coordinator).empty());
  pass(days(1));
  ASSERT_EQ(board(coordinator).size(), 1U);
  EXPECT_EQ(board(coordinator)[0].text("sentence"),
            "Call Anna: have they talked with Maria, and does it fit? If not, offer another match.");
  pass(days(7));
  EXPECT_EQ(board(coordinator).size(), 2U);
  pass(days(7));
  ASSERT_EQ(letters_to(letters.letters, maria), 2U);
  EXPECT_EQ(letters.letters.back().subject, "How are the calls going?");
  EXPECT_NE(letters.letters.back().text.find("It is three weeks"), std::string::npos);
  EXPECT_NE(letters.letters.back().text.find("https://kith.example.org"), std::string::npos);
  pass(days(365));
  EXPECT_EQ(letters_to(letters.letters, maria), 2U);
  EXPECT_EQ(board(coordinator).size(), 2U);
}

TEST_F(Clocks, TheCheckThatWasDoneMakesTheLateOneNeedless) {
  say("matching.match_made", match());
  pass(days(7));
  ASSERT_EQ(board(coordinator).size(), 1U);
  EXPECT_EQ(tick(coordinator, board(coordinator)[0].text("task_id")).status, 200);
  pass(days(14));
  EXPECT_TRUE(board(coordinator).empty());
  EXPECT_EQ(letters_to(letters.letters, maria), 2U);  // the letter after three weeks comes all the same
}

TEST_F(Clocks, AMatchThatEndedRingsNoMore) {
  say("matching.match_made", match());
  pass(days(7));
  EXPECT_EQ(board(coordinator).size(), 1U);
  say("matching.match_ended", match().set("reason", "ended"));
  EXPECT_TRUE(board(coordinator).empty());
  const auto before = letters.letters.size();
  pass(days(60));
  EXPECT_TRUE(board(coordinator).empty());
  EXPECT_EQ(letters.letters.size(), before);
}

TEST_F(Clocks, FirstContactMakesTheFirstReminderNeedless) {
  say("matching.match_made", match());
  pass(hours(2));
  say("matching.first_contact", match());
  pass(days(5));
  EXPECT_EQ(letters_to(letters.letters, maria), 0U);
}

TEST_F(Clocks, LettersComeAtASensibleHourAndNameNobody) {
  clock.set(from_rfc3339("2026-11-24T07:00:00Z").value());  // night in the whole country
  say("matching.match_made", match());
  pass(hours(24));
  EXPECT_EQ(letters_to(letters.letters, maria), 0U);
  pass(hours(12));
  ASSERT_EQ(letters_to(letters.letters, maria), 1U);
  EXPECT_EQ(letters.letters[0].text.find("Anna"), std::string::npos);
  EXPECT_EQ(letters.letters[0].text.find("The person you support is looking forward"), 0U);
}

TEST_F(Clocks, ALetterThatIsLateWaitsForTheDay) {
  say("matching.match_made", match());
  clock.set(from_rfc3339("2026-11-26T07:00:00Z").value());  // the server was away, and it is night
  settle();
  EXPECT_EQ(letters_to(letters.letters, maria), 0U);
  clock.set(from_rfc3339("2026-11-26T14:30:00Z").value());
  settle();
  EXPECT_EQ(letters_to(letters.letters, maria), 1U);
}

TEST_F(Clocks, WhatIsAskedForTwiceBeforeItIsDoneIsOneTask) {
  for (int time = 0; time < 2; ++time) {
    say("matching.requests_exhausted", Json::object({{"participant", anna.str()}}));
    EXPECT_EQ(board(coordinator).size(), 1U);
    pass(days(1));
  }
}

TEST_F(Clocks, ALongJumpLosesNothingAndHearsWhatCameBefore) {
  say("matching.match_made", match());
  clock.advance(days(40));
  // Said, and not heard yet when the clock that it makes needless is due: more was said than is heard at
  // once.
  for (int i = 0; i < 150; ++i) {
    say("people.record_viewed", Json::object({{"person", anna.str()}}), first, false);
  }
  say("matching.match_ended", match().set("reason", "ended"), first, false);
  restart();
  settle();
  EXPECT_TRUE(letters.letters.empty());
  EXPECT_TRUE(board(coordinator).empty());
}

TEST_F(Clocks, ARestartBeforeTheClockRingsLosesNothing) {
  say("matching.match_made", match());
  restart();
  pass(days(40));
  EXPECT_EQ(letters_to(letters.letters, maria), 2U);
  EXPECT_EQ(board(coordinator).size(), 2U);
}

TEST_F(Clocks, WhoDoesNotComeInIsCalledUntilTheyDo) {
  const PersonId dora = add(first, Role::participant, "Dora", GrantState::invited);
  const PersonId emil = add(first, Role::supporter, "Emil", GrantState::invited);
  say("people.person_invited", Json::object({{"person", dora.str()}, {"role", "participant"}}));
  say("people.person_invited", Json::object({{"person", emil.str()}, {"role", "supporter"}}));
  pass(days(6));
  const auto tasks = board(coordinator);
  ASSERT_EQ(tasks.size(), 2U);
  EXPECT_EQ(tasks[0].text("sentence"), "Dora has not come in yet. A short call may help.");
  EXPECT_EQ(tasks[1].text("sentence"), "Emil has not come in yet. A short call may help.");
  set_state(dora, Role::participant, GrantState::active);
  ASSERT_EQ(board(coordinator).size(), 1U);
  EXPECT_EQ(board(coordinator)[0].text("person_id"), emil.str());
}

class RapsidClocks : public JourneyWorld {
 public:
  RapsidClocks() : JourneyWorld("rapsid") {}
};

TEST_F(RapsidClocks, NobodyIsCalledWhomTheProgrammeDoesNotSuit) {
  const PersonId dora = add(first, Role::participant, "Dora", GrantState::invited);
  const PersonId emil = add(first, Role::participant, "Emil", GrantState::invited);
  for (const PersonId& each : {dora, emil})
    say("people.person_invited", Json::object({{"person", each.str()}, {"role", "participant"}}));
  const auto answer = [&](const PersonId& who, bool fits) {
    const Json answers = Json::object({{"adult", true}, {"type_2", fits}, {"a_year", true}});
    const Json body = Json::object({{"programme", first.str()}, {"answers", answers}});
    return send("PUT", "/api/me/eligibility", who, body).status;
  };
  ASSERT_EQ(answer(dora, false), 200);
  ASSERT_EQ(answer(emil, true), 200);
  EXPECT_EQ(next_href(dora), "/welcome");
  EXPECT_EQ(next_sentence(dora), "This programme is not the right one for you just now. Others can help.");
  pass(days(20));
  ASSERT_EQ(board(coordinator).size(), 1U);
  EXPECT_EQ(board(coordinator)[0].text("person_id"), emil.str());
  const auto stands = [&](const PersonId& who, const std::string& state) {
    return count("select count(*) from journey_state where state = '" + state + "' and subject = '" +
                 who.str() + " " + first.str() + "'");
  };
  EXPECT_EQ(stands(dora, "redirected"), 1);
  EXPECT_EQ(stands(emil, "eligible"), 1);
  ASSERT_EQ(answer(dora, true), 200);
  EXPECT_EQ(stands(dora, "eligible"), 1);
  set_state(dora, Role::participant, GrantState::active);
  EXPECT_EQ(stands(dora, "waiting"), 1);
}

TEST_F(RapsidClocks, SilenceIsMeasuredFromTheLastContact) {
  const PersonId nurse = add(first, Role::supervisor, "Nora");
  say("matching.match_made", match());
  say("matching.first_contact", match());
  for (int week = 1; week <= 6; ++week) {
    pass(days(7));
    say("conversations.message_sent", message(week));
  }
  // Five weeks after the first contact have passed, and they wrote every week: only the nurse's check is
  // there.
  ASSERT_EQ(board(coordinator).size(), 1U);
  ASSERT_EQ(board(nurse).size(), 1U);
  // By then the nurse's check is missing, which is the coordinator's business as silence is.
  pass(days(36));
  EXPECT_EQ(board(coordinator).size(), 3U);
  EXPECT_EQ(board(nurse).size(), 1U);
  say("conversations.message_sent", message(7));
  EXPECT_EQ(board(coordinator).size(), 2U);
}

class ReachoutClocks : public JourneyWorld {
 public:
  ReachoutClocks() : JourneyWorld("reachout") {}
};

TEST_F(ReachoutClocks, ARingingClockIsStoppedByTheFirstMessage) {
  say("matching.match_made", match());
  say("conversations.message_sent", message(1));
  pass(days(3));
  EXPECT_TRUE(letters.letters.empty());
  pass(days(30));
  const auto tasks = board(coordinator);
  ASSERT_EQ(tasks.size(), 2U);  // the check-in, and the silence after the one message
}

}  // namespace
}  // namespace kith
