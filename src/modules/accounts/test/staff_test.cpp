#include "house.h"

namespace kith {
namespace {

Json password_body(const std::string& email, std::string_view password) {
  return Json::object({{"email", email}, {"password", password}});
}
Json code_body(const std::string& code) { return Json::object({{"code", code}}); }

class Staff : public testing::TestWithParam<std::string> {
 protected:
  http::Response password(const std::string& email, std::string_view typed) {
    return house.call(browser, "POST", "/api/sign-in/password", password_body(email, typed));
  }
  http::Response second_factor(const std::string& code) {
    return house.call(browser, "POST", "/api/sign-in/second-factor", code_body(code));
  }
  bool has_access(const Browser& one) {
    Actor actor = house.actor_of(one);
    house.read([&](Tx& tx) { house.people.fill(tx, actor); });
    return actor.has({Role::coordinator}, ProgrammeId("programme"));
  }

  House house{GetParam()};
  Browser browser;
  PersonId cora = house.add_staff("cora@example.org");
};

INSTANTIATE_TEST_SUITE_P(Engines, Staff, testing::ValuesIn(test_database_kinds()),
                         [](const auto& each) { return each.param; });

TEST_P(Staff, PasswordThenSetUpThenAccess) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password(" Cora@example.org");
  EXPECT_EQ(house.actor_of(browser).second_factor, SecondFactor::setup);
  EXPECT_FALSE(has_access(browser));
  house.set_up_second_factor(browser);
  EXPECT_EQ(house.actor_of(browser).second_factor, SecondFactor::done);
  EXPECT_TRUE(has_access(browser));
}

TEST_P(Staff, TheSecondFactorChangesSessionIdAndToken) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password("cora@example.org");
  const Browser half = browser;
  const SessionId before = house.actor_of(half).session;
  house.set_up_second_factor(browser);
  EXPECT_NE(browser.token, half.token);
  EXPECT_NE(house.actor_of(browser).session, before);
  EXPECT_NE(house.actor_of(browser).csrf, half.csrf);
  EXPECT_EQ(house.actor_of(half).kind, Actor::Kind::anonymous);
  EXPECT_EQ(house.events("accounts.session_ended").size(), 1u);
  EXPECT_EQ(house.application->check(), std::vector<std::string>{});
}

TEST_P(Staff, ACodeFromTheAppCountsOnce) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password("cora@example.org");
  const std::string secret = house.set_up_second_factor(browser);
  browser = house.half_signed_in_by_password("cora@example.org");
  EXPECT_EQ(house.actor_of(browser).second_factor, SecondFactor::needed);
  EXPECT_EQ(code_of(second_factor(house.totp(secret))), "accounts.wrong_code") << "used at set-up";
  house.clock.advance(seconds(30));
  EXPECT_EQ(second_factor(house.totp(secret)).status, 200);
  EXPECT_TRUE(has_access(browser));
  browser = house.half_signed_in_by_password("cora@example.org");
  EXPECT_EQ(second_factor(house.totp(secret)).status, 422) << "used a moment ago";
  EXPECT_EQ(second_factor(house.totp(secret, -1)).status, 422) << "older than the newest used";
}

TEST_P(Staff, CodesOfTheStepBeforeAndAfterAreTakenAndNoFurther) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password("cora@example.org");
  const std::string secret = house.set_up_second_factor(browser);
  for (const auto& [step, status] :
       std::vector<std::pair<int, int>>{{-2, 422}, {2, 422}, {-1, 200}, {1, 200}}) {
    house.clock.advance(minutes(5));
    browser = house.half_signed_in_by_password("cora@example.org");
    EXPECT_EQ(second_factor(house.totp(secret, step)).status, status) << step;
  }
}

TEST_P(Staff, AHundredWrongAppCodesNeedAnotherPerson) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password("cora@example.org");
  const std::string secret = house.set_up_second_factor(browser);
  for (int i = 0; i < 100; ++i) {
    house.clock.advance(minutes(1));
    if (i % 10 == 0) browser = house.half_signed_in_by_password("cora@example.org");
    ASSERT_EQ(second_factor("12345").status, 422);
  }
  EXPECT_EQ(second_factor(house.totp(secret)).status, 422);
  house.application->as_system("test",
                               [&](Context& context) { house.accounts.reset_second_factor(context, cora); });
  EXPECT_EQ(house.actor_of(browser).kind, Actor::Kind::anonymous);
  browser = house.half_signed_in_by_password("cora@example.org");
  house.set_up_second_factor(browser);
  EXPECT_TRUE(has_access(browser));
}

TEST_P(Staff, MailAloneNeverGivesAccess) {
  browser = house.signed_in_by_code("cora@example.org");
  EXPECT_FALSE(has_access(browser));
  EXPECT_EQ(code_of(house.call(browser, "POST", "/api/me/second-factor/setup", Json::object())),
            "accounts.no_setup");
  const std::string token = house.link_for(cora, LinkPurpose::sign_in);
  Browser other;
  house.call(other, "POST", "/api/sign-in/link", Json::object({{"token", token}}));
  EXPECT_EQ(house.actor_of(other).second_factor, SecondFactor::setup);
  EXPECT_FALSE(has_access(other));
  EXPECT_EQ(house.call(other, "POST", "/api/me/second-factor/setup", Json::object()).status, 403);
  EXPECT_EQ(house.call(other, "POST", "/api/me/second-factor/confirm", code_body("123456")).status, 403);
  EXPECT_EQ(house.call(other, "GET", "/api/me/devices").status, 401);
}

TEST_P(Staff, AnInvitationMaySetUpTheSecondFactorButNotReplaceOne) {
  const auto come_in = [&] {
    house.call(browser, "POST", "/api/sign-in/link",
               Json::object({{"token", house.link_for(cora, LinkPurpose::invitation)}}));
  };
  come_in();
  house.set_up_second_factor(browser);
  EXPECT_TRUE(has_access(browser));
  EXPECT_EQ(house.call(browser, "POST", "/api/me/second-factor/setup", Json::object()).status, 403);
  come_in();
  EXPECT_EQ(house.actor_of(browser).second_factor, SecondFactor::needed);
  EXPECT_EQ(house.call(browser, "POST", "/api/me/second-factor/setup", Json::object()).status, 403);
}

TEST_P(Staff, TheSecretNamesNobodyAndIsSealed) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password("cora@example.org");
  const Json made =
      parse_json(house.call(browser, "POST", "/api/me/second-factor/setup", Json::object()).body);
  EXPECT_EQ(made.text("secret").size(), 32u);
  EXPECT_EQ(made.text("uri"), "otpauth://totp/Kith?secret=" + made.text("secret") +
                                  "&issuer=Kith&algorithm=SHA1&digits=6&period=30");
  house.read([&](Tx& tx) {
    EXPECT_GT(tx.query("select secret from account_second_factor")[0].bytes(0).size(), 20u + 16u);
  });
}

TEST_P(Staff, WrongPasswordUnknownAddressAndMemberAreOneAnswer) {
  house.set_password(cora);
  const PersonId ana = house.add_member("ana@example.org");
  house.set_password(ana);
  const std::string wrong = password("cora@example.org", "not the right one").body;
  EXPECT_THAT(wrong, testing::HasSubstr("accounts.wrong_password"));
  EXPECT_EQ(password("nobody@example.org", "not the right one").body, wrong);
  EXPECT_EQ(password("no address at all", "not the right one").body, wrong);
  EXPECT_EQ(password("ana@example.org", good_password).body, wrong);
  EXPECT_EQ(browser.token, "");
}

TEST_P(Staff, AHundredWrongPasswordsCloseThatDoorUntilANewOneIsSet) {
  house.set_password(cora);
  house.read([](Tx&) {});
  house.database->write([&](Tx& tx) {
    tx.execute(
        "insert into account_attempts (subject, kind, failures, last_at) values ($1, 'password', 99, $2)",
        house.vault.lookup_hash("accounts.attempts", cora.str()), house.clock.now());
  });
  EXPECT_EQ(password("cora@example.org", "not the right one").status, 422);
  EXPECT_EQ(password("cora@example.org", good_password).status, 422);
  const std::string token = house.link_for(cora, LinkPurpose::set_password);
  const Json body = Json::object({{"token", token}, {"password", "quiet harbour nine kites"}});
  EXPECT_EQ(house.call(browser, "POST", "/api/sign-in/set-password", body).status, 200);
  EXPECT_EQ(password("cora@example.org", "quiet harbour nine kites").status, 200);
}

TEST_P(Staff, SettingAPasswordByLinkEndsSessionsAndUsesTheLinkUp) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password("cora@example.org");
  const std::string token = house.link_for(cora, LinkPurpose::set_password, "cora.lind@example.org");
  const auto set = [&](std::string_view typed) {
    Browser other;
    return house.call(other, "POST", "/api/sign-in/set-password",
                      Json::object({{"token", token}, {"password", typed}}));
  };
  EXPECT_THAT(set("cora.lind2026").body, testing::HasSubstr("\"personal\""));
  EXPECT_THAT(set("short").body, testing::HasSubstr("\"too_short\""));
  EXPECT_EQ(house.actor_of(browser).person, cora) << "a refusal changes nothing";
  EXPECT_EQ(set("quiet harbour nine kites").status, 200);
  EXPECT_EQ(house.actor_of(browser).kind, Actor::Kind::anonymous);
  EXPECT_EQ(code_of(set("quiet harbour nine kites")), "accounts.link_used");
  EXPECT_EQ(password("cora@example.org", good_password).status, 422);
  EXPECT_EQ(house.events("accounts.credential_changed").size(), 2u);
}

TEST_P(Staff, APasswordIsTheSameHoweverItsLettersAreTyped) {
  house.set_password(cora, "caf\u00e9 marmot lantern");
  EXPECT_EQ(password("cora@example.org", "cafe\u0301 marmot lantern").status, 200);
}

TEST_P(Staff, HalfSignedInSessionsDoNotWaitForLong) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password("cora@example.org");
  house.set_up_second_factor(browser);
  browser = house.half_signed_in_by_password("cora@example.org");
  house.clock.advance(minutes(15));
  EXPECT_EQ(house.actor_of(browser).kind, Actor::Kind::anonymous);
}

TEST_P(Staff, TwelveIdleHoursAndStaffSignInAgain) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password("cora@example.org");
  house.set_up_second_factor(browser);
  house.clock.advance(hours(12));
  EXPECT_EQ(house.actor_of(browser).kind, Actor::Kind::anonymous);
}

TEST_P(Staff, SevenDaysOfUseAndStaffSignInAgain) {
  house.set_password(cora);
  browser = house.half_signed_in_by_password("cora@example.org");
  house.set_up_second_factor(browser);
  const Browser idle = browser;
  house.clock.advance(hours(12) - seconds(1));
  EXPECT_TRUE(house.actor_of(idle).signed_in());
  for (int half_day = 0; half_day < 14; ++half_day) {
    Actor actor = house.actor_of(browser);
    house.database->write([&](Tx& tx) { house.accounts.touch(tx, actor, house.clock.now()); });
    if (half_day < 13) {
      ASSERT_TRUE(actor.signed_in()) << half_day;
      house.clock.advance(hours(12) - seconds(1));
    }
  }
  house.clock.advance(minutes(1));
  EXPECT_EQ(house.actor_of(browser).kind, Actor::Kind::anonymous);
}

TEST_P(Staff, SecondFactorIsRefusedToWhoIsNotAsked) {
  EXPECT_EQ(second_factor("123456").status, 401);
  house.add_member("ana@example.org");
  browser = house.signed_in_by_code("ana@example.org");
  EXPECT_EQ(code_of(second_factor("123456")), "accounts.not_asked");
  EXPECT_EQ(house.call(browser, "POST", "/api/me/second-factor/setup", Json::object()).status, 403);
}

}  // namespace
}  // namespace kith
