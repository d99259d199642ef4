#include "modules/programmes/programmes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "modules/organisations/organisations.h"
#include "testing/house.h"

namespace kith {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::filesystem::path shipped_packages = std::filesystem::path(KITH_SOURCE_DIR) / "programmes";

package::Package shipped(const std::string& name) {
  return package::load_package(shipped_packages / name).package;
}

// Whoever asks is an administrator, or has the grants that a test gives.
class FakePeople : public PeopleDirectory {
 public:
  void fill(Tx&, Actor& actor) override { actor.grants = grants; }
  PersonId find_by_address(Tx&, const Vault&, std::string_view) override { return {}; }
  bool is_staff_member(Tx&, const PersonId&) override { return true; }
  std::vector<RoleGrant> grants{{{}, Role::administrator, GrantState::active}};
};

class ProgrammesTest : public ::testing::TestWithParam<std::string> {
 protected:
  ProgrammesTest() {
    std::vector<std::unique_ptr<Module>> modules;
    modules.push_back(make_organisations_module());
    modules.push_back(make_programmes_module(programmes));
    house.open(std::move(modules), people);
  }
  ~ProgrammesTest() override { house.application.reset(); }

  ProgrammeId add(const package::Package& package, const std::string& organisation = "House") {
    ProgrammeId id;
    house.as_system([&](Context& context) { id = programmes.add(context, package, organisation); });
    return id;
  }
  void publish(const ProgrammeId& id, const package::Package& package) {
    house.as_system([&](Context& context) { programmes.publish(context, id, package); });
  }
  Programme get(const ProgrammeId& id) {
    std::optional<Programme> found;
    house.database->read([&](Tx& tx) { found = programmes.get(tx, id); });
    return *found;
  }
  std::vector<std::string> event_types() {
    std::vector<std::string> out;
    for (const StoredEvent& each : house.events()) out.push_back(each.type);
    return out;
  }

  TestHouse house{GetParam()};
  Programmes programmes{shipped_packages};
  FakePeople people;
  PersonId admin{"admin"};
};

INSTANTIATE_TEST_SUITE_P(Kinds, ProgrammesTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(ProgrammesTest, APackageThatWasAddedComesBackWhole) {
  const package::Package package = shipped("reachout");
  const ProgrammeId id = add(package);
  EXPECT_EQ(*get(id).package, package);
  EXPECT_EQ(get(id).key, "reachout");
  Programmes fresh(shipped_packages);  // as after a restart
  house.database->read([&](Tx& tx) { EXPECT_EQ(*fresh.get(tx, id).package, package); });
  EXPECT_THAT(event_types(), ElementsAre("programmes.programme_added"));
}

TEST_P(ProgrammesTest, AProgrammeIsAddedOnceAndBelongsToItsOrganisation) {
  const ProgrammeId reachout = add(shipped("reachout"), " The House ");
  const ProgrammeId rapsid = add(shipped("rapsid"), "The House");
  EXPECT_EQ(get(reachout).organisation, get(rapsid).organisation);
  try {
    add(shipped("reachout"));
    FAIL();
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.code(), "programmes.already_added");
  }
  EXPECT_THROW(add(shipped("parent-to-parent"), "  "), Refusal);
  EXPECT_EQ(house.count("select count(*) from programme"), 2);
  EXPECT_EQ(house.count("select count(*) from organisation"), 1);
}

TEST_P(ProgrammesTest, ANewVersionReplacesTheOldAndTheOldIsKept) {
  package::Package package = shipped("rapsid");
  const ProgrammeId id = add(package);
  const Programme before = get(id);
  package.version = 2;
  package.name["en"] = "RAPSID again";
  publish(id, package);
  EXPECT_EQ(get(id).name("en"), "RAPSID again");
  EXPECT_EQ(before.name("en"), "RAPSID") << "who holds the old version goes on holding it";
  EXPECT_EQ(house.count("select count(*) from programme_version"), 2);
  publish(id, package);
  publish(id, package);
  EXPECT_EQ(house.count("select count(*) from programme_version"), 2) << "an unchanged one is stored once";
  EXPECT_THAT(event_types(), ElementsAre("programmes.programme_added", "programmes.version_published"));
  publish(id, shipped("rapsid"));
  EXPECT_EQ(get(id).name("en"), "RAPSID") << "and the old one can come back";
  EXPECT_EQ(house.count("select count(*) from programme_version"), 2);
}

TEST_P(ProgrammesTest, WhatFailsHalfWayLeavesNoProgramme) {
  std::size_t faults = 0;
  for (std::size_t statement = 1; statement < 30; ++statement) {
    house.faulty.fail_at(statement);
    try {
      add(shipped("rapsid"));
    } catch (const StoreError&) {
    }
    if (!house.faulty.has_failed()) break;
    ++faults;
    for (const char* table : {"programme", "programme_version", "organisation", "event"}) {
      ASSERT_EQ(house.count(std::string("select count(*) from ") + table), 0) << table << statement;
    }
  }
  EXPECT_GE(faults, 5U);
  EXPECT_EQ(house.count("select count(*) from programme"), 1);
}

TEST_P(ProgrammesTest, WordsAreInTheLanguageAskedForElseTheProgrammesOwn) {
  const Programme reachout = get(add(shipped("reachout")));
  EXPECT_EQ(reachout.language_for("fr"), "fr");
  EXPECT_EQ(reachout.language_for("de"), "en");
  EXPECT_EQ(reachout.language_for(""), "en");
  EXPECT_NE(reachout.role_word(Role::supporter, "fr"), reachout.role_word(Role::supporter, "en"));
  EXPECT_EQ(reachout.role_word(Role::supporter, "de"), reachout.role_word(Role::supporter, "en"));
  EXPECT_EQ(reachout.role_word(Role::safeguarding_lead, "en"), "safeguarding lead")
      << "a role without a word of its own has the plain one";
  EXPECT_EQ(reachout.text("no_such_text", "en"), "");
  EXPECT_EQ(reachout.title("no_such_text", "en"), "");
}

TEST_P(ProgrammesTest, TextsAreFilledInAndWhatIsFilledInIsNotReadAsText) {
  const Programme reachout = get(add(shipped("reachout")));
  const std::string words = reachout.text("request_sent", "en", {{"supporter", "{hours}"}, {"hours", "48"}});
  EXPECT_THAT(words, HasSubstr("{hours}"));
  EXPECT_THAT(reachout.text("consent_service", "en"), HasSubstr(reachout.name("en")));
  EXPECT_THAT(reachout.text("consent_service", "en"), Not(HasSubstr("{programme}")));
}

TEST_P(ProgrammesTest, TheGuideIsForAnybodyInTheirLanguageAndMayBeCached) {
  const ProgrammeId id = add(shipped("reachout"));
  const Answer english = house.get("/api/guide?programme=reachout&language=en", {});
  const Answer french = house.get("/api/guide?programme=" + id.str() + "&language=fr", {});
  EXPECT_EQ(english.status, 200);
  EXPECT_EQ(english.header("Cache-Control"), "public, max-age=300");
  EXPECT_THAT(english.header("Vary"), HasSubstr("Accept-Language"));
  EXPECT_EQ(french.body.text("language"), "fr");
  EXPECT_NE(french.body.text("summary"), english.body.text("summary"));
  EXPECT_FALSE(english.body.find("texts")->find("consent_service")->string().empty());
  EXPECT_EQ(english.body.find("texts")->find("invitation_participant"), nullptr) << "letters are not for all";
  Knock asked{"GET", "/api/guide?programme=reachout"};
  asked.headers = {{"accept-language", "fr-CA,fr;q=0.9"}};
  EXPECT_EQ(house.ask(asked).body.text("language"), "fr");
  EXPECT_EQ(house.get("/api/guide?programme=nowhere", {}).status, 404);
}

// Promise S3: the numbers are there for everybody, signed in or not, and say so in every language.
TEST_P(ProgrammesTest, CrisisNumbersOfEveryProgrammeAreForAnybodyEachOnce) {
  add(shipped("reachout"));
  add(shipped("rapsid"));
  const Answer crisis = house.get("/api/crisis?language=fr", {});
  EXPECT_EQ(crisis.status, 200);
  EXPECT_FALSE(crisis.body.text("not_emergency").empty());
  std::vector<std::string> keys, calls;
  for (const Json& each : crisis.items()) {
    calls.push_back(each.text("call"));
    keys.push_back(each.text("call") + "/" + each.text("text") + "/" + each.text("place"));
    EXPECT_FALSE(each.text("name").empty());
  }
  EXPECT_THAT(calls, ::testing::IsSupersetOf({"911", "988", "999", "116123"}));
  std::ranges::sort(keys);
  EXPECT_EQ(std::ranges::adjacent_find(keys), keys.end());
}

TEST_P(ProgrammesTest, OnlyOperatorsAddProgrammesAndOnlyShippedOnes) {
  const auto post = [&](const std::string& package) {
    return house.post("/api/programmes", admin,
                      Json::object({{"package", package}, {"organisation", "House"}}));
  };
  EXPECT_EQ(post("../programmes/reachout").code(), "programmes.unknown_package");
  EXPECT_EQ(post("horoscopes").code(), "programmes.unknown_package");
  EXPECT_EQ(post("reachout").status, 200);
  EXPECT_EQ(post("reachout").code(), "programmes.already_added");
  const Answer packages = house.get("/api/packages", admin);
  for (const Json& each : packages.items()) {
    EXPECT_EQ(each.find("added")->boolean(), each.text("key") == "reachout") << each.text("key");
  }
  people.grants = {{ProgrammeId("p"), Role::coordinator, GrantState::active}};
  EXPECT_EQ(post("rapsid").status, 404);
  EXPECT_EQ(house.get("/api/packages", admin).status, 404);
}

TEST_P(ProgrammesTest, EachSeesTheProgrammesTheyHaveAPartIn) {
  const ProgrammeId reachout = add(shipped("reachout"));
  add(shipped("rapsid"));
  EXPECT_EQ(house.get("/api/programmes", admin).items().size(), 2U);
  people.grants = {{reachout, Role::participant, GrantState::invited}};
  const Answer own = house.get("/api/programmes", admin);
  ASSERT_EQ(own.items().size(), 1U);
  EXPECT_EQ(own.items()[0].text("key"), "reachout");
  people.grants = {};
  EXPECT_TRUE(house.get("/api/programmes", admin).items().empty());
}

}  // namespace
}  // namespace kith
