#include "matching_world.h"

// The moment of saying yes, and how a match ends.
namespace kith {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST_P(MatchingTest, AYesOpensAMatchAndATalkAndClosesTheOtherRequests) {
  const PersonId anna = house.participant("Anna");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora");
  house.ask_for(anna, {maria, nora});
  const Answer yes = house.answer(maria, house.asked(maria), "accept");
  ASSERT_EQ(yes.status, 200) << yes.text;
  EXPECT_THAT(house.states(anna), ElementsAre("accepted", "closed"));
  for (const PersonId& each : {anna, maria}) {
    EXPECT_EQ(house.get("/api/conversations/" + yes.body.text("conversation_id"), each).status, 200);
    const Answer matches = house.get("/api/me/matches", each);
    ASSERT_EQ(matches.items().size(), 1U);
    EXPECT_EQ(matches.items()[0].text("match_id"), yes.body.text("match_id"));
    EXPECT_EQ(matches.items()[0].text("other_name"), each == anna ? "Maria" : "Anna");
    EXPECT_EQ(matches.items()[0].text("state"), "accepted");
  }
  EXPECT_EQ(house.get("/api/conversations/" + yes.body.text("conversation_id"), nora).status, 404);
  EXPECT_EQ(house.ask_for(anna, {nora}).code(), "matching.already_matched");
  EXPECT_EQ(house.library(anna).body.find("may_ask")->integer(), 0);
}

TEST_P(MatchingTest, TwoRequestsNeverOverfillASupporter) {
  const PersonId maria = house.supporter("Maria", {.capacity = 1});
  const PersonId anna = house.participant("Anna"), ben = house.participant("Ben");
  house.ask_for(anna, {maria});
  house.ask_for(ben, {maria});
  const Answer asks = house.get("/api/me/asks", maria);
  ASSERT_EQ(asks.items().size(), 2U);
  EXPECT_EQ(house.answer(maria, asks.items()[0].text("request_id"), "accept").status, 200);
  const Answer full = house.answer(maria, asks.items()[1].text("request_id"), "accept");
  EXPECT_EQ(full.status, 409);
  EXPECT_EQ(full.code(), "matching.no_capacity");
  EXPECT_EQ(house.count("select count(*) from pair where state <> 'ended'"), 1);
  // The second is still open: she may make room and say yes after all.
  house.rest(maria, 2, false);
  EXPECT_EQ(house.answer(maria, asks.items()[1].text("request_id"), "accept").status, 200);
}

TEST_P(MatchingTest, TenYesesAtOnceFillNoMoreThanThereIsRoomFor) {
  const PersonId maria = house.supporter("Maria", {.capacity = 3});
  std::vector<std::string> requests;
  for (int i = 0; i < 10; ++i) {
    const Answer sent = house.ask_for(house.participant("Anna" + std::to_string(i)), {maria});
    requests.push_back(sent.items()[0].text("request_id"));
  }
  std::vector<std::future<Answer>> answers;
  for (const std::string& each : requests) {
    answers.push_back(
        start_asking(*house.application, {"POST", "/api/me/asks/" + each + "/accept", maria, "{}"}));
  }
  int yes = 0, no = 0;
  for (auto& each : answers) {
    const Answer answer = each.get();
    yes += answer.status == 200 ? 1 : 0;
    no += answer.code() == "matching.no_capacity" ? 1 : 0;
  }
  EXPECT_EQ(yes, 3);
  EXPECT_EQ(no, 7);
  EXPECT_EQ(house.count("select count(*) from pair"), 3);
}

TEST_P(MatchingTest, OneYesOfManyAtOnceCountsForAParticipant) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.ask_for(anna, {maria});
  const Knock yes{"POST", "/api/me/asks/" + house.asked(maria) + "/accept", maria, "{}"};
  const Knock spoken{
      "POST", "/api/programmes/" + house.programme.str() + "/requests/" + house.asked(maria) + "/accept",
      house.coordinator, "{}"};
  std::vector<std::future<Answer>> answers;
  for (int i = 0; i < 6; ++i) answers.push_back(start_asking(*house.application, i % 2 ? yes : spoken));
  int good = 0;
  for (auto& each : answers) good += each.get().status == 200 ? 1 : 0;
  EXPECT_EQ(good, 1);
  EXPECT_EQ(house.count("select count(*) from pair"), 1);
}

TEST_P(MatchingTest, RestingAndPausedSupportersCannotSayYes) {
  const PersonId maria = house.supporter("Maria"), anna = house.participant("Anna");
  house.ask_for(anna, {maria});
  const std::string request = house.asked(maria);
  house.rest(maria, 2, true, house.clock.now() + minutes(30));
  EXPECT_EQ(house.answer(maria, request, "accept").code(), "matching.no_capacity");
  house.rest(maria, 2, false);
  house.set_state(maria, Role::supporter, GrantState::paused);
  EXPECT_EQ(house.answer(maria, request, "accept").code(), "matching.no_capacity");
  house.set_state(maria, Role::supporter, GrantState::active);
  house.rest(maria, 2, true, house.clock.now() + minutes(30));
  house.clock.advance(minutes(30));
  EXPECT_EQ(house.answer(maria, request, "accept").status, 200) << "the rest is over by itself";
}

TEST_P(MatchingTest, ACoordinatorsWordForASupporterIsHeldToTheSameRoom) {
  const PersonId maria = house.supporter("Maria", {.capacity = 1});
  const PersonId anna = house.participant("Anna"), ben = house.participant("Ben");
  house.ask_for(anna, {maria});
  house.ask_for(ben, {maria});
  const Answer asks = house.get("/api/me/asks", maria);
  const auto spoken = [&](std::size_t which, const PersonId& staff, const ProgrammeId& where) {
    return house.post(
        "/api/programmes/" + where.str() + "/requests/" + asks.items()[which].text("request_id") + "/accept",
        staff);
  };
  EXPECT_EQ(spoken(0, house.other_coordinator, house.programme).status, 404);
  EXPECT_EQ(spoken(0, house.other_coordinator, house.other_programme).status, 404);
  EXPECT_EQ(spoken(0, maria, house.programme).status, 403);
  EXPECT_EQ(spoken(0, house.coordinator, house.programme).status, 200);
  EXPECT_EQ(spoken(1, house.coordinator, house.programme).code(), "matching.no_capacity");
}

// Whatever statement of a yes fails, there is a match with its talk and its answered request, or nothing of
// it, and trying again works (promises R3 and U2).
TEST_P(MatchingTest, AYesIsWholeOrNothingAtEveryStatement) {
  const PersonId anna = house.participant("Anna");
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora");
  house.ask_for(anna, {maria, nora});
  const std::string request = house.asked(maria);
  std::size_t faults = 0;
  for (std::size_t statement = 1; statement < 100; ++statement) {
    house.faulty.fail_at(statement);
    const Answer answer = house.answer(maria, request, "accept");
    if (!house.faulty.has_failed()) {
      EXPECT_EQ(answer.status, 200) << answer.text;
      break;
    }
    ++faults;
    ASSERT_EQ(answer.status, 500) << statement;
    ASSERT_THAT(house.states(anna), ElementsAre("asked", "queued")) << statement;
    ASSERT_EQ(house.count("select count(*) from pair"), 0) << statement;
    ASSERT_EQ(house.count("select count(*) from conversation"), 0) << statement;
    ASSERT_EQ(house.count("select count(*) from job"), 2) << statement;
    ASSERT_EQ(house.event_types().size(), 1U) << statement;
  }
  EXPECT_GE(faults, 10U);
  EXPECT_EQ(house.count("select count(*) from pair"), 1);
  EXPECT_EQ(house.count("select count(*) from conversation"), 1);
  EXPECT_EQ(house.count("select count(*) from event where type = 'matching.match_made'"), 1);
}

TEST_P(MatchingTest, ANewMatchWithoutBlameOpensTheLibraryAgain) {
  const PersonId anna = house.participant("Anna");
  const PersonId maria = house.supporter("Maria", {.capacity = 1}), nora = house.supporter("Nora");
  const std::string match = house.match(anna, maria);
  EXPECT_EQ(house.post("/api/me/matches/" + match + "/new-match", nora).status, 404);
  EXPECT_EQ(house.post("/api/me/matches/" + match + "/new-match", anna).status, 200);
  EXPECT_EQ(house.post("/api/me/matches/" + match + "/new-match", anna).code(), "matching.not_open");
  EXPECT_THAT(house.names(house.library(anna).body, "cards"),
              ::testing::UnorderedElementsAre("Maria", "Nora"))
      << "no blame: they may even choose each other again";
  // What the supporter reads says that it ended and nothing of why.
  const Answer matches = house.get("/api/me/matches", maria);
  EXPECT_EQ(matches.items()[0].text("state"), "ended");
  EXPECT_EQ(matches.text.find("new_match"), std::string::npos);
  EXPECT_FALSE(house.match(anna, nora).empty());
  EXPECT_FALSE(house.match(house.participant("Ben"), maria).empty()) << "her room is free again";
}

TEST_P(MatchingTest, TheEndOfAMatchIsTheEndOfTheTalk) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  const std::string match = house.match(anna, maria);
  const std::string talk = house.get("/api/me/matches", anna).items()[0].text("conversation_id");
  int number = 0;
  const auto send = [&](const PersonId& who) {
    const std::string id = "00000000-0000-4000-8000-00000000000" + std::to_string(++number);
    const Json body = Json::object({{"client_id", id}, {"text", "Hello"}});
    return house.post("/api/conversations/" + talk + "/messages", who, body).status;
  };
  EXPECT_EQ(send(anna), 200);
  EXPECT_EQ(house.post("/api/me/matches/" + match + "/end", maria).status, 200);
  EXPECT_NE(send(anna), 200);
  EXPECT_NE(send(maria), 200);
}

TEST_P(MatchingTest, LeavingTheTalkEndsTheMatch) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.match(anna, maria);
  const std::string talk = house.get("/api/me/matches", anna).items()[0].text("conversation_id");
  EXPECT_EQ(house.post("/api/conversations/" + talk + "/leave", anna).status, 200);
  EXPECT_EQ(house.get("/api/me/matches", maria).items()[0].text("state"), "ended");
  EXPECT_EQ(house.count("select count(*) from pair where end_reason = 'left'"), 1);
}

TEST_P(MatchingTest, FirstContactIsNotedOnceBothHaveSpoken) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.match(anna, maria);
  const std::string talk = house.get("/api/me/matches", anna).items()[0].text("conversation_id");
  int number = 0;
  const auto send = [&](const PersonId& who) {
    const std::string id = "00000000-0000-4000-8000-00000000000" + std::to_string(++number);
    house.post("/api/conversations/" + talk + "/messages", who,
               Json::object({{"client_id", id}, {"text", "Hello"}}));
  };
  send(anna);
  send(anna);
  EXPECT_EQ(house.get("/api/me/matches", anna).items()[0].text("state"), "accepted");
  send(maria);
  send(anna);
  EXPECT_EQ(house.get("/api/me/matches", anna).items()[0].text("state"), "in_contact");
  EXPECT_EQ(std::ranges::count(house.event_types(), "first_contact"), 1);
}

TEST_P(MatchingTest, ASupporterWhoLeavesPassesEveryRequestOnAndEndsEveryMatch) {
  const PersonId maria = house.supporter("Maria", {.capacity = 3}), nora = house.supporter("Nora");
  const PersonId anna = house.participant("Anna"), ben = house.participant("Ben"),
                 cleo = house.participant("Cleo");
  house.match(anna, maria);
  house.ask_for(ben, {maria, nora});
  house.ask_for(cleo, {nora, maria});
  house.set_state(maria, Role::supporter, GrantState::ended);
  EXPECT_THAT(house.states(ben), ElementsAre("released", "asked"));
  EXPECT_EQ(house.get("/api/me/matches", anna).items()[0].text("state"), "ended");
  const Answer asks = house.get("/api/me/asks", nora);
  ASSERT_EQ(asks.items().size(), 2U);
  for (const Json& each : asks.items()) house.answer(nora, each.text("request_id"), "decline");
  EXPECT_THAT(house.states(cleo), ElementsAre("declined", "released"));
}

TEST_P(MatchingTest, AParticipantWhoLeavesLeavesNothingOpen) {
  const PersonId maria = house.supporter("Maria"), nora = house.supporter("Nora");
  const PersonId anna = house.participant("Anna"), ben = house.participant("Ben");
  house.ask_for(anna, {maria, nora});
  house.set_state(anna, Role::participant, GrantState::ended);
  EXPECT_TRUE(house.asked(maria).empty());
  EXPECT_EQ(house.count("select count(*) from job where kind <> 'people.retention'"), 0);
  EXPECT_EQ(house.count("select count(*) from request where state in ('asked', 'queued', 'reminded')"), 0);
  house.match(ben, maria);
  house.set_state(ben, Role::participant, GrantState::ended);
  EXPECT_EQ(house.get("/api/me/matches", maria).items()[0].text("state"), "ended");
}

TEST_P(MatchingTest, StaffWhoStopBeingStaffGoOnTalking) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  house.match(anna, maria);
  house.application->as_system("test", [&](Context& context) {
    const Identity known{"", "Maria", "", "Maria@example.org", "", "", ""};
    house.people.add_staff(context, known, Role::coordinator, house.programme);
  });
  house.set_state(maria, Role::coordinator, GrantState::ended);
  EXPECT_EQ(house.get("/api/me/matches", anna).items()[0].text("state"), "accepted");
}

TEST_P(MatchingTest, BlockedPeopleNeverMeetAgain) {
  const PersonId anna = house.participant("Anna"), maria = house.supporter("Maria");
  const std::string match = house.match(anna, maria);
  const std::string talk = house.get("/api/me/matches", anna).items()[0].text("conversation_id");
  EXPECT_EQ(house.post("/api/conversations/" + talk + "/block", maria).status, 200);
  EXPECT_THAT(house.names(house.library(anna).body, "cards"), IsEmpty());
  EXPECT_EQ(house.ask_for(anna, {maria}).code(), "matching.not_free");
  const Answer matches = house.get("/api/me/matches", anna);
  EXPECT_EQ(matches.items()[0].text("state"), "ended");
  EXPECT_EQ(matches.text.find("block"), std::string::npos) << "nobody is told why";
}

}  // namespace
}  // namespace kith
