#include "people_world.h"

// What people do with their own record.
namespace kith {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

INSTANTIATE_TEST_SUITE_P(Kinds, PeopleTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(PeopleTest, AProfileComesBackAsItWasSaved) {
  const Json answers = Json::object({{"sex", "female"},
                                     {"languages", Json::array({"en", "pl"})},
                                     {"interests", Json::array({"gardening", "rowing"})},
                                     {"diagnosed_year", 2004},
                                     {"available", Json::array({"mon morning", "fri evening"})},
                                     {"can_travel", true},
                                     {"town", Json::object({{"name", " Ely "}, {"latitude", 52.4}})}});
  const Answer saved = house.put("/api/me/profile", house.anna, house.profile(answers, {"interests"}));
  ASSERT_EQ(saved.status, 200) << saved.text;
  const Json got = house.get(house.in_rapsid("/api/me/profile"), house.anna).body;
  EXPECT_EQ(got, saved.body);
  EXPECT_EQ(got.text("display_name"), "Annie");
  EXPECT_EQ(got.text("note"), "I like gardens.");
  EXPECT_EQ(to_text(*house.field(got, "interests").find("value")), R"(["gardening","rowing"])");
  EXPECT_TRUE(house.field(got, "interests").find("hidden")->boolean());
  EXPECT_FALSE(house.field(got, "sex").find("hidden")->boolean());
  EXPECT_EQ(house.field(got, "town").find("value")->text("name"), "Ely");
  EXPECT_FALSE(house.field(got, "languages").find("may_hide")->boolean());
}

TEST_P(PeopleTest, EveryAnswerThatDoesNotFitIsNamedAtOnceAndNothingIsSaved) {
  const Json answers = Json::object({{"sex", "purple"},
                                     {"languages", Json::array({"en", "klingon"})},
                                     {"diagnosed_year", 1066},
                                     {"available", Json::array({"someday morning"})},
                                     {"can_travel", "yes"},
                                     {"town", Json::object({{"name", "Ely"}, {"latitude", 123.0}})},
                                     {"skills", Json::array({"listening"})},
                                     {"horoscope", "lion"},
                                     {"treatment", 7}});
  const Answer answer = house.put("/api/me/profile", house.anna, house.profile(answers));
  EXPECT_EQ(answer.status, 422);
  EXPECT_THAT(house.wrong_fields(answer),
              ::testing::IsSupersetOf({"answers.languages", "answers.diagnosed_year", "answers.available",
                                       "answers.can_travel", "answers.town", "answers.skills",
                                       "answers.horoscope", "answers.treatment"}));
  EXPECT_EQ(house.get(house.in_rapsid("/api/me/profile"), house.anna).body.text("display_name"), "Anna");
}

TEST_P(PeopleTest, AQuestionThatTheProgrammeRequiresIsNotLeftOutOfOnesOwnForm) {
  for (const Json& nothing : {Json(), Json(" "), Json::array()}) {
    const Answer answer =
        house.put("/api/me/profile", house.anna, house.profile(Json::object({{"languages", nothing}})));
    EXPECT_EQ(answer.status, 422) << to_text(nothing);
    EXPECT_THAT(house.wrong_fields(answer), ElementsAre("answers.languages")) << to_text(nothing);
  }
}

TEST_P(PeopleTest, WhatStaffFilledInIsNotTheirsToChangeOrSee) {
  house.as_system([&](Context& context) {
    NewPerson person;
    person.role = Role::supporter;
    person.identity.first_name = "Sue";
    person.state = GrantState::active;
    person.answers = {{"trained_on", Json("2025-01-02")}, {"background_check_on", Json("2025-01-03")}};
    house.maria = house.people.add(context, house.programmes.get(context.tx, house.rapsid), person);
  });
  const Json own = house.get(house.in_rapsid("/api/me/profile"), house.maria).body;
  EXPECT_TRUE(house.field(own, "trained_on").is_null());
  const Answer forged =
      house.put("/api/me/profile", house.maria, house.profile(Json::object({{"trained_on", "2026-01-01"}})));
  EXPECT_THAT(house.wrong_fields(forged), ElementsAre("answers.trained_on"));
  EXPECT_EQ(house.put("/api/me/profile", house.maria, house.profile(Json::object())).status, 200);
  const Json page = house.get(house.page_of(house.maria), house.coordinator).body;
  EXPECT_EQ(*house.field(page, "trained_on").find("value"), Json("2025-01-02"));
}

TEST_P(PeopleTest, OnlyWhatTheProgrammeLetsOneHideIsHidden) {
  for (const char* key : {"languages", "town", "nothing", "skills"}) {
    const Answer answer = house.put("/api/me/profile", house.anna, house.profile(Json::object(), {key}));
    EXPECT_THAT(house.wrong_fields(answer), ElementsAre("hidden")) << key;
  }
}

TEST_P(PeopleTest, AProfileOfAnotherProgrammeIsNotThere) {
  Json put = house.profile(Json::object());
  put.set("programme", house.reachout.str());
  EXPECT_EQ(house.put("/api/me/profile", house.anna, put).status, 404);
  EXPECT_EQ(house.get("/api/me/profile?programme=" + house.reachout.str(), house.anna).status, 404);
}

TEST_P(PeopleTest, TwoPartsOfOnePersonHaveTwoProfiles) {
  house.as_system([&](Context& context) {
    context.tx.execute(
        "insert into role_grant (id, person_id, programme_id, role, state, since) "
        "values ('g', $1, $2, 'participant', 'active', 0)",
        house.anna, house.reachout);
    context.tx.execute(
        "insert into profile (person_id, programme_id, content, hidden, changed_at) "
        "select person_id, $1, content, '[]', 0 from profile where person_id = $2",
        house.reachout, house.anna);
  });
  house.put("/api/me/profile", house.anna, house.profile(Json::object()));
  EXPECT_EQ(
      house.get("/api/me/profile?programme=" + house.reachout.str(), house.anna).body.text("display_name"),
      "Anna");
}

TEST_P(PeopleTest, ExclusionsAreKeptAndOnlyTheProgrammesOwnAreOffered) {
  const Json put = Json::object(
      {{"programme", house.rapsid.str()}, {"town", true}, {"clinic", true}, {"workplace", false}});
  const Answer saved = house.put("/api/me/exclusions", house.anna, put);
  EXPECT_EQ(to_text(*saved.body.find("available")), R"(["town","clinic"])");
  const Json profile = house.get(house.in_rapsid("/api/me/profile"), house.anna).body;
  EXPECT_TRUE(profile.find("exclusions")->find("town")->boolean());
  EXPECT_TRUE(profile.find("exclusions")->find("clinic")->boolean());
  EXPECT_FALSE(profile.find("exclusions")->find("workplace")->boolean());
  EXPECT_EQ(house.put("/api/me/exclusions", house.coordinator, put).status, 404)
      << "staff have no part to show";
}

TEST_P(PeopleTest, CapacityIsWithinTheProgrammesLimitAndARestEndsByItself) {
  const auto put = [&](int capacity, bool paused, const std::string& until = "") {
    Json body = Json::object({{"programme", house.rapsid.str()}, {"capacity", capacity}, {"paused", paused}});
    if (!until.empty()) body.set("paused_until", until);
    return house.put("/api/me/capacity", house.maria, body);
  };
  EXPECT_EQ(put(10, false).status, 200);
  EXPECT_THAT(house.wrong_fields(put(11, false)), ElementsAre("capacity"));
  EXPECT_THAT(house.wrong_fields(put(-1, false)), ElementsAre("capacity"));
  put(3, true, to_rfc3339(house.clock.now() + days(7)));
  EXPECT_TRUE(house.get(house.in_rapsid("/api/me/capacity"), house.maria).body.find("paused")->boolean());
  house.clock.advance(days(7));
  EXPECT_FALSE(house.get(house.in_rapsid("/api/me/capacity"), house.maria).body.find("paused")->boolean());
  EXPECT_EQ(house.get(house.in_rapsid("/api/me/capacity"), house.anna).status, 403);
}

TEST_P(PeopleTest, WhoIsInvitedComesInOnlyWithEveryNeededAgreement) {
  const PersonId ina = house.add(house.rapsid, Role::participant, "Ina", GrantState::invited);
  const auto arrive = [&] {
    return house.post("/api/me/arrival", ina, Json::object({{"programme", house.rapsid.str()}}));
  };
  const Json fits = Json::object({{"adult", true}, {"type_2", true}, {"a_year", true}});
  house.put("/api/me/eligibility", ina, Json::object({{"programme", house.rapsid.str()}, {"answers", fits}}));
  EXPECT_EQ(arrive().code(), "people.consent_needed");
  const Answer consents = house.get(house.in_rapsid("/api/me/consents"), ina);
  for (const Json& each : consents.items()) {
    EXPECT_FALSE(each.text("text").empty());
    if (!each.find("needed")->boolean()) continue;
    EXPECT_EQ(
        house
            .put("/api/me/consents", ina,
                 Json::object(
                     {{"programme", house.rapsid.str()}, {"purpose", each.text("purpose")}, {"given", true}}))
            .status,
        200);
  }
  EXPECT_EQ(arrive().status, 200);
  EXPECT_EQ(house.get("/api/session", ina).body.find("roles")->array_items()[0].text("state"), "active");
}

class Agreements : public ::testing::Test {
 protected:
  PeopleWorld house{"sqlite"};

  Answer put(const std::string& purpose, bool given) {
    return house.put(
        "/api/me/consents", house.anna,
        Json::object({{"programme", house.rapsid.str()}, {"purpose", purpose}, {"given", given}}));
  }
  Json consent(const std::string& purpose) {
    const Answer answer = house.get(house.in_rapsid("/api/me/consents"), house.anna);
    for (const Json& each : answer.items()) {
      if (each.text("purpose") == purpose) return each;
    }
    return {};
  }
  void publish(const std::function<void(package::Package&)>& change) {
    package::Package changed = PeopleWorld::shipped("rapsid");
    change(changed);
    house.as_system([&](Context& context) { house.programmes.publish(context, house.rapsid, changed); });
  }
};

TEST_F(Agreements, EveryChangeOfMindIsALineOfItsOwn) {
  put("research", true);
  house.clock.advance(days(1));
  put("research", false);
  EXPECT_FALSE(consent("research").find("given")->boolean());
  EXPECT_EQ(house.count("select count(*) from consent where purpose = 'research'"), 2);
  EXPECT_EQ(put("horoscope", true).status, 404);
}

TEST_F(Agreements, AChangedTextAsksAnewAndAnUnchangedOneDoesNot) {
  put("research", true);
  put("contact_by_phone", true);
  publish([](package::Package& package) {
    package.version = 2;
    for (package::Text& each : package.texts) {
      if (each.key == "consent_research") each.body["en"] += " And we share it with everybody.";
    }
  });
  EXPECT_FALSE(consent("research").find("given")->boolean()) << "nobody agreed to this text";
  EXPECT_TRUE(consent("contact_by_phone").find("given")->boolean());
  put("research", true);
  EXPECT_TRUE(consent("research").find("given")->boolean());
}

// The text says: "I can take this back at any time. Then my part ends."
TEST_F(Agreements, TakingANeededOneBackEndsOnesPart) {
  put("service", true);
  EXPECT_EQ(put("service", false).status, 200);
  EXPECT_EQ(house.get(house.in_rapsid("/api/me/profile"), house.anna).status, 404);
  EXPECT_EQ(house.count("select count(*) from event where type = 'people.role_changed' and subject = '" +
                        house.anna.str() + "'"),
            1);
}

TEST_F(Agreements, SayingNoBeforeComingInLeavesTheInvitationOpen) {
  house.set_state(house.anna, Role::participant, GrantState::invited);
  EXPECT_EQ(put("service", false).status, 200);
  EXPECT_EQ(put("service", true).status, 200);
}

// Promises V7 and V1: a stolen file tells nobody's name, address, note or answer.
TEST(SealedPeople, NothingOfAPersonIsReadableOnDiskOrInTheLog) {
  PeopleWorld house("sqlite");
  const Json answers = Json::object(
      {{"interests", Json::array({"plantedhobby"})}, {"town", Json::object({{"name", "Plantedtown"}})}});
  Json put = house.profile(answers);
  put.set("display_name", "Plantedname").set("note", "plantednote");
  ASSERT_EQ(house.put("/api/me/profile", house.anna, put).status, 200);
  house.get(house.page_of(house.anna) + "?why=plantedwhy", house.coordinator);
  house.post("/api/programmes/" + house.rapsid.str() + "/people", house.coordinator,
             Json::object({{"role", "participant"},
                           {"first_name", "Plantedfirst"},
                           {"last_name", "Plantedlast"},
                           {"email", "planted@example.org"},
                           {"phone", "+441900555666"},
                           {"birth_date", "1933-03-03"}}));
  const std::string disk = house.bytes_on_disk(), logged = house.logged();
  EXPECT_THAT(disk, HasSubstr(house.anna.str())) << "the scan reads the right files";
  for (const char* planted :
       {"lantedhobby", "lantedtown", "lantedname", "lantednote", "lantedwhy", "lantedfirst", "lantedlast",
        "lanted@example", "1900555666", "1933-03-03", "SurnameAnna", "Anna@example.org", "1961-04-05"}) {
    EXPECT_THAT(disk, Not(HasSubstr(planted)));
    EXPECT_THAT(logged, Not(HasSubstr(planted)));
  }
}

}  // namespace
}  // namespace kith
