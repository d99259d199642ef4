#include "matching_world.h"

// Whom a participant may choose from, and what the coordinator sees.
namespace kith {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

class Library : public ::testing::Test {
 protected:
  MatchingWorld house{"sqlite"};

  std::vector<std::string> cards(const PersonId& who, const std::string& query = "") {
    return house.names(house.library(who, query).body, "cards");
  }
  Json criterion(const Json& view, const std::string& key) const {
    for (const Json& each : view.find("criteria")->array_items()) {
      if (each.text("key") == key) return each;
    }
    return {};
  }
  std::string by_staff(const PersonId& who, const std::string& what) const {
    return "/api/programmes/" + house.programme.str() + "/people/" + who.str() + "/" + what;
  }
};

TEST_F(Library, ShowsTheBestFirstAndSaysWhy) {
  const PersonId anna = house.participant("Anna", {.device = "pump", .hobbies = {"music", "chess"}});
  house.supporter("Pen", {.device = "pen"});
  house.supporter("Both", {.device = "pump", .hobbies = {"chess"}});
  house.supporter("Pump", {.device = "pump", .hobbies = {"running"}});
  const Json view = house.library(anna).body;
  EXPECT_THAT(house.names(view, "cards"), ElementsAre("Both", "Pump", "Pen"));
  const Json& best = view.find("cards")->array_items()[0];
  EXPECT_THAT(to_text(*best.find("reasons")), HasSubstr("also uses a pump"));
  EXPECT_THAT(to_text(*best.find("reasons")), HasSubstr("also likes chess"));
  EXPECT_EQ(best.text("note"), "I am Both");
  EXPECT_THAT(to_text(*view.find("cards")->array_items()[2].find("differs")), HasSubstr("another device"));
  EXPECT_EQ(view.find("total")->integer(), 3);
  EXPECT_EQ(view.find("may_ask")->integer(), 3);
  EXPECT_THAT(to_text(view), Not(HasSubstr("Surname")));
}

TEST_F(Library, LiveCountsSayWhatEachWishWouldLeave) {
  const PersonId anna = house.participant("Anna", {.device = "pump", .hobbies = {"music"}});
  house.supporter("One", {.device = "pump", .hobbies = {"music"}});
  house.supporter("Two", {.device = "pump"});
  house.supporter("Three", {.device = "pen", .hobbies = {"music"}});
  Json view = house.library(anna).body;
  EXPECT_EQ(criterion(view, "device").find("count_if_must")->integer(), 2);
  EXPECT_EQ(criterion(view, "device").find("count_if_off")->integer(), 3);
  EXPECT_FALSE(criterion(view, "language").find("switchable")->boolean());
  view = house.library(anna, "&must=device").body;
  EXPECT_THAT(house.names(view, "cards"), UnorderedElementsAre("One", "Two"));
  EXPECT_EQ(view.find("total")->integer(), 2);
  EXPECT_EQ(criterion(view, "device").text("state"), "must");
  EXPECT_EQ(criterion(view, "hobbies").find("count_if_must")->integer(), 1);
  EXPECT_THAT(cards(anna, "&must=device,hobbies"), ElementsAre("One"));
  EXPECT_EQ(cards(anna, "&off=device").size(), 3U);
}

TEST_F(Library, WhatAProgrammeFixedCannotBeSwitched) {
  const PersonId anna = house.participant("Anna");
  house.supporter("Fleur", {.languages = {"fr"}});
  EXPECT_THAT(cards(anna, "&off=language"), IsEmpty());
  EXPECT_THAT(cards(anna, "&nice=language"), IsEmpty());
  const Answer unknown = house.library(anna, "&must=horoscope");
  EXPECT_EQ(unknown.status, 422);
}

TEST_F(Library, WhenNobodyFitsTheNearestAreOffered) {
  const PersonId anna = house.participant("Anna", {.device = "pump", .hobbies = {"music"}});
  house.supporter("Near", {.device = "pen", .hobbies = {"music"}});
  house.supporter("Far", {.device = "pen", .hobbies = {"running"}});
  house.supporter("French", {.device = "pump", .languages = {"fr"}});
  const Json view = house.library(anna, "&must=device").body;
  EXPECT_THAT(house.names(view, "cards"), IsEmpty());
  EXPECT_EQ(view.find("total")->integer(), 0);
  EXPECT_THAT(house.names(view, "nearest"), ElementsAre("Near", "Far"));
  EXPECT_THAT(to_text(*view.find("nearest")->array_items()[0].find("differs")), HasSubstr("another device"));
  EXPECT_EQ(view.text("waiting_words"), "Nobody is free today.");
}

TEST_F(Library, OnlyThoseWhoAreReallyFreeAreShown) {
  const PersonId anna = house.participant("Anna");
  const PersonId full = house.supporter("Full", {.capacity = 1});
  const PersonId resting = house.supporter("Resting"), paused = house.supporter("Paused");
  const PersonId ended = house.supporter("Ended");
  house.supporter("Free");
  house.add(house.other_programme, Role::supporter, "Elsewhere");
  house.match(house.participant("Ben"), full);
  house.rest(resting, 2, true, house.clock.now() + hours(1));
  house.set_state(paused, Role::supporter, GrantState::paused);
  house.set_state(ended, Role::supporter, GrantState::ended);
  EXPECT_THAT(cards(anna), ElementsAre("Free"));
  house.clock.advance(hours(1));
  EXPECT_THAT(cards(anna), UnorderedElementsAre("Free", "Resting"));
}

// "Never show me to people from my town": whichever of the two asked for it, and however it was typed.
TEST_F(Library, ExclusionsHoldBothWays) {
  const PersonId anna = house.participant("Anna", {.town = "  Nelson "});
  const PersonId maria = house.supporter("Maria", {.town = "NELSON"});
  house.supporter("Away", {.town = "Trail"});
  house.supporter("Unsaid");
  EXPECT_EQ(cards(anna).size(), 3U);
  house.exclude(anna, true, false);
  EXPECT_THAT(cards(anna), UnorderedElementsAre("Away", "Unsaid"));
  EXPECT_EQ(house.ask_for(anna, {maria}).code(), "matching.not_free");
  house.exclude(anna, false, false);
  house.exclude(maria, true, false);
  EXPECT_THAT(cards(anna), UnorderedElementsAre("Away", "Unsaid"));
  EXPECT_EQ(house.ask_for(anna, {maria}).code(), "matching.not_free");
}

// A clinic that a supporter does not show still keeps the two apart: otherwise hiding an answer would undo
// the wish never to be shown.
TEST_F(Library, ExclusionsHoldAlsoForAnswersThatAreHidden) {
  const PersonId anna = house.participant("Anna", {.clinic = "North clinic"});
  const PersonId maria = house.supporter("Maria", {.clinic = "north CLINIC"});
  house.hide(maria, {"clinic"});
  house.exclude(maria, false, true);
  EXPECT_THAT(cards(anna), IsEmpty());
  EXPECT_EQ(house.ask_for(anna, {maria}).code(), "matching.not_free");
  house.exclude(maria, false, false);
  EXPECT_THAT(cards(anna), ElementsAre("Maria"));
  house.exclude(anna, false, true);
  EXPECT_THAT(cards(anna), IsEmpty());
}

TEST_F(Library, HiddenAnswersCountAsUnknownAndShowNowhere) {
  const PersonId anna = house.participant("Anna", {.device = "pump"});
  const PersonId maria = house.supporter("Maria", {.device = "pump"});
  EXPECT_EQ(criterion(house.library(anna).body, "device").find("count_if_must")->integer(), 1);
  house.hide(maria, {"device"});
  const Json view = house.library(anna).body;
  EXPECT_EQ(criterion(view, "device").find("count_if_must")->integer(), 0) << "a count would tell";
  EXPECT_THAT(to_text(*view.find("cards")), Not(HasSubstr("pump")));
  EXPECT_THAT(cards(anna, "&must=device"), IsEmpty());
  // The coordinator, who reads the profile anyway, sees the whole fit.
  const Answer staff = house.get(by_staff(anna, "library") + "?must=device", house.coordinator);
  EXPECT_THAT(house.names(staff.body, "cards"), ElementsAre("Maria"));
}

TEST_F(Library, AHiddenAnswerOfTheParticipantStaysHiddenFromWhoIsAsked) {
  const PersonId anna = house.participant("Anna", {.device = "pump"});
  const PersonId maria = house.supporter("Maria", {.device = "pump"});
  house.hide(anna, {"device"});
  house.ask_for(anna, {maria});
  const Answer asks = house.get("/api/me/asks", maria);
  EXPECT_THAT(to_text(*asks.items()[0].find("facts")), Not(HasSubstr("pump")));
  EXPECT_THAT(to_text(*asks.items()[0].find("reasons")), Not(HasSubstr("pump")));
}

TEST_F(Library, SaysWhoWasAskedAlready) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.supporter("Nora");
  house.ask_for(anna, {maria});
  const Json view = house.library(anna).body;
  for (const Json& card : view.find("cards")->array_items()) {
    EXPECT_EQ(card.find("asked")->boolean(), card.text("display_name") == "Maria");
  }
}

TEST_F(Library, IsForParticipantsOfTheProgramme) {
  const PersonId maria = house.supporter("Maria");
  EXPECT_EQ(house.library(maria).status, 403);
  EXPECT_EQ(house.library(house.add(house.other_programme, Role::participant, "Else")).status, 404);
  EXPECT_EQ(house.library({}).status, 401);
}

TEST_F(Library, ACoordinatorChoosesTogetherWithSomeoneOnThePhone) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  const Answer shortlist = house.get(by_staff(anna, "library"), house.coordinator);
  EXPECT_THAT(house.names(shortlist.body, "cards"), ElementsAre("Maria"));
  const auto ask = [&](const PersonId& staff, bool agreed) {
    Json body = Json::object({{"asks", *house.asks({maria}).find("asks")}, {"agreed_by_phone", agreed}});
    return house.post(by_staff(anna, "requests"), staff, body);
  };
  const Answer unasked = ask(house.coordinator, false);
  EXPECT_EQ(unasked.status, 422) << "the participant decides";
  EXPECT_EQ(unasked.body.find("errors")->array_items()[0].text("field"), "agreed_by_phone");
  EXPECT_EQ(ask(house.other_coordinator, true).status, 404);
  EXPECT_EQ(ask(house.coordinator, true).status, 200);
  EXPECT_THAT(house.states(anna), ElementsAre("asked"));
  EXPECT_EQ(house.count("select count(*) from request where on_behalf"), 1);
  EXPECT_EQ(house.answer(maria, house.asked(maria), "accept").status, 200);
  const Answer matches = house.get(by_staff(anna, "matches"), house.coordinator);
  ASSERT_EQ(matches.items().size(), 1U);
  const std::string match = matches.items()[0].text("match_id");
  const std::string change = "/api/programmes/" + house.programme.str() + "/matches/" + match + "/new-match";
  EXPECT_EQ(house.post(change, house.other_coordinator).status, 404);
  EXPECT_EQ(house.post(change, house.coordinator).status, 200);
  EXPECT_EQ(house.count("select count(*) from pair where end_reason = 'new_match'"), 1);
}

TEST_F(Library, ThingsOfAnotherProgrammeAreNotReachedThroughOnesOwn) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.match(anna, maria);
  for (const char* what : {"library", "requests", "matches"}) {
    const std::string path =
        "/api/programmes/" + house.other_programme.str() + "/people/" + anna.str() + "/" + what;
    const Answer answer = house.get(path, house.other_coordinator);
    EXPECT_THAT(answer.text, Not(HasSubstr("Maria"))) << what;
    EXPECT_TRUE(answer.status == 404 || answer.items().empty()) << what;
  }
}

TEST_F(Library, TheWaitingListSaysWhoWaitsHowLongAndWhoseTurnItIs) {
  const PersonId anna = house.participant("Anna");
  house.clock.advance(days(3));
  const PersonId ben = house.participant("Ben"), cleo = house.participant("Cleo"),
                 dora = house.participant("Dora");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora");
  house.ask_for(ben, {maria});
  house.ask_for(cleo, {nora});
  house.answer(nora, house.asked(nora), "decline");
  house.match(dora, nora);
  const auto waiting = [&](const std::string& query = "") {
    return house.get("/api/programmes/" + house.programme.str() + "/waiting" + query, house.coordinator);
  };
  const Answer list = waiting();
  EXPECT_THAT(house.names(list.body, "items"), ElementsAre("Anna", "Ben", "Cleo"));
  EXPECT_EQ(list.body.find("total")->integer(), 3);
  EXPECT_EQ(list.items()[0].find("wait_days")->integer(), 3);
  EXPECT_EQ(list.items()[0].text("whose_turn"), "participant");
  EXPECT_EQ(list.items()[1].text("whose_turn"), "supporter");
  EXPECT_EQ(list.items()[1].text("state_words"), "Maria was asked");
  EXPECT_EQ(list.items()[1].text("next_at"), to_rfc3339(house.clock.now() + hours(2)));
  EXPECT_EQ(list.items()[2].text("whose_turn"), "coordinator");
  EXPECT_THAT(house.names(waiting("?limit=2").body, "items"), ElementsAre("Anna", "Ben"));
  const std::string next = waiting("?limit=2").body.text("next");
  EXPECT_THAT(house.names(waiting("?limit=2&after=" + next).body, "items"), ElementsAre("Cleo"));
  EXPECT_EQ(house.get("/api/programmes/" + house.programme.str() + "/waiting", anna).status, 403);
}

}  // namespace
}  // namespace kith
