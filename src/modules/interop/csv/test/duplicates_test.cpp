#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/csv/test/support.h"

namespace kith::roster {
namespace {

using ::testing::ElementsAre;

const std::vector<FieldSpec> fields = {spec("ref", Kind::text),        spec("first_name", Kind::name),
                                       spec("last_name", Kind::name),  spec("email", Kind::email),
                                       spec("birth_date", Kind::date), spec("phone", Kind::phone)};
const std::string header = "ref,first_name,last_name,email,birth_date,phone\n";

std::vector<std::string> findings_of(const std::string& rows) {
  std::vector<std::string> out;
  for (const Finding& each : walk(header + rows, fields).report.findings) {
    out.push_back(std::to_string(each.row) + "~" + std::to_string(each.other_row) + " " + each.reason);
  }
  return out;
}

TEST(Duplicates, SameReferenceOrEmailIsAnError) {
  const Walk done =
      walk(header + "A1,Ada,One,a@example.org,,\na1,Bob,Two,b@example.org,,\nA3,Cy,Three,A@Example.org,,\n",
           fields);
  EXPECT_THAT(done.places(), ElementsAre("3:1 duplicate.ref", "4:4 duplicate.email"));
  EXPECT_TRUE(done.has_failed());
}

TEST(Duplicates, SameOrSimilarNameWithTheSameBirthDateIsLikely) {
  EXPECT_THAT(
      findings_of("1,José,Núñez,,1950-01-02,\n2,jose,nunez,,1950-01-02,\n3,Nuñez,José,,1950-01-02,\n"),
      ElementsAre("3~2 same_name_and_birth_date", "4~2 same_name_and_birth_date",
                  "4~3 same_name_and_birth_date"));
  EXPECT_THAT(findings_of("1,Catherine,Smith,,1950-01-02,\n2,Cathreine,Smith,,1950-01-02,\n"),
              ElementsAre("3~2 similar_name_and_birth_date"));
  EXPECT_THAT(findings_of("1,Ann,Lee,,1950-01-02,\n2,Bob,Fox,,1950-01-02,\n3,Ann,Lee,,1980-01-02,\n"),
              ElementsAre());
}

TEST(Duplicates, ASharedPhoneAloneIsOnlyANote) {
  const Walk done =
      walk(header + "1,Ann,Lee,,1950-01-02,01632 964637\n2,Tom,Lee,,1952-01-02,+44 1632 964637\n", fields);
  EXPECT_TRUE(done.problems.empty());
  ASSERT_EQ(done.report.findings.size(), 1u);
  EXPECT_EQ(done.report.findings[0].likeness, Likeness::note);
  EXPECT_EQ(done.report.findings[0].reason, "same_phone");
  EXPECT_THAT(findings_of("1,Ann,Lee,,,01632 964637\n2,Ann,Lee,,,01632 964637\n3,Ann,Lee,,,\n"),
              ElementsAre("3~2 same_name_and_phone", "4~2 same_name", "4~3 same_name"));
}

TEST(Duplicates, ComparesWithPeopleAlreadyHeld) {
  const std::vector<std::string> names = {"Ann", "Lee"};
  HeldPerson held{"p1",
                  {.row = 0,
                   .ref = "",
                   .email = "ann@example.org",
                   .name = comparable_name(names),
                   .birth_date = "1950-01-02",
                   .phones = {}}};
  RowKeys row = held.keys;
  row.row = 7;
  auto findings = compare_with_held(row, std::vector{held});
  ASSERT_EQ(findings.size(), 1u);
  EXPECT_EQ(findings[0].other_id, "p1");
  EXPECT_EQ(findings[0].likeness, Likeness::certain);
  row.email = "other@example.org";
  EXPECT_EQ(compare_with_held(row, std::vector{held}).at(0).reason, "same_name_and_birth_date");
  row.birth_date = "1960-01-02";
  EXPECT_TRUE(compare_with_held(row, std::vector{held}).empty());
}

TEST(Duplicates, SimilarityCountsSwapsAsOne) {
  EXPECT_DOUBLE_EQ(name_similarity("abcd", "abdc"), 0.75);
  EXPECT_DOUBLE_EQ(name_similarity("", ""), 1);
  EXPECT_DOUBLE_EQ(name_similarity("abc", ""), 0);
  EXPECT_DOUBLE_EQ(name_similarity("лена", "леня"), 0.75);
}

}  // namespace
}  // namespace kith::roster
