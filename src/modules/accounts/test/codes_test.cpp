#include "house.h"

namespace kith {
namespace {

Json start_body(const std::string& address) { return Json::object({{"address", address}}); }
Json code_body(const std::string& address, const std::string& code) {
  return Json::object({{"address", address}, {"code", code}});
}
std::string wrong(const std::string& code) { return code == "000000" ? "000001" : "000000"; }

class Codes : public testing::TestWithParam<std::string> {
 protected:
  http::Response start(const std::string& address) {
    return house.call(browser, "POST", "/api/sign-in/start", start_body(address));
  }
  http::Response try_code(const std::string& address, const std::string& code) {
    return house.call(browser, "POST", "/api/sign-in/code", code_body(address, code));
  }
  House house{GetParam()};
  Browser browser;
};

INSTANTIATE_TEST_SUITE_P(Engines, Codes, testing::ValuesIn(test_database_kinds()),
                         [](const auto& each) { return each.param; });

TEST_P(Codes, SignInWithACodeSentByMail) {
  const PersonId ana = house.add_member("ana@example.org");
  EXPECT_EQ(start(" Ana@Example.ORG ").body, "{}");
  EXPECT_TRUE(house.postbox.letters.empty()) << "the answer must not wait for the letter";
  house.application->settle();
  ASSERT_EQ(house.postbox.letters.size(), 1u);
  EXPECT_EQ(house.postbox.letters[0].to, ana);
  EXPECT_EQ(house.postbox.letters[0].address, "ana@example.org");
  const http::Response in = try_code("ana@example.org", house.newest_code());
  EXPECT_EQ(in.status, 200);
  EXPECT_EQ(in.body, "{}");
  const Actor actor = house.actor_of(browser);
  EXPECT_EQ(actor.person, ana);
  EXPECT_EQ(actor.second_factor, SecondFactor::none);
  EXPECT_TRUE(actor.signed_in());
  ASSERT_EQ(house.events("accounts.signed_in").size(), 1u);
  EXPECT_EQ(house.events("accounts.signed_in")[0].subject, ana.str());
}

TEST_P(Codes, SignInByPhoneInAnyUsualSpelling) {
  house.add_member("+447700900123");
  start("+44 7700 900-123");
  house.application->settle();
  ASSERT_EQ(house.postbox.letters.size(), 1u);
  EXPECT_EQ(try_code("+44 (7700) 900123", house.newest_code()).status, 200);
}

TEST_P(Codes, RefuseWhatIsNoAddressWhoeverMayHaveIt) {
  for (const std::string typed :
       {"ana", "ana@", "@example.org", "a b@example.org", "ana@example", "07700900123", "+0", "a@b@c.org"}) {
    EXPECT_EQ(start(typed).status, 422) << typed;
  }
}

TEST_P(Codes, TheCookieIsForThisHostAndForNoScript) {
  house.add_member("ana@example.org");
  start("ana@example.org");
  house.application->settle();
  const std::string cookie = cookie_of(try_code("ana@example.org", house.newest_code()));
  EXPECT_THAT(cookie,
              testing::MatchesRegex(
                  "__Host-kith=[A-Za-z0-9_-]+; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=15552000"));
  EXPECT_EQ(browser.token.size(), 43u);
}

TEST_P(Codes, ACodeIsGoodOnce) {
  house.add_member("ana@example.org");
  start("ana@example.org");
  house.application->settle();
  const std::string code = house.newest_code();
  EXPECT_EQ(try_code("ana@example.org", code).status, 200);
  EXPECT_EQ(code_of(try_code("ana@example.org", code)), "accounts.wrong_code");
}

TEST_P(Codes, ACodeUsesUpTheLinkInTheSameMessageAndTheOtherWayRound) {
  house.add_member("ana@example.org");
  house.signed_in_by_code("ana@example.org");
  const Json link = Json::object({{"token", house.newest_link_token()}});
  EXPECT_EQ(code_of(house.call(browser, "POST", "/api/sign-in/link", link)), "accounts.link_used");
  start("ana@example.org");
  house.application->settle();
  const Json second = Json::object({{"token", house.newest_link_token()}});
  EXPECT_EQ(house.call(browser, "POST", "/api/sign-in/link", second).status, 200);
  EXPECT_EQ(code_of(try_code("ana@example.org", house.newest_code())), "accounts.wrong_code");
}

TEST_P(Codes, ACodeEndsAfterTenMinutes) {
  house.add_member("ana@example.org");
  start("ana@example.org");
  house.application->settle();
  house.clock.advance(minutes(10));
  EXPECT_EQ(try_code("ana@example.org", house.newest_code()).status, 422);
}

TEST_P(Codes, ACodeIsBoundToItsAddress) {
  house.add_member("ana@example.org");
  house.add_member("ben@example.org");
  start("ana@example.org");
  house.application->settle();
  EXPECT_EQ(try_code("ben@example.org", house.newest_code()).status, 422);
}

TEST_P(Codes, OnlyTheNewestCodeCounts) {
  house.add_member("ana@example.org");
  start("ana@example.org");
  house.application->settle();
  const std::string first = house.newest_code();
  house.clock.advance(seconds(20));
  start("ana@example.org");
  house.application->settle();
  ASSERT_NE(first, house.newest_code());
  EXPECT_EQ(try_code("ana@example.org", first).status, 422);
  EXPECT_EQ(try_code("ana@example.org", house.newest_code()).status, 200);
}

TEST_P(Codes, FiveTriesAndTheRightCodeIsWorthNothing) {
  house.add_member("ana@example.org");
  start("ana@example.org");
  house.application->settle();
  const std::string code = house.newest_code();
  for (int i = 0; i < 4; ++i) EXPECT_EQ(try_code("ana@example.org", wrong(code)).status, 422);
  Browser other;
  EXPECT_EQ(house.call(other, "POST", "/api/sign-in/code", code_body("ana@example.org", wrong(code))).status,
            422);
  EXPECT_EQ(try_code("ana@example.org", code).status, 422);
}

TEST_P(Codes, TheFifthTryStillCounts) {
  house.add_member("ana@example.org");
  start("ana@example.org");
  house.application->settle();
  for (int i = 0; i < 4; ++i) try_code("ana@example.org", wrong(house.newest_code()));
  EXPECT_EQ(try_code("ana@example.org", house.newest_code()).status, 200);
}

TEST_P(Codes, FiveCodesAnHourAndTheSameAnswerBeyond) {
  house.add_member("ana@example.org");
  for (int i = 0; i < 8; ++i) EXPECT_EQ(start("ana@example.org").body, "{}");
  house.application->settle();
  EXPECT_EQ(house.postbox.letters.size(), 5u);
  house.clock.advance(hours(1));
  start("ana@example.org");
  house.application->settle();
  EXPECT_EQ(house.postbox.letters.size(), 6u);
}

TEST_P(Codes, AHundredWrongTriesLeaveOnlyTheLink) {
  house.add_member("ana@example.org");
  for (int i = 0; i < 100; ++i) EXPECT_EQ(try_code("ana@example.org", "123123").status, 422);
  start("ana@example.org");
  house.application->settle();
  EXPECT_EQ(try_code("ana@example.org", house.newest_code()).status, 422);
  const Json link = Json::object({{"token", house.newest_link_token()}});
  EXPECT_EQ(house.call(browser, "POST", "/api/sign-in/link", link).status, 200);
  house.clock.advance(hours(2));
  house.signed_in_by_code("ana@example.org");
}

TEST_P(Codes, AnUnknownAddressGetsTheSameAnswersAndTheSameRows) {
  house.add_member("ana@example.org");
  const auto rows = [&] {
    return std::vector{house.count("account_code"), house.count("job"), house.count("account_attempts"),
                       house.count("event"), house.count("account_session")};
  };
  const auto walk = [&](const std::string& address) {
    std::vector<std::string> seen;
    const auto before = rows();
    const auto note = [&](const http::Response& response) {
      seen.push_back(std::to_string(response.status) + response.body);
      for (const auto& [name, value] : response.headers) seen.push_back(name + ": " + value);
      const auto now = rows();
      for (std::size_t i = 0; i < now.size(); ++i) seen.push_back(std::to_string(now[i] - before[i]));
    };
    note(start(address));
    house.application->settle();
    for (int i = 0; i < 7; ++i) note(try_code(address, "999999"));
    return seen;
  };
  start("warm-up@example.org");  // makes the module's own key
  house.application->settle();
  EXPECT_EQ(walk("ana@example.org"), walk("nobody@example.org"));
}

TEST_P(Codes, TheLetterSaysNothingOfProgrammeOrCondition) {
  house.add_member("ana@example.org");
  start("ana@example.org");
  house.application->settle();
  const Letter& letter = house.postbox.letters[0];
  EXPECT_TRUE(letter.programme.empty());
  EXPECT_THAT(letter.text, testing::HasSubstr("https://kith.test/sign-in/link#"));
  EXPECT_THAT(letter.text, testing::Not(testing::HasSubstr("programme")));
  EXPECT_THAT(letter.subject, testing::Not(testing::HasSubstr(house.newest_code())));
}

TEST_P(Codes, NothingReadableIsStoredOrLogged) {
  house.add_member("ana@example.org");
  start("ana@example.org");
  house.read([&](Tx& tx) {
    const Rows rows = tx.query("select address, address_hash from account_code");
    EXPECT_THAT(rows[0].bytes(0), testing::Not(testing::HasSubstr("ana")));
    EXPECT_THAT(rows[0].text(1), testing::Not(testing::HasSubstr("ana")));
  });
  house.application->settle();
  house.read([&](Tx& tx) {
    EXPECT_TRUE(tx.query("select address from account_code")[0].is_null(0));
    EXPECT_NE(tx.query("select token_hash from account_link")[0].text(0), house.newest_link_token());
    EXPECT_NE(tx.query("select code_hash from account_code")[0].text(0), house.newest_code());
  });
  try_code("ana@example.org", house.newest_code());
  for (const std::string& line : house.log_lines) {
    EXPECT_THAT(line, testing::Not(testing::HasSubstr("ana@")));
    EXPECT_THAT(line, testing::Not(testing::HasSubstr(house.newest_code())));
    EXPECT_THAT(line, testing::Not(testing::HasSubstr(browser.token)));
  }
}

TEST_P(Codes, OneNetworkAddressMayNotAskWithoutEnd) {
  house.fixed_peer = "192.0.2.1";
  int refused = 0;
  for (int i = 0; i < 30; ++i) refused += start("person" + std::to_string(i) + "@example.org").status == 429;
  EXPECT_EQ(refused, 10);
}

TEST_P(Codes, ARequestFromAnotherSiteIsRefused) {
  http::Request request;
  request.method = "POST";
  request.path = "/api/sign-in/start";
  request.headers = {{"origin", "https://elsewhere.test"}};
  request.body = R"({"address":"ana@example.org"})";
  std::promise<http::Response> answered;
  house.application->handle(request,
                            [&](http::Response response) { answered.set_value(std::move(response)); });
  EXPECT_EQ(answered.get_future().get().status, 403);
}

TEST_P(Codes, AgedRowsAreDeleted) {
  house.add_member("ana@example.org");
  house.signed_in_by_code("ana@example.org");
  try_code("ben@example.org", "123123");
  house.clock.advance(days(1));
  house.application->settle();
  EXPECT_EQ(house.count("account_code"), 1) << "not older than a day yet";
  house.clock.advance(days(400));
  house.signed_in_by_code("ana@example.org");
  house.clock.advance(days(1));
  house.application->settle();
  EXPECT_EQ(house.count("account_session"), 1);
  EXPECT_EQ(house.count("account_link"), 1);
  EXPECT_EQ(house.count("account_code"), 1);
  EXPECT_EQ(house.count("account_attempts"), 0);
}

}  // namespace
}  // namespace kith
