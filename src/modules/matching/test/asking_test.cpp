#include "matching_world.h"

namespace kith {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

INSTANTIATE_TEST_SUITE_P(Kinds, MatchingTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(MatchingTest, SupportersAreAskedOneAfterTheOtherInTheOrderChosen) {
  const PersonId anna = house.participant("Anna");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora"),
                 olga = house.supporter("Olga");
  const Answer sent = house.ask_for(anna, {nora, maria, olga});
  ASSERT_EQ(sent.status, 200) << sent.text;
  EXPECT_THAT(house.states(anna), ElementsAre("asked", "queued", "queued"));
  EXPECT_TRUE(house.asked(maria).empty());
  EXPECT_EQ(house.answer(nora, house.asked(nora), "decline").status, 200);
  EXPECT_THAT(house.states(anna), ElementsAre("declined", "asked", "queued"));
  EXPECT_EQ(house.answer(maria, house.asked(maria), "not-now").status, 200);
  EXPECT_THAT(house.states(anna), ElementsAre("declined", "not_now", "asked"));
  EXPECT_EQ(house.answer(olga, house.asked(olga), "decline").status, 200);
  EXPECT_THAT(house.event_types(),
              ElementsAre("request_asked", "request_declined", "request_asked", "request_not_now",
                          "request_asked", "request_declined", "requests_exhausted"));
}

TEST_P(MatchingTest, EveryStepIsToldToTheParticipant) {
  const PersonId anna = house.participant("Anna");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora");
  house.ask_for(anna, {maria, nora});
  const auto words = [&] {
    const Answer list = house.get("/api/me/requests?programme=" + house.programme.str(), anna);
    std::vector<std::string> out;
    for (const Json& each : list.items()) out.push_back(each.text("words"));
    return out;
  };
  EXPECT_THAT(words(),
              ElementsAre("Maria was asked and has 2 hours.", "We will ask Nora if nobody before says yes."));
  house.pass(minutes(61));
  EXPECT_EQ(words()[0], "Maria was reminded.");
  house.pass(minutes(60));
  EXPECT_THAT(words(), ElementsAre("Maria was not there.", "Nora was asked and has 2 hours."));
  house.answer(nora, house.asked(nora), "accept");
  EXPECT_EQ(words()[1], "Nora said yes.");
}

TEST_P(MatchingTest, TheSupporterReadsWhoAsksAndWhyAndTheHello) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.post("/api/me/requests", anna, house.asks({maria}, "Hello <b>Maria</b>"));
  const Answer open = house.get("/api/me/asks", maria);
  ASSERT_EQ(open.items().size(), 1U);
  const Json& ask = open.items()[0];
  EXPECT_EQ(ask.text("participant_name"), "Anna");
  EXPECT_EQ(ask.text("note"), "I am Anna");
  EXPECT_EQ(ask.text("hello"), "Hello <b>Maria</b>");
  EXPECT_EQ(ask.text("words"), "Anna would like to talk.");
  EXPECT_EQ(ask.text("answer_by"), to_rfc3339(house.clock.now() + hours(2)));
  EXPECT_THAT(to_text(*ask.find("reasons")), HasSubstr("also uses a pump"));
  EXPECT_THAT(open.text, ::testing::Not(HasSubstr("SurnameAnna")));
  house.pass(minutes(60));
  EXPECT_EQ(house.get("/api/me/asks", maria).items()[0].text("words"), "Anna still waits.");
}

// The clock is a row: it rings after a crash, once, and late rather than never (promise R9).
TEST_P(MatchingTest, TheClockRemindsOnceReleasesOnceAndMovesOnAlsoAfterACrash) {
  const PersonId anna = house.participant("Anna");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora");
  house.ask_for(anna, {maria, nora});
  house.pass(minutes(59));
  EXPECT_THAT(house.states(anna), ElementsAre("asked", "queued"));
  house.restart();
  house.pass(minutes(1));
  EXPECT_THAT(house.states(anna), ElementsAre("reminded", "queued"));
  house.pass(minutes(59));
  EXPECT_THAT(house.states(anna), ElementsAre("reminded", "queued"));
  house.clock.advance(-days(3));
  house.application->settle();
  EXPECT_THAT(house.states(anna), ElementsAre("reminded", "queued"));
  house.restart();
  house.pass(days(3) + minutes(1));
  EXPECT_THAT(house.states(anna), ElementsAre("released", "asked"));
  house.pass(days(30));
  EXPECT_THAT(house.states(anna), ElementsAre("released", "released"));
  const auto types = house.event_types();
  EXPECT_EQ(std::ranges::count(types, "requests_exhausted"), 1);
  EXPECT_EQ(std::ranges::count(types, "request_released"), 2);
}

TEST_P(MatchingTest, AnAnswerStopsTheClock) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.match(anna, maria);
  EXPECT_EQ(house.count("select count(*) from job"), 0);
  house.pass(days(2));
  EXPECT_THAT(house.states(anna), ElementsAre("accepted"));
}

TEST_P(MatchingTest, AfterTheClockNoAnswerCounts) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.ask_for(anna, {maria});
  const std::string request = house.asked(maria);
  house.pass(hours(3));
  for (const char* how : {"accept", "decline", "not-now"}) {
    const Answer late = house.answer(maria, request, how);
    EXPECT_EQ(late.status, 409) << how;
    EXPECT_EQ(late.code(), "matching.not_open") << how;
  }
  EXPECT_EQ(house.count("select count(*) from pair"), 0);
}

TEST_P(MatchingTest, WithdrawingIsPossibleAtAnyTimeBeforeTheAnswer) {
  const PersonId anna = house.participant("Anna");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora"),
                 olga = house.supporter("Olga");
  const Answer sent = house.ask_for(anna, {maria, nora, olga});
  const auto withdraw = [&](std::size_t which) {
    return house.post("/api/me/requests/" + sent.items()[which].text("request_id") + "/withdraw", anna);
  };
  EXPECT_EQ(withdraw(1).status, 200);
  EXPECT_THAT(house.states(anna), ElementsAre("asked", "withdrawn", "queued"));
  EXPECT_EQ(withdraw(0).status, 200);
  EXPECT_THAT(house.states(anna), ElementsAre("withdrawn", "withdrawn", "asked"));
  EXPECT_TRUE(house.asked(maria).empty());
  EXPECT_EQ(withdraw(0).code(), "matching.not_open");
  EXPECT_EQ(withdraw(2).status, 200);
  EXPECT_THAT(house.states(anna), ElementsAre("withdrawn", "withdrawn", "withdrawn"));
  EXPECT_EQ(house.count("select count(*) from job"), 0);
  // Taking everything back is a choice and no call for help.
  EXPECT_EQ(std::ranges::count(house.event_types(), "requests_exhausted"), 0);
}

TEST_P(MatchingTest, OnlyTheTwoConcernedMoveARequest) {
  const PersonId anna = house.participant("Anna"), ben = house.participant("Ben");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora");
  house.ask_for(anna, {maria});
  const std::string request = house.asked(maria);
  EXPECT_EQ(house.answer(nora, request, "accept").status, 404);
  EXPECT_EQ(house.answer(anna, request, "accept").status, 404);
  EXPECT_EQ(house.post("/api/me/requests/" + request + "/withdraw", ben).status, 404);
  EXPECT_EQ(house.post("/api/me/requests/" + request + "/withdraw", maria).status, 404);
  EXPECT_THAT(house.states(anna), ElementsAre("asked"));
}

TEST_P(MatchingTest, NoMoreAreAskedThanTheProgrammeLetsOneAsk) {
  const PersonId anna = house.participant("Anna");
  std::vector<PersonId> four;
  for (const char* name : {"Maria", "Nora", "Olga", "Petra"}) four.push_back(house.supporter(name));
  EXPECT_EQ(house.ask_for(anna, four).code(), "matching.too_many");
  EXPECT_EQ(house.ask_for(anna, {}).status, 422);
  EXPECT_EQ(house.ask_for(anna, {four[0], four[0]}).status, 422);
  EXPECT_TRUE(house.states(anna).empty());
  EXPECT_EQ(house.ask_for(anna, {four[0], four[1]}).status, 200);
  EXPECT_EQ(house.ask_for(anna, {four[0]}).status, 422);
  EXPECT_EQ(house.ask_for(anna, {four[2], four[3]}).code(), "matching.too_many");
  EXPECT_EQ(house.ask_for(anna, {four[2]}).status, 200);
  EXPECT_THAT(house.states(anna), ElementsAre("asked", "queued", "queued"));
  EXPECT_EQ(house.library(anna).body.find("may_ask")->integer(), 0);
}

TEST_P(MatchingTest, TheSameRequestSentTwiceAsksOnce) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  const Answer first = house.ask_for(anna, {maria}, "tap");
  const Answer second = house.ask_for(anna, {maria}, "tap");
  EXPECT_EQ(second.status, 200);
  EXPECT_EQ(second.text, first.text);
  EXPECT_THAT(house.states(anna), ElementsAre("asked"));
  const std::string accept = "/api/me/asks/" + house.asked(maria) + "/accept";
  const Answer yes = house.post(accept, maria, Json::object(), "yes");
  EXPECT_EQ(house.post(accept, maria, Json::object(), "yes").text, yes.text);
  EXPECT_EQ(house.post(accept, maria).code(), "matching.not_open");
  EXPECT_EQ(house.count("select count(*) from pair"), 1);
}

TEST_P(MatchingTest, NobodyIsAskedWhoIsNotInTheLibrary) {
  const PersonId anna = house.participant("Anna"), ben = house.participant("Ben");
  const PersonId french = house.supporter("Fleur", {.languages = {"fr"}});
  const PersonId elsewhere = house.add(house.other_programme, Role::supporter, "Elsa");
  const PersonId full = house.supporter("Full", {.capacity = 0});
  for (const PersonId& each : {french, elsewhere, full, ben, PersonId("nobody")}) {
    EXPECT_EQ(house.ask_for(anna, {each}).code(), "matching.not_free") << each.str();
  }
  EXPECT_TRUE(house.states(anna).empty());
}

TEST_P(MatchingTest, WhoIsNoLongerFreeIsPassedOverWhenTheirTurnComes) {
  const PersonId anna = house.participant("Anna");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora"),
                 olga = house.supporter("Olga");
  house.ask_for(anna, {maria, nora, olga});
  house.rest(nora, 2, true);
  house.answer(maria, house.asked(maria), "decline");
  EXPECT_THAT(house.states(anna), ElementsAre("declined", "released", "asked"));
}

TEST_P(MatchingTest, WhoDeclinedIsNotOfferedAgainAndWhoSaidNotNowIs) {
  const PersonId anna = house.participant("Anna");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora");
  house.ask_for(anna, {maria, nora});
  house.answer(maria, house.asked(maria), "decline");
  house.answer(nora, house.asked(nora), "not-now");
  EXPECT_THAT(house.names(house.library(anna).body, "cards"), ElementsAre("Nora"));
  EXPECT_EQ(house.ask_for(anna, {maria}).code(), "matching.not_free");
  EXPECT_EQ(house.ask_for(anna, {nora}).status, 200);
}

TEST_P(MatchingTest, HelloIsSealedInTheDatabase) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.post("/api/me/requests", anna, house.asks({maria}, "plantedhello"));
  house.database->read([](Tx& tx) {
    EXPECT_EQ(tx.query("select hello from request")[0].bytes(0).find("plantedhello"), std::string::npos);
  });
}

TEST_P(MatchingTest, ARequestWithoutAClockIsFoundByTheCheck) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.ask_for(anna, {maria});
  const std::string request = house.asked(maria);
  house.database->write([](Tx& tx) { tx.execute("delete from job"); });
  EXPECT_THAT(house.application->check(), ElementsAre(HasSubstr(request)));
  house.answer(maria, request, "decline");
}

}  // namespace
}  // namespace kith
