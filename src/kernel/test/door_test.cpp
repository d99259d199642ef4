#include "kernel/problem.h"
#include "kernel_world.h"

// Who may come in: sign-in, reach, forgery, and how often.
namespace kith {
namespace {

class Door : public ::testing::Test {
 protected:
  Door() { house.build(); }
  KernelWorld house{"memory"};
  Knock post() const { return {"POST", "/api/notes", house.anna, R"({"text":"hello"})"}; }
};

TEST_F(Door, AnUnknownPathAndAThingOutOfReachAreTheSameAnswer) {
  const Answer nowhere = house.ask({"GET", "/api/nowhere", house.anna});
  EXPECT_EQ(nowhere.status, 404);
  EXPECT_EQ(nowhere.code(), "not_found");
  for (const char* target :
       {"/api/programmes/p1/notes/none", "/api/programmes/p2/notes/none", "/api/office"}) {
    const Answer answer = house.ask({"GET", target, house.anna});
    EXPECT_EQ(answer.status, 404) << target;
    EXPECT_EQ(answer.text, nowhere.text) << target;
    EXPECT_EQ(answer.header("Content-Type"), nowhere.header("Content-Type"));
  }
}

TEST_F(Door, WhoeverIsNotSignedInLearnsNothingOfWhatIsThere) {
  const Answer there = house.ask({"GET", "/api/programmes/p1/notes/none"});
  const Answer elsewhere = house.ask({"GET", "/api/programmes/p9/notes/none"});
  EXPECT_EQ(there.status, 401);
  EXPECT_EQ(there.text, elsewhere.text);
}

TEST_F(Door, ARoleThatDoesNotIncludeItIsRefusedAndNotHidden) {
  house.people.grants = {{ProgrammeId("p1"), Role::participant, GrantState::active}};
  EXPECT_EQ(house.ask({"GET", "/api/programmes/p1/notes/none", house.anna}).status, 403);
  house.people.grants = {{ProgrammeId("p1"), Role::coordinator, GrantState::invited}};
  EXPECT_EQ(house.ask({"GET", "/api/programmes/p1/notes/none", house.anna}).status, 403);
}

TEST_F(Door, APathWithAnotherMethodSaysWhichOnesItTakes) {
  const Answer answer = house.ask({"PUT", "/api/notes", house.anna});
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.body.find("status")->integer(), 405);
  EXPECT_EQ(answer.header("Allow"), "GET, POST");
}

TEST_F(Door, WithoutTheTokenNothingIsChanged) {
  Knock knock = post();
  knock.with_token = false;
  EXPECT_EQ(house.ask(knock).code(), "csrf");
  for (const char* token : {"", "toke", "tokem", "token2", "TOKEN"}) {
    knock.headers = {{"x-kith-csrf", token}};
    EXPECT_EQ(house.ask(knock).code(), "csrf") << token;
  }
  EXPECT_TRUE(house.notes().empty());
  knock.headers = {{"x-kith-csrf", "token"}};
  EXPECT_EQ(house.ask(knock).status, 200);
}

TEST_F(Door, AnotherSiteChangesNothingEvenWithTheToken) {
  using Headers = std::vector<std::pair<std::string, std::string>>;
  for (const Headers& headers :
       {Headers{{"origin", "https://evil.test"}}, Headers{{"origin", "null"}},
        Headers{{"origin", "https://kith.test.evil.test"}}, Headers{{"origin", "http://kith.test"}},
        Headers{{"sec-fetch-site", "cross-site"}}, Headers{{"sec-fetch-site", "same-site"}}}) {
    Knock knock = post();
    knock.headers = headers;
    EXPECT_EQ(house.ask(knock).code(), "csrf") << headers[0].first << " " << headers[0].second;
    knock.target = "/api/door";
    knock.body = "";
    EXPECT_EQ(house.ask(knock).code(), "csrf") << "open to anybody, but not to any page";
  }
  EXPECT_TRUE(house.notes().empty());
}

TEST_F(Door, AnOldCookieDoesNotStandInTheWayOfSigningIn) {
  Knock knock{"POST", "/api/door", house.anna};
  knock.with_token = false;
  EXPECT_EQ(house.ask(knock).status, 200);
}

TEST_F(Door, OneAddressIsHeldToTheLimitAndAnotherIsNot) {
  const auto ask = [&](const std::string& peer) {
    Knock knock{"GET", "/api/rare"};
    knock.peer = peer;
    return house.ask(knock);
  };
  EXPECT_EQ(ask("192.0.2.1").status, 200);
  EXPECT_EQ(ask("192.0.2.1").status, 200);
  const Answer often = ask("192.0.2.1");
  EXPECT_EQ(often.status, 429);
  EXPECT_EQ(often.code(), "too_many");
  EXPECT_EQ(often.header("Retry-After"), "10");
  EXPECT_EQ(ask("192.0.2.2").status, 200);
  house.clock.advance(seconds(10));
  EXPECT_EQ(ask("192.0.2.1").status, 200);
  EXPECT_EQ(ask("192.0.2.1").status, 429);
}

TEST_F(Door, APersonIsHeldToTheLimitFromWhereverTheyAsk) {
  int refused = 0;
  for (int i = 0; i < 210; ++i) {
    Knock knock{"GET", "/api/notes", house.anna};
    knock.peer = "198.51.100." + std::to_string(i);
    if (house.ask(knock).status == 429) ++refused;
  }
  EXPECT_EQ(refused, 10);
  EXPECT_EQ(house.ask({"GET", "/api/notes", house.ben}).status, 200);
}

TEST_F(Door, PeopleWhoShareAnAddressDoNotUseUpEachOthersLimit) {
  for (const PersonId& who : {house.anna, house.ben}) {
    for (int i = 0; i < 200; ++i) ASSERT_EQ(house.ask({"GET", "/api/notes", who}).status, 200) << i;
  }
  int refused = 0;
  for (int i = 0; i < 50 * 200; ++i) {
    if (house.ask({"GET", "/api/notes"}).status == 429) ++refused;
  }
  EXPECT_EQ(refused, 400) << "who is not signed in is held to what the address has left";
}

TEST_F(Door, AnUnreadableBodyIsToldOnlyToWhoMayCall) {
  Knock knock = post();
  knock.body = "{\"text\":";
  EXPECT_EQ(house.ask(knock).code(), "json.malformed");
  knock.who = {};
  EXPECT_EQ(house.ask(knock).status, 401);
}

TEST_F(Door, EachKindOfRefusalHasItsStatusAndExitCode) {
  using Kind = RefusalKind;
  const std::pair<Kind, int> table[] = {
      {Kind::invalid, 422},  {Kind::unauthenticated, 401}, {Kind::forbidden, 403},  {Kind::not_found, 404},
      {Kind::conflict, 409}, {Kind::too_many, 429},        {Kind::unavailable, 503}};
  for (const auto& [kind, status] : table) {
    const http::Response response = problem(Refusal(kind, "code", "Words."), "id");
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(parse_json(response.body).find("status")->integer(), status);
    EXPECT_FALSE(parse_json(response.body).text("title").empty());
    EXPECT_EQ(exit_code_of(kind), kind == Kind::unavailable ? 3 : 1);
  }
}

TEST_F(Door, HealthIsToldToAnybodyAndNothingElseIs) {
  EXPECT_EQ(house.ask({"GET", "/healthz"}).status, 200);
  EXPECT_EQ(house.ask({"GET", "/readyz"}).status, 200);
  EXPECT_EQ(house.ask({"GET", "/metrics"}).status, 404);
  EXPECT_EQ(house.ask({"GET", "/"}).status, 404);
}

TEST_F(Door, CheckSpeaksForEveryModule) {
  EXPECT_TRUE(house.application->check().empty());
  house.database->write([](Tx& tx) { tx.execute("insert into note (id, text) values ('1', '')"); });
  EXPECT_EQ(house.application->check(), std::vector<std::string>{"notes: a note is empty"});
}

}  // namespace
}  // namespace kith
