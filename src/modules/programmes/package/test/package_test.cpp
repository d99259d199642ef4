#include "modules/programmes/package/package.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "modules/programmes/package/scope.h"
#include "modules/programmes/package/test/package_folder.h"
#include "modules/programmes/package/upgrades.h"

namespace kith::package {
namespace {

using testing::PackageFolder;
using testing::shipped;

Package load(const std::string& name) {
  LoadResult loaded = load_package(shipped(name));
  EXPECT_TRUE(loaded.good()) << format_problems(loaded.problems);
  return loaded.package;
}

struct Roster {
  const char* package;
  Side side;
  const char* header;
};

// The header lines that coordinators of these programmes export.
const Roster rosters[] = {
    {"reachout", Side::participant,
     "ref,first_name,last_name,email,gender,birth_date,phone,town,latitude,longitude,time_zone,condition,"
     "diagnosed_year,insulin_delivery,glucose_monitoring,life_stage,activities,languages,communication_style,"
     "channels,available,wants_to_talk_about"},
    {"reachout", Side::supporter,
     "ref,first_name,last_name,email,gender,birth_date,phone,town,latitude,longitude,time_zone,condition,"
     "diagnosed_year,insulin_delivery,glucose_monitoring,life_stage,activities,languages,communication_style,"
     "channels,available,about_me,can_talk_about,max_participants,trained_on"},
    {"parent-to-parent", Side::participant,
     "ref,first_name,last_name,email,relationship,phone,county,languages,child_birth_year,child_condition,"
     "issues,"
     "culture,channels,available,referred_by,asked_on"},
    {"parent-to-parent", Side::supporter,
     "ref,first_name,last_name,email,relationship,phone,county,languages,child_birth_year,child_condition,"
     "issues,"
     "culture,channels,available,trained_on,max_matches"},
    {"rapsid", Side::participant,
     "ref,first_name,last_name,email,sex,birth_date,mobile,landline,town,latitude,longitude,general_practice,"
     "condition,diagnosed_year,treatment,complications,other_conditions,work,languages,interests,available,"
     "can_travel,hopes,prefers,consented_on"},
    {"rapsid", Side::supporter,
     "ref,first_name,last_name,email,sex,birth_date,mobile,landline,town,latitude,longitude,condition,"
     "diagnosed_year,treatment,complications,other_conditions,work,occupation,skills,languages,interests,"
     "available,background_check_on,trained_on,max_peers"}};

TEST(ShippedPackages, TakeEveryColumnOfTheirRosters) {
  for (const Roster& roster : rosters) {
    const Package package = load(roster.package);
    std::map<std::string, std::string> taken;
    for (const std::string& column : split(roster.header, ',')) {
      const auto target = column_target(package, roster.side, column);
      ASSERT_TRUE(target) << roster.package << " has no field for " << column;
      const std::string field = target->key + std::to_string(static_cast<int>(target->part));
      EXPECT_TRUE(taken.emplace(field, column).second)
          << column << " and " << taken[field] << " meet in " << field;
    }
  }
}

TEST(ShippedPackages, KnowTheAnswersOfTheirRosters) {
  const std::tuple<const char*, const char*, std::vector<const char*>> answers[] = {
      {"reachout", "insulin_delivery", {"pump", "multiple daily injections", "automated insulin delivery"}},
      {"reachout", "glucose_monitoring", {"CGM", "fingerstick"}},
      {"reachout", "can_talk_about", {"hypo fear", "burnout", "cost of supplies", "new technology"}},
      {"reachout",
       "life_stage",
       {"parent of school-age children", "planning pregnancy", "mid career", "carer"}},
      {"reachout", "languages", {"English", "French"}},
      {"reachout", "gender", {"male", "female", "non-binary"}},
      {"parent-to-parent",
       "child_condition",
       {"22q11 deletion", "trisomy 18 mosaic", "Phelan-McDermid syndrome"}},
      {"parent-to-parent", "issues", {"non-verbal communication", "transition to adulthood", "behaviour"}},
      {"parent-to-parent", "channels", {"in person", "phone", "email", "video"}},
      {"parent-to-parent", "referred_by", {"paediatric neurology clinic", "NICU follow-up", "self"}},
      {"rapsid", "treatment", {"diet only", "tablets", "tablets and insulin", "insulin"}},
      {"rapsid", "prefers", {"one to one", "group", "either"}},
      {"rapsid",
       "hopes",
       {"confidence to talk to my doctor", "worried about complications", "not sure yet"}}};
  for (const auto& [package, question, written] : answers) {
    const Package loaded = load(package);
    for (const char* each : written) {
      EXPECT_TRUE(choice_for(*loaded.question(question), each)) << package << " " << question << " " << each;
    }
  }
}

TEST(ShippedPackages, SayWhatTheirProgrammesAreKnownFor) {
  const Package reachout = load("reachout");
  EXPECT_THAT(reachout.languages, ::testing::ElementsAre("en", "fr"));
  EXPECT_EQ(reachout.role("supporter")->one.at("fr"), "Pair aidant");
  for (const Criterion& each : reachout.matching.criteria) EXPECT_NE(each.kind, CriterionKind::near_km);
  const Package parents = load("parent-to-parent");
  EXPECT_EQ(parents.role("supporter")->one.at("en"), "Support Parent");
  EXPECT_EQ(parents.matching.criterion("condition")->strictness, Strictness::must);
  EXPECT_EQ(parents.matching.criterion("condition")->fallback_to, "issues");
  EXPECT_EQ(parents.matching.requests.release_after_minutes, 48 * 60);
  const Package rapsid = load("rapsid");
  EXPECT_EQ(rapsid.matching.criterion("near")->travel_field, "can_travel");
  EXPECT_THAT(rapsid.matching.certified_by, ::testing::ElementsAre("trained_on", "background_check_on"));
  EXPECT_EQ(rapsid.question("general_practice")->privacy_place, PrivacyPlace::clinic);
  EXPECT_EQ(rapsid.day_parts[2].from_minute, 18 * 60);
}

TEST(Package, ColumnsAreFoundByKeySynonymAndInAnyDress) {
  const Package package = load("reachout");
  using Part = ColumnTarget::Part;
  EXPECT_EQ(column_target(package, Side::participant, "  First Name "),
            (ColumnTarget{"first_name", true, Part::whole}));
  EXPECT_EQ(column_target(package, Side::participant, "PRENOM"),
            (ColumnTarget{"first_name", true, Part::whole}));
  EXPECT_EQ(column_target(package, Side::participant, "City"), (ColumnTarget{"town", false, Part::whole}));
  EXPECT_EQ(column_target(package, Side::supporter, "lng"), (ColumnTarget{"town", false, Part::longitude}));
  EXPECT_EQ(column_target(package, Side::participant, "topics")->key, "wants_to_talk_about");
  EXPECT_EQ(column_target(package, Side::supporter, "topics")->key, "can_talk_about");
  EXPECT_FALSE(column_target(package, Side::participant, "max_participants"));
  EXPECT_FALSE(column_target(package, Side::participant, "shoe size"));
}

TEST(Package, ChoicesAreFoundInEveryLanguage) {
  const Package package = load("reachout");
  const Question& insulin = *package.question("insulin_delivery");
  for (const char* each : {"pump", "A pump", "une POMPE", "Insulin pump"}) {
    ASSERT_TRUE(choice_for(insulin, each)) << each;
    EXPECT_EQ(choice_for(insulin, each)->key, "pump");
  }
  EXPECT_FALSE(choice_for(insulin, "magic"));
  EXPECT_EQ(package.question("can_talk_about")->choices, package.question("wants_to_talk_about")->choices);
}

TEST(Package, TravelsThroughJsonUnchanged) {
  for (const char* name : {"reachout", "parent-to-parent", "rapsid"}) {
    const Package package = load(name);
    const std::string text = to_text(package_to_json(package));
    const Package back = package_from_json(parse_json(text));
    EXPECT_EQ(back, package);
    EXPECT_EQ(to_text(package_to_json(back)), text);
    EXPECT_EQ(fingerprint_of(back), fingerprint_of(package));
  }
}

TEST(Package, RefusesJsonThatIsNoPackage) {
  EXPECT_THROW(package_from_json(parse_json(R"({"id":"x"})")), Refusal);
}

TEST(Package, FingerprintChangesWithEveryWord) {
  const PackageFolder folder("rapsid");
  const std::string before = fingerprint_of(load_package(folder.path()).package);
  EXPECT_EQ(before.size(), 64U);
  folder.replace("texts/en/messages.yaml", "A short hello is enough", "A short word is enough");
  EXPECT_NE(fingerprint_of(load_package(folder.path()).package), before);
}

TEST(Package, TextsAreFilledInTheirLanguage) {
  const Package package = load("reachout");
  const auto sent = [&](const char* language, const char* hours) {
    return fill(package.text("request_sent")->body.at(language), language,
                {{"supporter", "Jo"}, {"hours", hours}});
  };
  EXPECT_THAT(sent("en", "48"), ::testing::HasSubstr("We asked Jo. They have 48 hours to answer."));
  EXPECT_THAT(sent("en", "1"), ::testing::HasSubstr("They have 1 hour to answer."));
  EXPECT_THAT(sent("fr", "48"), ::testing::HasSubstr("demande à Jo, qui a 48 heures"));
  EXPECT_EQ(fill("{value} and {other}", "en", {{"value", "2019"}, {"other", "{value}"}}), "2019 and {value}");
  EXPECT_THROW(fill("{name}", "en", {}), std::logic_error);
}

TEST(Package, WordsFallBackToTheDefaultLanguage) {
  const Words words = {{"en", "hello"}, {"fr", "bonjour"}};
  EXPECT_EQ(in_language(words, "fr", "en"), "bonjour");
  EXPECT_EQ(in_language(words, "de", "en"), "hello");
  EXPECT_EQ(in_language(words, "de", "es"), "hello");
  EXPECT_EQ(in_language({}, "de", "es"), "");
}

TEST(Spans, AreNumbersWithAUnit) {
  EXPECT_EQ(parse_span("30m"), 30);
  EXPECT_EQ(parse_span("48h"), 2880);
  EXPECT_EQ(parse_span("7d"), 7 * 1440);
  EXPECT_EQ(parse_span("2w"), 14 * 1440);
  for (const char* wrong : {"", "h", "48", "-1h", "1.5h", "48 h", "h48", "1y", "9999999w", "0x1h", "+1h"}) {
    EXPECT_FALSE(parse_span(wrong)) << wrong;
  }
}

Trees trees_of(const std::string& programme) {
  Findings findings;
  return {{"programme.yaml", *parse_yaml(programme, "programme.yaml", findings)}};
}

TEST(Upgrades, ClimbInOrderFromTheWrittenVersion) {
  std::string steps;
  const std::vector<Upgrade> ladder = {[&](Trees&) { steps += "1>2 "; },
                                       [&](Trees& trees) {
                                         steps += "2>3 ";
                                         trees.at("programme.yaml").find("title")->text = "changed";
                                       }};
  Findings findings;
  Trees from_one = trees_of("spec_version: 1\ntitle: x\n");
  EXPECT_TRUE(upgrade(from_one, ladder, findings));
  Trees from_two = trees_of("spec_version: 2\ntitle: x\n");
  EXPECT_TRUE(upgrade(from_two, ladder, findings));
  EXPECT_EQ(steps, "1>2 2>3 2>3 ");
  EXPECT_EQ(from_two.at("programme.yaml").find("title")->text, "changed");
  EXPECT_TRUE(findings.empty());
}

TEST(Upgrades, RefuseWhatIsNewerThanTheLadder) {
  Findings findings;
  Trees trees = trees_of("spec_version: 4\n");
  EXPECT_FALSE(upgrade(trees, std::vector<Upgrade>(2), findings));
  EXPECT_THAT(format_problems(findings.take()), ::testing::HasSubstr("write it for spec_version 3"));
}

}  // namespace
}  // namespace kith::package
