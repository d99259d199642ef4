#include "modules/accounts/sessions.h"

#include "house.h"

namespace kith {
namespace {

class Sessions : public testing::TestWithParam<std::string> {
 protected:
  http::Response post(Browser& one, const std::string& path) {
    return house.call(one, "POST", path, Json::object());
  }
  Json devices(Browser& one) { return parse_json(house.call(one, "GET", "/api/me/devices").body); }
  bool is_in(const Browser& browser) { return house.actor_of(browser).signed_in(); }

  House house{GetParam()};
  PersonId ana = house.add_member("ana@example.org");
};

INSTANTIATE_TEST_SUITE_P(Engines, Sessions, testing::ValuesIn(test_database_kinds()),
                         [](const auto& each) { return each.param; });

TEST_P(Sessions, SignOutEndsThisOneAndTakesTheCookieAway) {
  Browser browser = house.signed_in_by_code("ana@example.org");
  Browser other = house.signed_in_by_code("ana@example.org");
  const Browser kept = browser;
  const http::Response out = post(browser, "/api/sign-out");
  EXPECT_EQ(out.status, 200);
  EXPECT_EQ(cookie_of(out), "__Host-kith=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
  EXPECT_FALSE(is_in(kept));
  EXPECT_TRUE(is_in(other));
  EXPECT_EQ(house.events("accounts.session_ended")[0].subject, ana.str());
}

TEST_P(Sessions, SignOutEverywhereEndsAllAtOnceAndNobodyElses) {
  house.add_member("ben@example.org");
  const Browser ben = house.signed_in_by_code("ben@example.org");
  std::vector<Browser> all;
  for (int i = 0; i < 4; ++i) all.push_back(house.signed_in_by_code("ana@example.org"));
  EXPECT_EQ(house.call(all[0], "POST", "/api/sign-out/everywhere", Json::object()).status, 200);
  for (const Browser& each : all) EXPECT_FALSE(is_in(each));
  EXPECT_TRUE(is_in(ben));
  EXPECT_EQ(house.events("accounts.session_ended").size(), 4u);
}

TEST_P(Sessions, WithoutTheForgeryTokenNothingIsChanged) {
  Browser browser = house.signed_in_by_code("ana@example.org");
  for (const std::string& token : {std::string(), std::string(64, '0'), browser.csrf + "0"}) {
    Browser forged{browser.token, token};
    EXPECT_EQ(house.begin(forged, "POST", "/api/sign-out", Json::object()).get().status, 403);
  }
  EXPECT_TRUE(is_in(browser));
  Browser other = house.signed_in_by_code("ana@example.org");
  EXPECT_NE(other.csrf, browser.csrf);
}

TEST_P(Sessions, EveryRouteRefusesWhoIsNotSignedIn) {
  const std::vector<std::pair<std::string, std::string>> routes{{"POST", "/api/sign-out"},
                                                                {"POST", "/api/sign-out/everywhere"},
                                                                {"GET", "/api/me/devices"},
                                                                {"DELETE", "/api/me/devices/one"},
                                                                {"POST", "/api/sign-in/second-factor"},
                                                                {"POST", "/api/me/second-factor/setup"},
                                                                {"POST", "/api/me/second-factor/confirm"}};
  for (const auto& [method, path] : routes) {
    for (const std::string& token : {std::string(), std::string(43, 'A'), std::string("x")}) {
      Browser stranger{token, ""};
      EXPECT_EQ(house.begin(stranger, method, path, {}).get().status, 401) << method << " " << path;
    }
  }
}

TEST_P(Sessions, DevicesAreListedNewestFirstWithWhatTheyAre) {
  Browser old = house.signed_in_by_code("ana@example.org");
  house.clock.advance(minutes(20));
  house.user_agent =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605 Version/17.0 Mobile Safari/604";
  Browser browser = house.signed_in_by_code("ana@example.org");
  const Json list = devices(browser);
  const auto& items = list.find("items")->array_items();
  ASSERT_EQ(items.size(), 2u);
  EXPECT_TRUE(list.find("next")->is_null());
  EXPECT_EQ(items[0].text("label"), "Safari on iPhone");
  EXPECT_EQ(items[1].text("label"), "Firefox on Windows");
  EXPECT_EQ(items[0].text("signed_in_at"), "2026-11-22T09:20:00.000000Z");
  EXPECT_TRUE(items[0].find("current")->boolean());
  EXPECT_FALSE(items[1].find("current")->boolean());
}

TEST_P(Sessions, OneDeviceIsSignedOutFromAnother) {
  Browser lost = house.signed_in_by_code("ana@example.org");
  Browser browser = house.signed_in_by_code("ana@example.org");
  const std::string path = "/api/me/devices/" + house.actor_of(lost).session.str();
  const http::Response out = house.call(browser, "DELETE", path);
  EXPECT_EQ(out.status, 200);
  EXPECT_EQ(cookie_of(out), "");
  EXPECT_FALSE(is_in(lost));
  EXPECT_TRUE(is_in(browser));
  EXPECT_EQ(house.call(browser, "DELETE", path).status, 404) << "gone already";
  const std::string own = "/api/me/devices/" + house.actor_of(browser).session.str();
  EXPECT_THAT(cookie_of(house.call(browser, "DELETE", own)), testing::HasSubstr("Max-Age=0"));
}

TEST_P(Sessions, AnotherPersonsDeviceIsNotThere) {
  house.add_member("ben@example.org");
  Browser ben = house.signed_in_by_code("ben@example.org");
  Browser browser = house.signed_in_by_code("ana@example.org");
  const std::string theirs = "/api/me/devices/" + house.actor_of(ben).session.str();
  const http::Response refused = house.call(browser, "DELETE", theirs);
  EXPECT_EQ(refused.status, 404);
  EXPECT_EQ(refused.body, house.call(browser, "DELETE", "/api/me/devices/nothing").body);
  EXPECT_TRUE(is_in(ben));
}

TEST_P(Sessions, SigningInAgainEndsTheOldSessionOfTheSameBrowser) {
  Browser browser = house.signed_in_by_code("ana@example.org");
  const Browser before = browser;
  house.call(browser, "POST", "/api/sign-in/link",
             Json::object({{"token", house.link_for(ana, LinkPurpose::sign_in)}}));
  EXPECT_NE(browser.token, before.token);
  EXPECT_FALSE(is_in(before));
  EXPECT_TRUE(is_in(browser));
}

TEST_P(Sessions, ThirtyIdleDaysAndItIsOver) {
  const Browser browser = house.signed_in_by_code("ana@example.org");
  house.clock.advance(days(30) - seconds(1));
  EXPECT_TRUE(is_in(browser));
  house.clock.advance(seconds(1));
  EXPECT_FALSE(is_in(browser));
}

TEST_P(Sessions, UseMovesTheIdleLimitButNotTheLastDay) {
  Browser browser = house.signed_in_by_code("ana@example.org");
  for (int month = 0; month < 6; ++month) {
    house.clock.advance(days(29));
    ASSERT_EQ(house.call(browser, "DELETE", "/api/me/devices/nothing").status, 404);
    const Actor actor = house.actor_of(browser);
    house.database->write([&](Tx& tx) { house.accounts.touch(tx, actor, house.clock.now()); });
  }
  EXPECT_TRUE(is_in(browser));
  house.clock.advance(days(6));
  EXPECT_FALSE(is_in(browser)) << "180 days after signing in";
}

TEST_P(Sessions, AWriteNotesThatTheSessionIsInUse) {
  Browser browser = house.signed_in_by_code("ana@example.org");
  Browser other = house.signed_in_by_code("ana@example.org");
  house.clock.advance(minutes(6));
  house.call(browser, "DELETE", "/api/me/devices/" + house.actor_of(other).session.str());
  const Json list = devices(browser);
  EXPECT_EQ(list.find("items")->array_items()[0].text("last_seen_at"), "2026-11-22T09:06:00.000000Z");
}

TEST_P(Sessions, AClockSetBackDoesNotLengthenASession) {
  const Browser browser = house.signed_in_by_code("ana@example.org");
  house.clock.advance(-days(1));
  EXPECT_FALSE(is_in(browser));
  house.clock.advance(days(1));
  EXPECT_TRUE(is_in(browser));
}

TEST_P(Sessions, TokensAreStoredAsHashesOnly) {
  const Browser browser = house.signed_in_by_code("ana@example.org");
  house.read([&](Tx& tx) {
    const std::string hash = tx.query("select token_hash from account_session")[0].text(0);
    EXPECT_NE(hash, browser.token);
    EXPECT_EQ(hash, house.vault.lookup_hash("accounts.session", browser.token));
  });
}

TEST(DeviceLabel, SaysBrowserAndMachineOnly) {
  using accounts::device_label;
  EXPECT_EQ(device_label("Mozilla/5.0 (Linux; Android 14) Chrome/120 Mobile Safari/537"),
            "Chrome on Android");
  EXPECT_EQ(device_label("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537 Edg/120"), "Edge on Windows");
  EXPECT_EQ(device_label("curl/8"), "A device");
  EXPECT_EQ(device_label(""), "A device");
}

}  // namespace
}  // namespace kith
