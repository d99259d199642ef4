#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/test/house.h"

namespace kith {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

struct Shape {
  const char* file;
  const char* programme;
  package::Side side;
  int people;
};

class ShapeImport : public ::testing::TestWithParam<Shape> {};

TEST_P(ShapeImport, GoesInWhole) {
  House house;
  const auto programme = house.add_programme(GetParam().programme);
  const CommandOutput done = house.command(GetParam().programme, GetParam().side, shape(GetParam().file));
  EXPECT_THAT(done.errors, IsEmpty());
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_EQ(house.pool(programme, GetParam().side).size(), static_cast<std::size_t>(GetParam().people));
  EXPECT_EQ(house.events("people.person_added").size(), static_cast<std::size_t>(GetParam().people));
  EXPECT_EQ(house.events("interop.people_imported").size(), 1u);
}

INSTANTIATE_TEST_SUITE_P(All, ShapeImport,
                         ::testing::Values(Shape{"rapsid_participants", "rapsid", participants, 3},
                                           Shape{"rapsid_facilitators", "rapsid", supporters, 2},
                                           Shape{"reachout_participants", "reachout", participants, 2},
                                           Shape{"reachout_supporters", "reachout", supporters, 1},
                                           Shape{"parents", "parent-to-parent", participants, 2},
                                           Shape{"support_parents", "parent-to-parent", supporters, 1}),
                         [](const auto& shape) { return std::string(shape.param.file); });

TEST(RosterImport, AnswersHaveTheProgrammesForm) {
  House house;
  const auto programme = house.add_programme("rapsid");
  house.command("RAPSID", participants, shape("rapsid_participants"));
  const auto pool = house.pool(programme, participants);
  ASSERT_EQ(pool.size(), 3u);
  const auto& answers = pool[1].profile.answers;
  EXPECT_EQ(to_text(answers.find("town")->second),
            R"({"name":"Highmere","latitude":52.424,"longitude":-0.0895})");
  EXPECT_EQ(to_text(answers.find("languages")->second), R"(["en","pl"])");
  EXPECT_EQ(to_text(answers.find("available")->second), R"(["sat morning"])");
  EXPECT_EQ(to_text(answers.find("complications")->second), R"(["kidney_disease","foot_problems"])");
  EXPECT_EQ(answers.find("treatment")->second, Json("tablets"));
  EXPECT_EQ(answers.find("can_travel")->second, Json(false));
  EXPECT_EQ(answers.find("consented_on")->second, Json("2011-02-22"));
  const Identity identity = house.identity(pool[1].profile.person);
  EXPECT_EQ(identity.phone, "+447700900111");
  EXPECT_EQ(identity.ref, "T0002");
  EXPECT_EQ(identity.birth_date, "1952-12-03");
  EXPECT_EQ(pool[1].profile.display_name, "Ivor");
  EXPECT_EQ(pool[1].profile.state, GrantState::imported);
}

TEST(RosterImport, PaperConsentIsWrittenDown) {
  House house;
  house.add_programme("rapsid");
  house.command("rapsid", participants, shape("rapsid_participants"));
  EXPECT_EQ(house.events("people.consent_changed").size(), 3u);
  house.as_system([&](Context& c) {
    const Rows rows = c.tx.query("select purpose, given, how, at from consent order by at limit 1");
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].text(0), "service");
    EXPECT_TRUE(rows[0].boolean(1));
    EXPECT_EQ(rows[0].text(2), "paper");
    EXPECT_EQ(to_rfc3339(rows[0].instant(3)), "2011-02-22T00:00:00.000000Z");
  });
}

TEST(RosterImport, WaitingBeginsWhenTheyAsked) {
  House house;
  const auto programme = house.add_programme("parent-to-parent");
  house.command("parent-to-parent", participants, shape("parents"));
  EXPECT_EQ(to_rfc3339(house.pool(programme, participants)[0].profile.since), "2023-06-03T04:00:00.000000Z");
}

TEST(RosterImport, CapacityComesFromTheRoster) {
  House house;
  const auto programme = house.add_programme("rapsid");
  house.command("rapsid", supporters, shape("rapsid_facilitators"));
  EXPECT_EQ(house.pool(programme, supporters)[0].capacity.capacity, 8);
}

TEST(RosterImport, SpeakersOfTheOtherLanguageOnlyGetItsLetters) {
  House house;
  const auto programme = house.add_programme("reachout");
  house.command("reachout", supporters, shape("reachout_supporters"));
  EXPECT_EQ(house.pool(programme, supporters)[0].profile.language, "fr");
}

TEST(RosterImport, AnErrorInTheLastRowLeavesNobody) {
  House house;
  const auto programme = house.add_programme("rapsid");
  const CommandOutput done =
      house.command("rapsid", participants,
                    "ref,first_name,languages,diagnosed_year\nA,Ann,English,2001\nB,Ben,Klingon,x\n");
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.out, IsEmpty());
  ASSERT_EQ(done.errors.size(), 2u);
  EXPECT_THAT(done.errors[0], ::testing::StartsWith("roster.csv:3:3: "));
  EXPECT_THAT(done.errors[0], HasSubstr("write one of: English, Polish"));
  EXPECT_THAT(done.errors[1], ::testing::StartsWith("roster.csv:3:4: "));
  EXPECT_THAT(house.pool(programme, participants), IsEmpty());
  EXPECT_EQ(house.count("person"), 0);
}

TEST(RosterImport, WhatBreaksOffHalfWayLeavesNobody) {
  House house;
  const auto programme = house.add_programme("rapsid");
  std::string bytes = "ref,first_name,languages\n";
  for (int i = 0; i < 1'500; ++i)
    bytes += "R" + std::to_string(i) + ",Ann" + std::to_string(i) + ",English\n";
  EXPECT_THROW(house.import(programme, participants, bytes, AcceptDuplicates::all,
                            [](std::size_t done, std::size_t total) {
                              EXPECT_EQ(done, 1'000u);
                              EXPECT_EQ(total, 1'500u);
                              throw std::runtime_error("the lights went out");
                            }),
               std::runtime_error);
  EXPECT_EQ(house.count("person"), 0);
  EXPECT_EQ(house.count("role_grant"), 0);
  EXPECT_EQ(house.events("people.person_added").size(), 0u);
}

TEST(RosterImport, TheSameFileTwiceNamesEveryRow) {
  House house;
  house.add_programme("rapsid");
  house.command("rapsid", participants, shape("rapsid_participants"));
  const CommandOutput again =
      house.command("rapsid", participants, shape("rapsid_participants"), false, AcceptDuplicates::all);
  EXPECT_EQ(again.exit_code, 1);
  ASSERT_EQ(again.errors.size(), 3u);
  EXPECT_EQ(again.errors[0],
            "roster.csv:2:1: ref: \"T0001\" is already in this programme; take this row out of the file");
  EXPECT_EQ(house.count("person"), 3);
}

TEST(RosterImport, EachSideNumbersItsOwnPeople) {
  House house;
  house.add_programme("rapsid");
  EXPECT_EQ(house.command("rapsid", participants, "ref,first_name,languages\n1,Ann,English\n").exit_code, 0);
  EXPECT_EQ(house.command("rapsid", supporters, "ref,first_name,languages\n1,Ben,English\n").exit_code, 0);
  EXPECT_EQ(house.command("rapsid", supporters, "ref,first_name,languages\n1,Cy,English\n").exit_code, 1);
}

constexpr const char* ann =
    "ref,first_name,last_name,birth_date,mobile,languages\n1,Ann,Bell,1950-03-04,+44 7700 900111,English\n";
constexpr const char* ann_again =
    "ref,first_name,last_name,birth_date,mobile,languages\n2,ANN,Bell,1950-03-04,,English\n";
constexpr const char* anns_husband =
    "ref,first_name,last_name,birth_date,mobile,languages\n3,Bob,Bell,1948-03-04,+44 7700 900111,English\n";

TEST(RosterImport, TheSameNameAndBirthDateAsksFirst) {
  House house;
  const auto programme = house.add_programme("rapsid");
  house.import(programme, participants, ann);
  const CommandOutput asked = house.command("rapsid", participants, ann_again);
  EXPECT_EQ(asked.exit_code, 1);
  EXPECT_THAT(asked.errors, ElementsAre(::testing::AllOf(::testing::StartsWith("roster.csv:2:2: "),
                                                         HasSubstr("Ann Bell"), HasSubstr("--accept-dup"))));
  EXPECT_EQ(house.count("person"), 1);
  EXPECT_EQ(house.import(programme, participants, ann_again, AcceptDuplicates::all).imported, 1);
  EXPECT_EQ(house.count("person"), 2);
}

TEST(RosterImport, DatesInDoubtNameTheOptionThatSettlesThem) {
  House house;
  house.add_programme("rapsid");
  const CommandOutput asked = house.command(
      "rapsid", participants, "ref,first_name,birth_date,languages\n1,Ann,03/04/1950,English\n");
  EXPECT_EQ(asked.exit_code, 1);
  EXPECT_THAT(asked.errors, ElementsAre(::testing::AllOf(::testing::StartsWith("roster.csv:2:3: "),
                                                         HasSubstr("--dates dmy or --dates mdy"))));
}

TEST(RosterImport, ASharedPhoneIsANoteOnly) {
  House house;
  const auto programme = house.add_programme("rapsid");
  house.import(programme, participants, ann);
  const ImportOutcome done = house.import(programme, participants, anns_husband, AcceptDuplicates::none);
  EXPECT_EQ(done.imported, 1);
  ASSERT_EQ(done.report.duplicates.size(), 1u);
  EXPECT_EQ(done.report.duplicates[0].weight, LikelyDuplicate::Weight::note);
  EXPECT_EQ(done.report.duplicates[0].with, "Ann Bell");
}

TEST(RosterImport, LikelyDuplicatesInTheFileAreShownWithTheirNames) {
  House house;
  const auto programme = house.add_programme("rapsid");
  const std::string twice = std::string(ann) + "2,Ann,Bell,1950-03-04,,English\n";
  const ImportOutcome refused = house.import(programme, participants, twice, AcceptDuplicates::none);
  EXPECT_EQ(refused.imported, 0);
  ASSERT_EQ(refused.report.duplicates.size(), 1u);
  EXPECT_EQ(refused.report.duplicates[0].row, 3);
  EXPECT_EQ(refused.report.duplicates[0].with, "Row 2: Ann Bell");
  EXPECT_FALSE(refused.report.duplicates[0].already_there);
  const CommandOutput done = house.command("rapsid", participants, twice);
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.errors, ElementsAre(HasSubstr("make sure that they are two people")));
  EXPECT_THAT(done.out, ElementsAre("2 people imported"));
}

TEST(RosterImport, AnotherProgrammeIsNotLookedAt) {
  House house;
  house.add_programme("rapsid");
  house.add_programme("reachout");
  const std::string roster = "ref,first_name,email,languages\n1,Ann,ann@example.org,English\n";
  EXPECT_EQ(house.command("rapsid", participants, roster).exit_code, 0);
  EXPECT_EQ(house.command("reachout", participants, roster).exit_code, 0);
}

TEST(RosterImport, ADryRunChangesNothing) {
  House house;
  house.add_programme("rapsid");
  const CommandOutput done = house.command("rapsid", participants, shape("rapsid_participants"), true);
  EXPECT_EQ(done.exit_code, 0);
  EXPECT_THAT(done.out, ElementsAre("3 people could be imported; nothing was changed"));
  EXPECT_EQ(house.count("person"), 0);
}

TEST(RosterImport, DatesOfThePastAreNotInTheFuture) {
  House house;
  house.add_programme("rapsid");
  const CommandOutput done = house.command(
      "rapsid", participants, "ref,first_name,languages,consented_on\n1,Ann,English,2026-03-03\n");
  EXPECT_EQ(done.exit_code, 1);
  EXPECT_THAT(done.errors, ElementsAre(::testing::StartsWith("roster.csv:2:4: ")));
}

TEST(RosterImport, HostileTextStaysText) {
  House house;
  const auto programme = house.add_programme("rapsid");
  house.import(programme, participants,
               "ref,first_name,languages,about_me\n"
               "1,\"'; drop table person; --\",English,\"<script>alert(1)</script> =cmd|x\"\n");
  const auto pool = house.pool(programme, participants);
  ASSERT_EQ(pool.size(), 1u);
  EXPECT_EQ(pool[0].profile.display_name, "'; drop table person; --");
  EXPECT_EQ(pool[0].profile.note, "<script>alert(1)</script> =cmd|x");
}

TEST(RosterImport, AnUnknownProgrammeIsNotFound) {
  House house;
  EXPECT_THROW(house.command("nowhere", participants, ann), Refusal);
}

}  // namespace
}  // namespace kith
