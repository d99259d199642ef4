#include "house.h"

namespace kith {
namespace {

Json token_body(const std::string& token) { return Json::object({{"token", token}}); }

class Links : public testing::TestWithParam<std::string> {
 protected:
  http::Response come_in(Browser& one, const std::string& token) {
    return house.call(one, "POST", "/api/sign-in/link", token_body(token));
  }
  House house{GetParam()};
  Browser browser;
};

INSTANTIATE_TEST_SUITE_P(Engines, Links, testing::ValuesIn(test_database_kinds()),
                         [](const auto& each) { return each.param; });

TEST_P(Links, AnInvitationBringsItsPersonIn) {
  const PersonId ana = house.add_member("ana@example.org");
  EXPECT_EQ(come_in(browser, house.link_for(ana, LinkPurpose::invitation)).status, 200);
  EXPECT_EQ(house.actor_of(browser).person, ana);
}

TEST_P(Links, EachIsGoodOnceAndAllWrongOnesAreAnsweredAlike) {
  const PersonId ana = house.add_member("ana@example.org");
  const std::string used = house.link_for(ana, LinkPurpose::sign_in);
  const std::string other = house.link_for(ana, LinkPurpose::set_password);
  const std::string old = house.link_for(ana, LinkPurpose::sign_in);
  come_in(browser, used);
  house.clock.advance(minutes(15));
  Browser second;
  const std::string refused = come_in(second, used).body;
  EXPECT_THAT(refused, testing::HasSubstr("accounts.link_used"));
  EXPECT_EQ(come_in(second, other).body, refused);
  EXPECT_EQ(come_in(second, old).body, refused);
  EXPECT_EQ(come_in(second, std::string(43, 'x')).body, refused);
  EXPECT_EQ(second.token, "");
}

TEST_P(Links, LiveAsLongAsTheirPurposeSays) {
  const PersonId ana = house.add_member("ana@example.org");
  const std::string good = house.link_for(ana, LinkPurpose::invitation);
  const std::string late = house.link_for(ana, LinkPurpose::invitation);
  house.clock.advance(days(14) - seconds(1));
  EXPECT_EQ(come_in(browser, good).status, 200);
  house.clock.advance(seconds(1));
  EXPECT_EQ(come_in(browser, late).status, 422);
}

TEST_P(Links, NobodyMakesTheirOwnInvitation) {
  Actor self;
  self.kind = Actor::Kind::person;
  self.person = house.add_staff("cora@example.org");
  house.database->write([&](Tx& tx) {
    const std::multimap<std::string, Within> none;
    Context context{house.world, house.vault, tx, self, none, house.clock.now(), "", {}, {}};
    for (const LinkPurpose purpose : {LinkPurpose::invitation, LinkPurpose::set_password}) {
      EXPECT_THROW(house.accounts.issue_link(context, {.person = self.person, .purpose = purpose}), Refusal);
    }
    EXPECT_THROW(house.accounts.reset_second_factor(context, self.person), Refusal);
  });
}

TEST_P(Links, InAThousandRacesEachIsUsedOnce) {
  const PersonId ana = house.add_member("ana@example.org");
  const Browser nobody;
  for (int race = 0; race < 1000; ++race) {
    const Json body = token_body(house.link_for(ana, LinkPurpose::sign_in));
    std::future<http::Response> left, right;
    std::thread other([&] { left = house.begin(nobody, "POST", "/api/sign-in/link", body); });
    right = house.begin(nobody, "POST", "/api/sign-in/link", body);
    other.join();
    const int came_in = (left.get().status == 200) + (right.get().status == 200);
    ASSERT_EQ(came_in, 1) << "race " << race;
  }
}

TEST_P(Links, ErasureTakesAllRowsOfAPerson) {
  const PersonId ana = house.add_member("ana@example.org");
  come_in(browser, house.link_for(ana, LinkPurpose::sign_in, "ana@example.org"));
  house.set_password(ana);
  house.application->as_system("test", [&](Context& context) { house.accounts.erase(context, ana); });
  for (const std::string table :
       {"account_session", "account_link", "account_password", "account_second_factor"}) {
    EXPECT_EQ(house.count(table), 0) << table;
  }
  EXPECT_EQ(house.actor_of(browser).kind, Actor::Kind::anonymous);
}

}  // namespace
}  // namespace kith
