#include "modules/journeys/test/journey_world.h"

namespace kith {
namespace {

using JourneyEndpoints = JourneyWorld;

TEST_F(JourneyEndpoints, HomeIsForWhoeverIsSignedIn) {
  EXPECT_EQ(call("GET", "/api/me/home", {}).status, 401);
  const Json view = home(anna);
  EXPECT_EQ(view.text("display_name"), "Anna");
  ASSERT_EQ(view.find("programmes")->array_items().size(), 1U);
  EXPECT_EQ(view.find("programmes")->array_items()[0].text("programme_id"), first.str());
  EXPECT_EQ(next_href(coordinator), "/staff/" + first.str());
}

TEST_F(JourneyEndpoints, HomeShowsNobodyElsesTasks) {
  say("matching.request_asked", request("r1", anna, maria));
  EXPECT_EQ(next_href(ben), "/choose?programme=" + first.str());
  EXPECT_TRUE(home(ben).find("also")->array_items().empty());
  EXPECT_EQ(next_href(cleo), "/choose?programme=" + second.str());
}

TEST_F(JourneyEndpoints, HomeOffersAtMostFiveOtherSteps) {
  for (int i = 0; i < 9; ++i) {
    const PersonId other = add(first, Role::participant, "P" + std::to_string(i));
    say("matching.match_made", Json::object({{"match", "m" + std::to_string(i)},
                                             {"participant", other.str()},
                                             {"supporter", maria.str()},
                                             {"conversation", "talk" + std::to_string(i)}}));
  }
  EXPECT_EQ(home(maria).find("also")->array_items().size(), 5U);
}

TEST_F(JourneyEndpoints, TodayIsForTheStaffOfTheProgramme) {
  EXPECT_EQ(call("GET", board_path(first), coordinator).status, 200);
  EXPECT_EQ(call("GET", board_path(first), {}).status, 401);
  EXPECT_EQ(call("GET", board_path(first), anna).status, 403);
  EXPECT_EQ(call("GET", board_path(first), maria).status, 403);
  EXPECT_EQ(call("GET", board_path(first), cleo).status, 404);
  EXPECT_EQ(call("GET", board_path(second), coordinator).status, 404);
}

TEST_F(JourneyEndpoints, TodayCounts) {
  say("matching.request_asked", request("r1", anna, maria));
  Json view = call("GET", board_path(first), coordinator).body;
  EXPECT_EQ(view.find("waiting_count")->integer(), 2);  // Anna for an answer, Ben to choose
  EXPECT_EQ(view.find("requests_open")->integer(), 1);
  EXPECT_EQ(view.find("conversations_open")->integer(), 0);
  say("matching.match_made", match());
  say("safeguarding.concern_raised",
      Json::object({{"concern", "c1"}, {"level", "urgent"}, {"reporter", anna.str()}}));
  view = call("GET", board_path(first), coordinator).body;
  EXPECT_EQ(view.find("waiting_count")->integer(), 1);
  EXPECT_EQ(view.find("requests_open")->integer(), 0);
  EXPECT_EQ(view.find("conversations_open")->integer(), 1);
  EXPECT_EQ(view.find("due_count")->integer(), 1);
}

TEST_F(JourneyEndpoints, TodayIsPagedByUrgency) {
  for (int i = 0; i < 5; ++i) {
    const PersonId other = add(first, Role::participant, "P" + std::to_string(i));
    say("notifications.delivery_failed", Json::object({{"delivery", "d"}, {"person", other.str()}}));
    clock.advance(minutes(1));
  }
  std::vector<std::string> seen;
  std::string after;
  do {
    const Answer page =
        call("GET", board_path(first) + "?limit=2" + (after.empty() ? "" : "&after=" + after), coordinator);
    ASSERT_EQ(page.status, 200);
    for (const Json& each : page.body.find("tasks")->array_items()) seen.push_back(each.text("person_name"));
    after = page.body.text("next");
  } while (!after.empty());
  EXPECT_EQ(seen, (std::vector<std::string>{"P0", "P1", "P2", "P3", "P4"}));
  EXPECT_EQ(call("GET", board_path(first) + "?after=nonsense", coordinator).status, 422);
}

TEST_F(JourneyEndpoints, OnlyTheOwnerOrTheRoleTicksOff) {
  say("matching.match_made", match());
  const std::string own = id_of_own_task(anna);
  EXPECT_EQ(tick({}, own).status, 401);
  EXPECT_EQ(tick(cleo, own).status, 404);
  EXPECT_EQ(tick(maria, own).status, 404);  // not theirs is not there
  EXPECT_EQ(tick(coordinator, own).status, 403);
  EXPECT_EQ(tick(anna, "no-such-task").status, 404);
  EXPECT_EQ(tick(anna, own).status, 200);
  EXPECT_EQ(tick(anna, own).status, 200);  // closed stays closed
  EXPECT_EQ(count("select count(*) from task where id = '" + own + "' and state = 'done'"), 1);

  say("notifications.delivery_failed", Json::object({{"delivery", "d1"}, {"person", ben.str()}}));
  const std::string call_task = board(coordinator).at(0).text("task_id");
  const PersonId nurse = add(first, Role::supervisor, "Nora");
  EXPECT_EQ(tick(nurse, call_task).status, 404);
  EXPECT_EQ(tick(ben, call_task).status, 404);
  EXPECT_EQ(tick(coordinator, call_task).status, 200);
}

TEST_F(JourneyEndpoints, WhatClosesItselfIsNotTickedOff) {
  EXPECT_EQ(tick(anna, id_of_own_task(anna)).code(), "journeys.closes_itself");
}

TEST_F(JourneyEndpoints, TheAudienceOfATaskIsItsOwnerOrItsRole) {
  const auto audiences = make_journeys_module(journeys)->audiences();
  const auto hears = [&](const std::string& kind) {
    std::vector<PersonId> out;
    database->read([&](Tx& tx) {
      for (const StoredEvent& each : events_after(tx, 0, 1000)) {
        if (each.type == "journeys.task_opened" && each.data.text("kind") == kind)
          out = audiences[0].people(tx, each);
      }
    });
    return out;
  };
  say("matching.request_asked", request("r1", anna, maria));
  EXPECT_EQ(hears("answer_request"), std::vector<PersonId>{maria});
  say("notifications.delivery_failed", Json::object({{"delivery", "d1"}, {"person", ben.str()}}));
  EXPECT_EQ(hears("reach_by_phone"), std::vector<PersonId>{coordinator});
}

}  // namespace
}  // namespace kith
