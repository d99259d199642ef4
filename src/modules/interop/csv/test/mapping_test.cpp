#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/csv/test/support.h"

namespace kith::roster {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<FieldSpec> person_fields() {
  std::vector<FieldSpec> fields = {spec("first_name", Kind::name, true), spec("email", Kind::email),
                                   spec("birth_date", Kind::date)};
  fields[0].label = "First name";
  fields[0].synonyms = {"given name", "Vorname"};
  fields[1].synonyms = {"e-mail address"};
  fields[2].label = "Date of birth";
  return fields;
}

TEST(Mapping, MatchesKeyLabelAndSynonymFolded) {
  const auto fields = person_fields();
  for (const std::string header :
       {"first_name,email,birth_date", "FIRST-NAME,E-Mail Address,date of birth",
        "Given Name,EMAIL,Date_of_Birth", "  vórname ,e_mail_address,birth date"}) {
    const ColumnPlan plan = match_columns(open_roster(header + "\nx,y,z\n"), fields);
    EXPECT_TRUE(plan.problems.empty()) << header;
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(plan.columns.at(i).field, i) << header;
  }
}

TEST(Mapping, SavedChoicesWinAndMayLeaveColumnsOut) {
  const Roster roster = open_roster("first_name,Mail,email\nAda,a@example.org,old\n");
  const ColumnPlan plan = match_columns(roster, person_fields(), {{"mail", "email"}, {"EMAIL", ""}});
  EXPECT_TRUE(plan.problems.empty());
  EXPECT_EQ(plan.columns[1].field, 1u);
  EXPECT_EQ(plan.columns[2].state, ColumnState::ignored);
  const ColumnPlan stale = match_columns(roster, person_fields(), {{"mail", "gone"}});
  EXPECT_EQ(stale.problems.listed.at(0).code, "column.unknown_saved_field");
}

TEST(Mapping, RefusesTwoColumnsForOneFieldAndNamesBoth) {
  const ColumnPlan plan =
      match_columns(open_roster("first_name,Given name,Vorname\na,b,c\n"), person_fields());
  ASSERT_EQ(plan.problems.listed.size(), 2u);
  EXPECT_EQ(plan.problems.listed[0].code, "column.two_for_one_field");
  EXPECT_THAT(plan.problems.listed[0].message, HasSubstr("1 (\"first_name\") and 2 (\"Given name\")"));
  for (const Column& each : plan.columns) EXPECT_EQ(each.state, ColumnState::ambiguous);
}

TEST(Mapping, RefusesAMissingRequiredColumnAtTheHeader) {
  const Walk done = walk("email\na@example.org\n", person_fields());
  EXPECT_THAT(done.places(), ElementsAre("1:1 column.missing"));
  EXPECT_THAT(format_errors("r.csv", done.problems),
              ElementsAre("r.csv:1:1: there is no column for \"First name\"; add a column named "
                          "\"first_name\", or choose which column holds it"));
}

TEST(Mapping, SuggestsForUnmatchedColumns) {
  const ColumnPlan plan =
      match_columns(open_roster("frist name,child birth date,shoe\n1,2,3\n"), person_fields());
  EXPECT_THAT(plan.columns[0].suggestions, ElementsAre(0u));
  EXPECT_THAT(plan.columns[1].suggestions, ElementsAre(2u));
  EXPECT_TRUE(plan.columns[2].suggestions.empty());
}

TEST(Mapping, ColumnsWithoutHeaderMustBeEmpty) {
  EXPECT_THAT(walk("first_name,,\nAda,,\nBob,,x\n", person_fields()).places(),
              ElementsAre("3:3 cell.without_header"));
}

}  // namespace
}  // namespace kith::roster
