#include "modules/journeys/test/journey_world.h"

// The companion of a first contact, on every kind of database.
namespace kith {
namespace {

class FirstContact : public JourneyWorld, public ::testing::WithParamInterface<std::string> {
 public:
  FirstContact() : JourneyWorld("reachout", GetParam()) {}

  // Free on that part of Tuesdays and Thursdays, on the clock of that zone.
  PersonId add_free(Role role, const std::string& name, const std::string& zone, const std::string& part) {
    PersonId id;
    application->as_system("test", [&](Context& context) {
      NewPerson person;
      person.role = role;
      person.identity = {"", name, "Surname", name + "@example.org", "", "", ""};
      person.state = GrantState::active;
      person.answers = {{"time_zone", zone}, {"available", Json::array({"tue " + part, "thu " + part})}};
      id = people.add(context, programmes.get(context.tx, first), person);
    });
    settle();
    return id;
  }

  Json view(const PersonId& who, const std::string& language = "en") {
    return call("GET", "/api/me/first-contact/talk-m1", who, language).body;
  }
  Answer met(const PersonId& who, bool met) {
    return send("PUT", "/api/me/first-contact/talk-m1/met", who, Json::object({{"met", met}}));
  }
  Answer tick_line(const PersonId& who, int line, bool done = true) {
    return send("PUT", "/api/me/first-contact/talk-m1/sheet", who,
                Json::object({{"line", line}, {"done", done}}));
  }
  Answer ask_three(const PersonId& who) {
    return send("POST", "/api/me/first-contact/talk-m1/call-of-three", who, Json::object());
  }
  std::size_t size_of(const Json& view, const std::string& member) {
    return view.find(member)->array_items().size();
  }
  std::vector<Json> tasks_of_kind(const std::string& kind) {
    std::vector<Json> out;
    for (const Json& each : board(coordinator)) {
      if (each.text("kind") == kind) out.push_back(each);
    }
    return out;
  }
  std::vector<Letter> questions_to(const PersonId& who) {
    std::vector<Letter> out;
    for (const Letter& each : letters.letters) {
      if (each.to == who && each.kind == "met") out.push_back(each);
    }
    return out;
  }
  Answer answer_link(const Letter& letter, const std::string& said) {
    const auto at = letter.text.find("/answer#") + 8;
    const std::string token = letter.text.substr(at, letter.text.find('.', at) - at);
    return send("POST", "/api/questions/answer", {},
                Json::object({{"token", token}, {"answers", Json::object({{"answer", said}})}}));
  }
  bool in_contact() {
    return count("select count(*) from journey_state where machine = 'match' and state = 'in_contact'") == 1;
  }
};

TEST_P(FirstContact, IsTheNextStepOfBothWithTheWordsOfTheProgramme) {
  say("matching.match_made", match());
  EXPECT_EQ(next_href(anna), "/first-contact/talk-m1");
  EXPECT_EQ(next_href(maria), "/first-contact/talk-m1");
  const Json hers = view(anna);
  EXPECT_EQ(hers.find("script")->text("title"), "Your first talk with Maria");
  EXPECT_GT(size_of(*hers.find("script"), "paragraphs"), 2U);
  EXPECT_EQ(hers.find("limits")->text("title"), "What stays between you two");
  EXPECT_EQ(size_of(hers, "sheet"), 0U);
  EXPECT_EQ(size_of(view(maria), "sheet"), 6U);
  EXPECT_EQ(view(anna, "fr").find("script")->text("title"), "Votre premier échange avec Maria");
}

TEST_P(FirstContact, IsForTheTwoAlone) {
  say("matching.match_made", match());
  for (const PersonId& who : {ben, cleo, coordinator}) {
    EXPECT_EQ(call("GET", "/api/me/first-contact/talk-m1", who).status, 404);
    EXPECT_EQ(met(who, true).status, 404);
    EXPECT_EQ(ask_three(who).status, 404);
    EXPECT_EQ(tick_line(who, 1).status, 404);
  }
  EXPECT_EQ(call("GET", "/api/me/first-contact/talk-m1", {}).status, 401);
  say("matching.match_ended", match().set("reason", "ended"));
  EXPECT_FALSE(view(anna).find("open")->boolean());
  EXPECT_EQ(met(anna, true).code(), "journeys.over");
  EXPECT_EQ(ask_three(anna).code(), "journeys.over");
  EXPECT_EQ(tick_line(maria, 1).code(), "journeys.over");
}

TEST_P(FirstContact, GoodHoursAreOnTheClockOfEach) {
  const PersonId nora = add_free(Role::participant, "Nora", "America/Toronto", "morning");
  const PersonId otto = add_free(Role::supporter, "Otto", "Europe/London", "afternoon");
  say("matching.match_made", Json::object({{"match", "m1"},
                                           {"participant", nora.str()},
                                           {"supporter", otto.str()},
                                           {"conversation", "talk-m1"}}));
  const Json hers = view(nora);
  EXPECT_EQ(hers.text("time_zone"), "America/Toronto");
  const auto& hours = hers.find("hours")->array_items();
  ASSERT_EQ(hours.size(), 3U);  // 9:00 to 12:00 there is 14:00 to 17:00 in London
  EXPECT_EQ(hours[0].text("from"), "2026-11-24T14:00:00.000000Z");
  EXPECT_EQ(size_of(hers, "more_hours"), 3U);
  EXPECT_EQ(view(otto).text("time_zone"), "Europe/London");
}

TEST_P(FirstContact, WhoHasGivenNoHoursIsOfferedToFillThemIn) {
  const PersonId nora = add_free(Role::participant, "Nora", "America/Toronto", "morning");
  say("matching.match_made", Json::object({{"match", "m1"},
                                           {"participant", nora.str()},
                                           {"supporter", maria.str()},
                                           {"conversation", "talk-m1"}}));
  EXPECT_EQ(view(nora).text("own_hours"), "given");
  EXPECT_EQ(view(nora).text("other_hours"), "missing");
  EXPECT_EQ(view(maria).text("own_hours"), "missing");
  EXPECT_EQ(size_of(view(nora), "hours"), 0U);
}

TEST_P(FirstContact, TheWordOfBothConfirmsItAndTheMatchGoesOn) {
  say("matching.match_made", match());
  EXPECT_EQ(met(maria, true).status, 200);
  EXPECT_FALSE(in_contact());
  EXPECT_TRUE(view(anna).find("other_met")->boolean());
  ASSERT_EQ(questions_to(anna).size(), 1U);
  EXPECT_EQ(questions_to(anna)[0].text.find("Maria"), std::string::npos);
  met(maria, false);
  met(maria, true);
  EXPECT_EQ(questions_to(anna).size(), 1U);  // asked once
  EXPECT_EQ(count("select count(*) from task where kind = 'say_hello' and state = 'open'"), 1);
  EXPECT_EQ(answer_link(questions_to(anna)[0], "met").status, 200);
  EXPECT_TRUE(in_contact());
  EXPECT_TRUE(view(anna).find("both_met")->boolean());
  EXPECT_EQ(count("select count(*) from task where kind = 'say_hello' and state = 'open'"), 0);
  EXPECT_EQ(count("select count(*) from event where type = 'journeys.met_confirmed'"), 1);
  EXPECT_EQ(count("select contacts from journey_pair"), 1);
  met(maria, false);  // what both have confirmed stays
  EXPECT_TRUE(view(maria).find("both_met")->boolean());
  EXPECT_EQ(answer_link(questions_to(anna)[0], "met").code(), "journeys.answered");
}

TEST_P(FirstContact, WhatKithSawCountsAndNobodyIsAskedThen) {
  say("matching.match_made", match());
  say("matching.first_contact", Json::object({{"match", "m1"}}));
  EXPECT_TRUE(in_contact());
  EXPECT_TRUE(view(anna).find("in_contact")->boolean());
  met(maria, true);
  EXPECT_TRUE(questions_to(anna).empty());
  met(anna, true);
  EXPECT_EQ(count("select count(*) from event where type = 'journeys.met_confirmed'"), 1);
  EXPECT_EQ(count("select contacts from journey_pair"), 0);  // no second contact for the same talk
}

TEST_P(FirstContact, WhenTheirWordsDifferTheCoordinatorRings) {
  say("matching.match_made", match());
  met(anna, false);
  EXPECT_TRUE(board(coordinator).empty());
  EXPECT_FALSE(view(maria).find("other_met")->boolean());
  met(maria, true);
  EXPECT_TRUE(questions_to(anna).empty());  // she has said it already
  ASSERT_EQ(tasks_of_kind("met_differs").size(), 1U);
  const Json task = tasks_of_kind("met_differs")[0];
  EXPECT_EQ(task.text("person_id"), anna.str());
  EXPECT_EQ(task.text("href"), "/staff/" + first.str() + "/people/" + anna.str());
  EXPECT_FALSE(task.text("due_at").empty());
  met(anna, true);
  EXPECT_TRUE(tasks_of_kind("met_differs").empty());
  EXPECT_TRUE(in_contact());
}

TEST_P(FirstContact, TheCoordinatorIsAskedForATalkOfThreeOnce) {
  say("matching.match_made", match());
  met(anna, false);
  EXPECT_TRUE(ask_three(anna).body.find("call_asked")->boolean());
  ask_three(maria);
  ASSERT_EQ(tasks_of_kind("call_of_three").size(), 1U);
  const Json task = tasks_of_kind("call_of_three")[0];
  EXPECT_NE(task.text("sentence").find("Anna would like you on the line"), std::string::npos);
  EXPECT_EQ(task.text("due_at"), "2026-11-24T17:00:00.000000Z");
  tick(coordinator, task.text("task_id"));
  EXPECT_FALSE(view(anna).find("call_asked")->boolean());
  pass(hours(1));
  EXPECT_TRUE(ask_three(anna).body.find("call_asked")->boolean());
}

TEST_P(FirstContact, TheSupporterTicksTheSheetAndTheCoordinatorSeesHowFar) {
  say("matching.match_made", match());
  EXPECT_EQ(tick_line(anna, 1).status, 403);
  EXPECT_EQ(tick_line(maria, 7).code(), "journeys.no_such_line");
  tick_line(maria, 1);
  tick_line(maria, 2);
  tick_line(maria, 2, false);
  EXPECT_EQ(tick_line(maria, 3).status, 200);
  met(maria, true);
  restart();
  const auto sheet = view(maria).find("sheet")->array_items();
  EXPECT_TRUE(sheet[0].find("done")->boolean());
  EXPECT_FALSE(sheet[1].find("done")->boolean());
  const Answer seen =
      call("GET", "/api/programmes/" + first.str() + "/people/" + anna.str() + "/contacts", coordinator);
  const auto& lines = seen.body.find("first_contacts")->array_items();
  ASSERT_EQ(lines.size(), 1U);
  EXPECT_EQ(lines[0].text("other_name"), "Maria");
  EXPECT_EQ(lines[0].text("supporter_said"), "met");
  EXPECT_EQ(lines[0].text("supporter_said_at"), "2026-11-23T17:00:00.000000Z");
  EXPECT_EQ(lines[0].text("participant_said"), "unsaid");
  EXPECT_EQ(lines[0].find("ticked")->integer(), 2);
  EXPECT_EQ(lines[0].find("lines")->integer(), 6);
}

INSTANTIATE_TEST_SUITE_P(OnEachDatabase, FirstContact, ::testing::ValuesIn(test_database_kinds()));

}  // namespace
}  // namespace kith
