#include "modules/journeys/test/journey_world.h"

namespace kith {
namespace {

using OpenTasks = JourneyWorld;

TEST_F(OpenTasks, AParticipantIsAskedToChooseAndAnswersFlow) {
  EXPECT_EQ(next_href(anna), "/choose?programme=" + first.str());
  say("matching.request_asked", request("r1", anna, maria));
  EXPECT_EQ(next_href(anna), "/requests");
  EXPECT_EQ(next_href(maria), "/asks");
  EXPECT_NE(next_sentence(maria).find("Anna would like to talk"), std::string::npos);
  say("matching.match_made", match());
  EXPECT_EQ(next_href(anna), "/first-contact/talk-m1");
  EXPECT_EQ(next_href(maria), "/first-contact/talk-m1");
  EXPECT_NE(next_sentence(anna).find("You and Maria"), std::string::npos);
  say("matching.first_contact", match());
  EXPECT_NE(next_sentence(anna).find("You can write to Maria"), std::string::npos);
  say("matching.match_ended", match().set("reason", "new_match"));
  EXPECT_EQ(next_href(anna), "/choose?programme=" + first.str());
  EXPECT_EQ(next_href(maria), "/me/room");
}

TEST_F(OpenTasks, AnAnswerIsDueWhenTheRequestIsReleased) {
  say("matching.request_asked", request("r1", anna, maria));
  const auto minutes_to_answer =
      count("select (due_at - opened_at) / 60000000 from task where kind = 'answer_request'");
  std::int64_t release = 0;
  database->read(
      [&](Tx& tx) { release = programmes.get(tx, first).package->matching.requests.release_after_minutes; });
  EXPECT_EQ(minutes_to_answer, release);
  EXPECT_GT(release, 0);
}

TEST_F(OpenTasks, EveryEndOfARequestClosesTheSupportersTask) {
  for (const std::string end : {"declined", "not_now", "released", "withdrawn"}) {
    say("matching.request_asked", request("r-" + end, anna, maria));
    EXPECT_EQ(count("select count(*) from task where kind = 'answer_request' and state = 'open'"), 1);
    say("matching.request_" + end, request("r-" + end, anna, maria));
    EXPECT_EQ(count("select count(*) from task where kind = 'answer_request' and state = 'open'"), 0) << end;
  }
  EXPECT_EQ(next_href(anna), "/choose?programme=" + first.str());  // the last was taken back
}

TEST_F(OpenTasks, WhenNobodyIsLeftThePersonAndTheStaffLookTogether) {
  say("matching.request_asked", request("r1", anna, maria));
  say("matching.request_declined", request("r1", anna, maria));
  say("matching.requests_exhausted", Json::object({{"participant", anna.str()}}));
  EXPECT_EQ(next_href(anna), "/choose?programme=" + first.str());
  const auto tasks = board(coordinator);
  ASSERT_EQ(tasks.size(), 1U);  // the programme's own clock asks; Kith does not ask a second time
  EXPECT_EQ(tasks[0].text("kind"), "clock");
  EXPECT_NE(tasks[0].text("sentence").find("Anna"), std::string::npos);
  EXPECT_EQ(tasks[0].text("href"), "/staff/" + first.str() + "/people/" + anna.str());
  say("matching.match_made", match());
  EXPECT_TRUE(board(coordinator).empty());
}

TEST_F(OpenTasks, AnEventHeardTwiceGivesOneTask) {
  say("matching.request_asked", request("r1", anna, maria));
  say("matching.match_made", match());
  say("matching.match_ended", match().set("reason", "ended"));
  pass(days(30));
  const auto tasks = count("select count(*) from task");
  const auto open = count("select count(*) from task where state = 'open'");
  const auto letters_before = letters.letters.size();
  database->write([](Tx& tx) { set_cursor(tx, "journeys", 0); });
  settle();
  EXPECT_EQ(count("select count(*) from task"), tasks);
  EXPECT_EQ(count("select count(*) from task where state = 'open'"), open);
  EXPECT_EQ(letters.letters.size(), letters_before);
}

TEST_F(OpenTasks, ARestartBetweenEventAndReactionLosesNothing) {
  say("matching.request_asked", request("r1", anna, maria), first, false);
  restart();
  EXPECT_EQ(next_href(anna), "/choose?programme=" + first.str());
  settle();
  EXPECT_EQ(next_href(anna), "/requests");
  EXPECT_EQ(count("select count(*) from task where kind = 'answer_request'"), 1);
}

TEST_F(OpenTasks, WhoRestsOrLeavesIsAskedForNothing) {
  set_state(anna, Role::participant, GrantState::paused);
  EXPECT_EQ(next_href(anna), "/me/taking-part");
  set_state(anna, Role::participant, GrantState::active);
  EXPECT_EQ(next_href(anna), "/choose?programme=" + first.str());
  set_state(anna, Role::participant, GrantState::ended);
  EXPECT_EQ(count("select count(*) from task where state = 'open' and owner_id = '" + anna.str() + "'"), 0);
}

TEST_F(OpenTasks, AnInvitedPersonComesInFirst) {
  const PersonId dora = add(first, Role::participant, "Dora", GrantState::invited);
  settle();
  EXPECT_EQ(next_href(dora), "/welcome");
  set_state(dora, Role::participant, GrantState::active);
  EXPECT_EQ(next_href(dora), "/choose?programme=" + first.str());
}

TEST_F(OpenTasks, ALetterThatFailedBecomesACall) {
  const Json failed = Json::object({{"delivery", "d1"}, {"person", anna.str()}});
  say("notifications.delivery_failed", failed);
  say("notifications.delivery_failed", Json::object({{"delivery", "d2"}, {"person", anna.str()}}));
  const auto tasks = board(coordinator);
  ASSERT_EQ(tasks.size(), 1U);  // one call for two letters
  EXPECT_EQ(tasks[0].text("kind"), "reach_by_phone");
  EXPECT_EQ(tasks[0].text("person_name"), "Anna");
  EXPECT_EQ(tick(coordinator, tasks[0].text("task_id")).status, 200);
  EXPECT_TRUE(board(coordinator).empty());
}

TEST_F(OpenTasks, AConcernIsTheSafeguardingLeadsElseTheCoordinators) {
  say("safeguarding.concern_raised",
      Json::object({{"concern", "c1"}, {"level", "urgent"}, {"reporter", anna.str()}}));
  auto tasks = board(coordinator);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].text("kind"), "concern");
  EXPECT_EQ(tasks[0].text("person_id"), "");  // nobody learns from the board who told
  EXPECT_FALSE(tasks[0].find("overdue")->boolean());
  pass(minutes(16));
  EXPECT_TRUE(board(coordinator)[0].find("overdue")->boolean());
  EXPECT_EQ(tick(coordinator, tasks[0].text("task_id")).code(), "journeys.closes_itself");
  say("safeguarding.concern_seen", Json::object({{"concern", "c1"}}));
  EXPECT_TRUE(board(coordinator).empty());

  const PersonId lead = add(first, Role::safeguarding_lead, "Sam");
  say("matching.requests_exhausted", Json::object({{"participant", ben.str()}}));
  say("safeguarding.concern_raised",
      Json::object({{"concern", "c2"}, {"level", "worried"}, {"reporter", anna.str()}}));
  EXPECT_EQ(board(coordinator).size(), 2U);
  tasks = board(lead);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].text("kind"), "concern");
}

TEST_F(OpenTasks, TheWordsAreInTheReadersLanguage) {
  EXPECT_NE(home(anna, "fr").find("next_step")->text("sentence").find("Choisissez"), std::string::npos);
}

Json place(const PersonId& person, bool leads = false, bool moved = false) {
  return Json::object({{"group", "g1"}, {"person", person.str()}, {"leads", leads}, {"moved", moved}});
}

Json news(const PersonId& person, const std::string& what) {
  return Json::object({{"group", "g1"}, {"person", person.str()}, {"news", what}});
}

Json answer(const PersonId& person, bool suits) {
  return Json::object({{"group", "g1"}, {"person", person.str()}, {"suits", suits}});
}

TEST_F(OpenTasks, APlaceInAGroupComesFirstUntilItIsAnswered) {
  say("groups.group_joined", place(anna));
  EXPECT_EQ(next_href(anna), "/groups?group=g1");
  say("groups.group_answered", answer(anna, true));
  EXPECT_EQ(next_href(anna), "/choose?programme=" + first.str());
  say("groups.group_joined", place(maria, true));
  EXPECT_EQ(home(maria).find("next_step")->text("sentence"),
            "You have a group to lead. See when and where you meet.");
}

TEST_F(OpenTasks, OfAGroupOnlyTheNewestNewsIsToldAndWhatChangesNothingIsNot) {
  say("groups.group_joined", place(anna));
  say("groups.group_changed", news(anna, "members"));
  EXPECT_EQ(home(anna).find("next_step")->text("sentence"),
            "You have a place in a group. See when and where you meet.");
  say("groups.group_changed", news(anna, "meeting"));
  EXPECT_EQ(home(anna).find("next_step")->text("sentence"),
            "There is news about your group. Please have a look.");
  EXPECT_EQ(count("select count(*) from task where kind = 'group_news' and state = 'open'"), 1);
  say("groups.group_left", place(anna));
  EXPECT_EQ(home(anna).find("next_step")->text("sentence"), "Your place in a group has ended.");
  say("groups.group_answered", answer(anna, true));
  say("groups.group_left", place(anna, false, true));
  say("groups.group_joined", place(anna, false, true));
  EXPECT_EQ(count("select count(*) from task where kind = 'group_news' and state = 'open'"), 0)
      << "group_changed tells who is moved";
  set_state(anna, Role::participant, GrantState::ended);
  say("groups.group_left", place(anna));
  EXPECT_EQ(count("select count(*) from task where kind = 'group_news' and state = 'open'"), 0);
}

TEST_F(OpenTasks, ATimeThatDoesNotSuitIsTheCoordinatorsToSettleOnce) {
  say("groups.group_answered", answer(anna, false));
  say("groups.group_answered", answer(anna, false));
  const auto tasks = board(coordinator);
  ASSERT_EQ(tasks.size(), 1U);
  EXPECT_EQ(tasks[0].text("kind"), "group_time");
  EXPECT_EQ(tasks[0].text("sentence"), "The time of their group does not suit Anna.");
  say("groups.group_answered", answer(anna, true));
  EXPECT_TRUE(board(coordinator).empty());
}

}  // namespace
}  // namespace kith
