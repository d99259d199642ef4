#include <algorithm>

#include "modules/journeys/clock_store.h"
#include "modules/journeys/test/journey_world.h"

// The contact log, a coordinator's desk, endings and questions, on every kind of database.
namespace kith {
namespace {

class Following : public JourneyWorld, public ::testing::WithParamInterface<std::string> {
 public:
  Following() : JourneyWorld("reachout", GetParam()) {}

  Json note(bool reached, int minutes = 20) const {
    return Json::object({{"how", "phone"}, {"reached", reached}, {"minutes", minutes}, {"feeling", "good"}});
  }
  Answer log(const PersonId& who, const Json& contact) {
    return send("POST", "/api/me/contacts/talk-m1", who, contact);
  }
  std::string path(const std::string& rest) const { return "/api/programmes/" + first.str() + rest; }
  std::vector<Json> items(const std::string& target, const PersonId& who) {
    const Answer answer = call("GET", target, who);
    EXPECT_EQ(answer.status, 200) << to_text(answer.body);
    return answer.body.find("items")->array_items();
  }
  std::vector<Json> clocks(const PersonId& about) {
    return items(path("/people/" + about.str() + "/clocks"), coordinator);
  }
  std::string clock_named(const PersonId& about, const std::string& words) {
    for (const Json& each : clocks(about)) {
      if (each.text("sentence").find(words) != std::string::npos) return each.text("clock_id");
    }
    return "";
  }
  std::size_t letters_of(const PersonId& person, const std::string& kind) {
    return static_cast<std::size_t>(std::ranges::count_if(
        letters.letters, [&](const Letter& each) { return each.to == person && each.kind == kind; }));
  }
  std::string token_to(const PersonId& person) {
    for (auto each = letters.letters.rbegin(); each != letters.letters.rend(); ++each) {
      const auto at = each->text.find("/answer#");
      if (each->to != person || at == std::string::npos) continue;
      return each->text.substr(at + 8, each->text.find_first_of(".\n", at + 8) - at - 8);
    }
    return "";
  }
  Answer answer_with(const std::string& token, const std::string& said) {
    return send("POST", "/api/questions/answer", {},
                Json::object({{"token", token}, {"answers", Json::object({{"answer", said}})}}));
  }
  Json request_extension(const PersonId& who, const std::string& wish = "extend") {
    return send("PUT", "/api/me/pairs/talk-m1/wish", who, Json::object({{"wish", wish}})).body;
  }
};

TEST_P(Following, APairThatOnlyPhonesIsInContactToo) {
  say("matching.match_made", match());
  EXPECT_EQ(next_href(anna), "/first-contact/talk-m1");
  EXPECT_EQ(log(maria, note(true)).status, 200);
  EXPECT_EQ(count("select count(*) from task where kind = 'say_hello' and state = 'open'"), 0);
  EXPECT_EQ(count("select contacts from journey_pair"), 1);
  EXPECT_EQ(count("select count(*) from journey_state where machine = 'match' and state = 'in_contact'"), 1);
  EXPECT_EQ(count("select count(*) from event where type = 'journeys.contact_logged'"), 1);
  pass(days(20));
  EXPECT_TRUE(items(path("/silent"), coordinator).size() == 1);
  log(anna, note(true, 5));
  EXPECT_TRUE(items(path("/silent"), coordinator).empty());
}

TEST_P(Following, WhoWasNotReachedIsAnAttemptAndNoContact) {
  say("matching.match_made", match());
  const Answer answer = log(maria, note(false, 30));
  ASSERT_EQ(answer.status, 200);
  EXPECT_FALSE(answer.body.find("items")->array_items()[0].find("reached")->boolean());
  EXPECT_EQ(answer.body.find("items")->array_items()[0].find("minutes")->integer(), 0);
  EXPECT_EQ(count("select attempts from journey_pair"), 1);
  EXPECT_EQ(count("select contacts from journey_pair"), 0);
  EXPECT_EQ(count("select count(*) from task where kind = 'say_hello' and state = 'open'"), 2);
}

TEST_P(Following, EachSeesTheirOwnLogOnlyAndTheCoordinatorLeavesALine) {
  say("matching.match_made", match());
  log(maria, note(true));
  EXPECT_TRUE(items("/api/me/contacts/talk-m1", anna).empty());
  EXPECT_EQ(items("/api/me/contacts/talk-m1", maria).size(), 1U);
  EXPECT_EQ(call("GET", "/api/me/contacts/talk-m1", ben).status, 404);
  EXPECT_EQ(call("GET", "/api/me/contacts/talk-m1", coordinator).status, 404);
  EXPECT_EQ(log(ben, note(true)).status, 404);
  const auto seen = items(path("/people/" + anna.str() + "/contacts"), coordinator);
  ASSERT_EQ(seen.size(), 1U);
  EXPECT_EQ(seen[0].text("by_name"), "Maria");
  EXPECT_EQ(count("select count(*) from event where type = 'people.record_viewed'"), 1);
}

TEST_P(Following, WhatKithCarriedNeedNotBeNoted) {
  say("matching.match_made", match());
  say("conversations.message_sent", message(1));
  say("conversations.message_sent", message(2));
  pass(days(1));
  say("conversations.message_sent", message(3));
  const Answer book = call("GET", "/api/me/contacts/talk-m1", maria);
  const auto& carried = book.body.find("carried")->array_items();
  ASSERT_EQ(carried.size(), 2U);
  EXPECT_EQ(carried[0].find("messages")->integer(), 2);
  EXPECT_EQ(count("select contacts from journey_pair"), 2);  // days, not messages
  database->write([](Tx& tx) { set_cursor(tx, "journeys", 0); });
  settle();
  EXPECT_EQ(count("select sum(messages) from carried_contact"), 3);
}

TEST_P(Following, AContactIsOfThePastAndOfAnOpenMatch) {
  say("matching.match_made", match());
  Json late = note(true);
  EXPECT_EQ(log(maria, late.set("at", "2026-11-24T17:00:00Z")).code(), "journeys.later");
  EXPECT_EQ(log(maria, late.set("at", "2026-08-01T17:00:00Z")).code(), "journeys.later");
  say("matching.match_ended", match().set("reason", "ended"));
  EXPECT_EQ(log(maria, note(true)).code(), "journeys.over");
}

TEST_P(Following, ACoordinatorSeesEveryClockAndWhy) {
  say("matching.match_made", match());
  const auto all = clocks(anna);
  const auto check_in = std::ranges::find_if(all, [](const Json& each) {
    return each.text("because") == "the match began" && each.text("until") == "somebody asked how it goes";
  });
  ASSERT_NE(check_in, all.end());
  EXPECT_EQ(check_in->text("due_at"), "2026-12-07T17:00:00.000000Z");
  EXPECT_NE(check_in->text("sentence").find("Anna"), std::string::npos);
  EXPECT_EQ(clocks(maria).size(), all.size());
  EXPECT_TRUE(clocks(ben).empty());
  EXPECT_EQ(call("GET", path("/people/" + cleo.str() + "/clocks"), coordinator).status, 404);
  EXPECT_EQ(call("GET", path("/people/" + anna.str() + "/clocks"), anna).status, 403);
}

TEST_P(Following, AClockIsSnoozedSkippedAndAdded) {
  say("matching.match_made", match());
  pass(days(13));
  const std::string check_in = [&] {
    for (const Json& each : clocks(anna)) {
      if (each.text("until") == "somebody asked how it goes") return each.text("clock_id");
    }
    return std::string();
  }();
  EXPECT_EQ(send("POST", path("/clocks/" + check_in + "/snooze"), coordinator,
                 Json::object({{"until", "2026-12-10T17:00:00Z"}}))
                .status,
            200);
  pass(days(3));
  EXPECT_TRUE(board(coordinator).empty());
  pass(days(2));
  EXPECT_EQ(board(coordinator).size(), 1U);
  EXPECT_EQ(send("POST", path("/clocks/" + check_in + "/skip"), coordinator,
                 Json::object({{"reason", "We met them at the clinic."}}))
                .status,
            200);
  EXPECT_TRUE(board(coordinator).empty());
  EXPECT_EQ(send("POST", path("/clocks/" + check_in + "/skip"), coordinator, Json::object({{"reason", "x"}}))
                .code(),
            "journeys.over");
  EXPECT_EQ(send("POST", path("/people/" + anna.str() + "/clocks"), coordinator,
                 Json::object({{"words", "Ask about the new pump."}, {"at", "2026-12-20T17:00:00Z"}}))
                .status,
            200);
  const std::string sealed = "select count(*) from clock where words is not null";
  EXPECT_EQ(count(sealed), 1);
  pass(days(12));
  const auto tasks = board(coordinator);
  const auto own =
      std::ranges::find_if(tasks, [](const Json& each) { return each.text("kind") == "reminder"; });
  ASSERT_NE(own, tasks.end());
  EXPECT_EQ(own->text("sentence"), "Ask about the new pump.");
  EXPECT_EQ(tick(coordinator, own->text("task_id")).status, 200);
}

TEST_P(Following, ASilentPairIsFlaggedAndItsSupporterRemindedOnceADay) {
  say("matching.match_made", match());
  pass(days(13));
  EXPECT_TRUE(items(path("/silent"), coordinator).empty());
  pass(days(2));
  auto list = items(path("/silent"), coordinator);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].find("flag")->integer(), 14);
  const std::string nudge = path("/matches/m1/nudge");
  EXPECT_EQ(send("POST", nudge, coordinator, Json::object()).status, 200);
  EXPECT_EQ(send("POST", nudge, coordinator, Json::object()).code(), "journeys.nudged");
  EXPECT_EQ(letters_of(maria, "nudge"), 1U);
  EXPECT_EQ(letters.letters.back().text.find("Anna"), std::string::npos);
  EXPECT_EQ(send("POST", nudge, anna, Json::object()).status, 403);
  pass(days(16));
  list = items(path("/silent"), coordinator);
  EXPECT_EQ(list[0].find("flag")->integer(), 30);
}

TEST_P(Following, ATaskIsGivenToAColleagueAndBack) {
  const PersonId dora = add(first, Role::coordinator, "Dora");
  say("matching.match_made", match());
  pass(days(15));
  const std::string task = board(coordinator)[0].text("task_id");
  const std::string to = path("/tasks/" + task + "/assignee");
  EXPECT_EQ(items(path("/team"), coordinator).size(), 2U);
  EXPECT_EQ(send("PUT", to, coordinator, Json::object({{"to", dora.str()}})).status, 200);
  EXPECT_EQ(board(coordinator)[0].text("assigned_name"), "Dora");
  EXPECT_NE(next_sentence(dora).find("Anna"), std::string::npos);  // on her own home
  EXPECT_EQ(send("PUT", to, coordinator, Json::object({{"to", anna.str()}})).status, 404);
  EXPECT_EQ(send("PUT", to, coordinator, Json::object({{"to", ""}})).status, 200);
  EXPECT_EQ(board(coordinator)[0].text("assigned_id"), "");
}

TEST_P(Following, AQuestionIsAnsweredOnceWithoutSigningIn) {
  say("matching.match_made", match());
  pass(days(92));
  const std::string token = token_to(anna);
  ASSERT_FALSE(token.empty());
  EXPECT_EQ(count("select count(*) from asked_question where token_hash = '" + token + "'"), 0);
  const Json page = send("POST", "/api/questions/open", {}, Json::object({{"token", token}})).body;
  EXPECT_EQ(page.find("items")->array_items().size(), 1U);
  EXPECT_EQ(to_text(page).find("Maria"), std::string::npos);
  EXPECT_EQ(answer_with(token, "maybe").status, 422);
  EXPECT_EQ(answer_with("not-a-token", "fine").status, 404);
  EXPECT_EQ(answer_with(token, "talk").status, 200);
  EXPECT_EQ(answer_with(token, "fine").code(), "journeys.answered");
  const auto tasks = board(coordinator);
  EXPECT_TRUE(std::ranges::any_of(tasks, [](const Json& each) { return each.text("kind") == "answered"; }));
}

TEST_P(Following, AnAnswerIsGoodForThirtyDays) {
  say("matching.match_made", match());
  pass(days(92));
  const std::string token = token_to(anna);
  pass(days(30));
  EXPECT_EQ(answer_with(token, "fine").code(), "journeys.answered");
}

TEST_P(Following, TheLengthIsAgreedAtTheStartAndBothMayGoOn) {
  say("matching.match_made", match());
  auto pair = items("/api/me/pairs", anna)[0];
  // The same hour there, whatever the clocks of the zone do until then.
  const std::string zone = "America/Vancouver";
  const auto hour = static_cast<int>((clock.now() - local_to_instant({2026, 11, 23}, 0, 0, zone)) / hours(1));
  const std::string end = to_rfc3339(local_to_instant({2027, 5, 24}, hour, 0, zone));
  EXPECT_EQ(pair.text("ends_at"), end);
  EXPECT_FALSE(pair.find("ending")->boolean());
  EXPECT_EQ(request_extension(anna).text("code"), "journeys.later");
  pass(days(182 - 28));
  EXPECT_EQ(letters_of(anna, "clock:message_ending"), 1U);
  EXPECT_EQ(letters_of(maria, "clock:message_ending"), 1U);
  request_extension(anna);
  EXPECT_EQ(items("/api/me/pairs", maria)[0].text("other_wish"), "extend");
  EXPECT_EQ(items("/api/me/pairs", maria)[0].text("ends_at"), end);
  request_extension(maria);
  EXPECT_EQ(items("/api/me/pairs", anna)[0].text("ends_at"),
            to_rfc3339(local_to_instant({2027, 8, 23}, hour, 0, zone)));
  EXPECT_EQ(letters_of(anna, "ending"), 1U);
  pass(days(91));
  EXPECT_EQ(letters_of(anna, "clock:message_ending"), 2U);
}

TEST_P(Following, FinishingIsTheOthersBusinessToo) {
  say("matching.match_made", match());
  pass(days(182 - 20));
  request_extension(maria, "finish");
  EXPECT_EQ(items("/api/me/pairs", anna)[0].text("other_wish"), "");  // nobody is told of a no
  EXPECT_EQ(request_extension(maria, "group").text("code"), "journeys.later");
  request_extension(anna, "supporter");
  const auto tasks = board(coordinator);
  EXPECT_TRUE(std::ranges::any_of(
      tasks, [](const Json& each) { return each.text("sentence") == "Anna would like to support others."; }));
}

TEST_P(Following, ASupporterWhoStopsIsLookedAfterAndTheParticipantIsTold) {
  say("matching.match_made", match());
  log(maria, note(true));
  application->as_system("test", [&](Context& context) {
    StoredEvent event{
        0,    context.world.ids.next(),      context.now, "matching.match_ended", maria.str(), first.str(),
        "m1", match().set("reason", "ended")};
    append_event(context.tx, event);
  });
  settle();
  EXPECT_EQ(letters_of(anna, "ending"), 1U);
  EXPECT_EQ(letters_of(maria, "leaving"), 1U);  // she stopped after one contact
  const auto tasks = board(coordinator);
  const auto look =
      std::ranges::find_if(tasks, [](const Json& each) { return each.text("kind") == "look_after"; });
  ASSERT_NE(look, tasks.end());
  EXPECT_EQ(look->text("person_id"), maria.str());
  const std::string token = token_to(maria);
  const Json both = Json::object({{"found", "yes"}, {"again", "partly"}});
  EXPECT_EQ(
      send("POST", "/api/questions/answer", {}, Json::object({{"token", token}, {"answers", both}})).status,
      200);
}

TEST_P(Following, ABreakOfTheSupporterIsToldKindly) {
  say("matching.match_made", match());
  set_state(maria, Role::supporter, GrantState::paused);
  EXPECT_EQ(letters_of(anna, "ending"), 1U);
  EXPECT_EQ(count("select count(*) from task where kind = 'look_after' and state = 'open'"), 1);
  EXPECT_EQ(count("select count(*) from journey_state where machine = 'availability' and state = 'resting'"),
            1);
}

TEST_P(Following, EverybodySeesWhatTheyCanDoNow) {
  const auto can = [&](const PersonId& who) {
    std::vector<std::string> pages;
    const Json view = home(who);
    for (const Json& each : view.find("can")->array_items()) pages.push_back(each.text("href"));
    return pages;
  };
  EXPECT_EQ(can(anna), std::vector<std::string>{"/me/taking-part"});  // choosing is the next step already
  say("matching.match_made", match());
  const auto pages = can(anna);
  EXPECT_NE(std::ranges::find(pages, "/contacts"), pages.end());
  EXPECT_NE(std::ranges::find(pages, "/together"), pages.end());
}

TEST_P(Following, NothingThatTravelsNamesAnybodyOrTheCondition) {
  say("matching.match_made", match());
  pass(days(183));
  EXPECT_GE(letters.letters.size(), 5U);
  for (const Letter& each : letters.letters) {
    for (const std::string word : {"Anna", "Maria", "diabet", "insulin", "pump"}) {
      EXPECT_EQ((each.subject + each.text).find(word), std::string::npos) << each.kind << " says " << word;
    }
  }
}

TEST_P(Following, AClockThatGoesOnForSomebodyElseIsFoundByThem) {
  using namespace journeys_store;
  ClockRow row;
  row.id = row.subject = "c1";
  row.programme = first;
  row.supporter = maria;
  database->write([&](Tx& tx) {
    put_clock(tx, row);
    row.sequence = 2;
    put_clock(tx, row);
    EXPECT_EQ(running_clocks_of_person(tx, first, maria).at(0).sequence, 2);
    row.supporter = anna;
    put_clock(tx, row);
    EXPECT_TRUE(running_clocks_of_person(tx, first, maria).empty());
    EXPECT_EQ(running_clocks_of_person(tx, first, anna).size(), 1U);
    set_clock_state(tx, "c1", ClockState::over);
  });
}

INSTANTIATE_TEST_SUITE_P(OnEachDatabase, Following, ::testing::ValuesIn(test_database_kinds()));

}  // namespace
}  // namespace kith
