#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/csv/test/support.h"

namespace kith::roster {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct CellCase {
  Kind kind;
  std::string cell;
  std::string expected;  // JSON, or the problem's code
};

void check(const std::vector<CellCase>& cases) {
  for (const CellCase& each : cases) EXPECT_EQ(one(each.kind, each.cell), each.expected) << each.cell;
}

TEST(Cells, ReadEmails) {
  check({{Kind::email, "Ada.Lovelace@Example.ORG", "\"Ada.Lovelace@example.org\""},
         {Kind::email, " o'neil+kith@mail.example.co.uk ", "\"o'neil+kith@mail.example.co.uk\""},
         {Kind::email, "ada@example", "email.invalid"},
         {Kind::email, "ada..l@example.org", "email.invalid"},
         {Kind::email, "ada@exa_mple.org", "email.invalid"},
         {Kind::email, "ada lovelace@example.org", "email.invalid"},
         {Kind::email, "Ada <ada@example.org>", "email.invalid"},
         {Kind::email, "a@example.org; b@example.org", "email.invalid"},
         {Kind::email, "\u0430da@example.org", "email.invalid"},
         {Kind::email, "none", "email.invalid"}});
}

TEST(Cells, ReadPhones) {
  check({{Kind::phone, "+44 7700 931147", "\"+447700931147\""},
         {Kind::phone, "01632 964637", "\"+441632964637\""},
         {Kind::phone, "+44 (0)7700 931147", "\"+447700931147\""},
         {Kind::phone, "0044 7700 931147", "\"+447700931147\""},
         {Kind::phone, "'+44 7700 931147", "\"+447700931147\""},
         {Kind::phone, "+1 410 555 0158", "\"+14105550158\""},
         {Kind::phone, "+353 86 123 4567", "\"+353861234567\""},
         {Kind::phone, "+254 712 345678", "\"+254712345678\""},
         {Kind::phone, "7700 931147", "phone.doubtful"},
         {Kind::phone, "964637", "phone.doubtful"},
         {Kind::phone, "+44 07700 931147", "phone.invalid"},
         {Kind::phone, "+1 110 555 0158", "phone.invalid"},
         {Kind::phone, "+999 12345678", "phone.invalid"},
         {Kind::phone, "+39 (0)6 1234 5678", "phone.invalid"},
         {Kind::phone, "4.4771E+11", "phone.invalid"},
         {Kind::phone, "01632 964637 ext 4", "phone.invalid"},
         {Kind::phone, "ask her sister", "phone.invalid"}});
  EXPECT_EQ(one(Kind::phone, "(410) 555-0158", {.country = "US"}), "\"+14105550158\"");
  EXPECT_EQ(one(Kind::phone, "1 250 555 0139", {.country = "CA"}), "\"+12505550139\"");
  EXPECT_EQ(one(Kind::phone, "555 0158", {.country = "US"}), "phone.doubtful");
  EXPECT_EQ(one(Kind::phone, "0412 345 678", {.country = "AU"}), "\"+61412345678\"");
  EXPECT_EQ(one(Kind::phone, "021 123 456", {.country = "NZ"}), "\"+6421123456\"");
  EXPECT_EQ(one(Kind::phone, "0151 23456789", {.country = "DE"}), "\"+4915123456789\"");
  EXPECT_EQ(one(Kind::phone, "06 12 34 56 78", {.country = "FR"}), "\"+33612345678\"");
  EXPECT_EQ(one(Kind::phone, "612 345 678", {.country = "ES"}), "\"+34612345678\"");
  EXPECT_EQ(one(Kind::phone, "01632 964637", {.country = ""}), "phone.country_unknown");
}

TEST(Cells, ReadNumbersYearsAndPlaces) {
  check({{Kind::year, "1987", "1987"},
         {Kind::year, "87", "year.invalid"},
         {Kind::year, "1887", "year.out_of_range"},
         {Kind::count, "3", "3"},
         {Kind::count, "2.5", "number.invalid"},
         {Kind::count, "-1", "number.out_of_range"},
         {Kind::latitude, "52.3899", "52.3899"},
         {Kind::latitude, "-0.1740", "-0.174"},
         {Kind::latitude, "52,3899", "number.invalid"},
         {Kind::latitude, "91", "number.out_of_range"},
         {Kind::longitude, "-119.4682", "-119.4682"},
         {Kind::number, "1e5", "number.invalid"},
         {Kind::number, "nan", "number.invalid"},
         {Kind::number, "1,234", "number.invalid"},
         {Kind::number, "99999999999999999999", "number.invalid"},
         {Kind::time_zone, "America/Vancouver", "\"America/Vancouver\""},
         {Kind::time_zone, "PST", "time_zone.unknown"},
         {Kind::time_zone, "Mars/Base", "time_zone.unknown"},
         {Kind::yes_no, "Yes", "true"},
         {Kind::yes_no, "n", "false"},
         {Kind::yes_no, "maybe", "yes_no.unknown"},
         {Kind::name, "María  Elena", "\"María  Elena\""},
         {Kind::name, "two\nlines", "cell.line_break"},
         {Kind::name, std::string(201, 'x'), "text.too_long"},
         {Kind::long_text, "one\ntwo", "\"one\\ntwo\""}});
}

TEST(Cells, ReadChoicesWithSynonymsAndSuggest) {
  FieldSpec field = spec("treatment", Kind::choices);
  field.choices = {{"tablets", {"pills"}}, {"insulin", {}}, {"diet only", {"diet"}}};
  EXPECT_EQ(one(field, "Pills; INSULIN | tablets"), R"(["tablets","insulin"])");
  EXPECT_EQ(one(field, "tablets, insulin"), "choice.unknown");
  EXPECT_EQ(one(field, "tablets, insulin", {.country = "", .comma_in_lists = true}),
            R"(["tablets","insulin"])");
  field.kind = Kind::choice;
  EXPECT_EQ(one(field, "Diet-only"), "\"diet only\"");
  const Walk wrong = walk("treatment\ntablest\n", {field});
  EXPECT_EQ(wrong.problems.listed.at(0).cure,
            "did you mean \"tablets\"? write one of: tablets, insulin, diet only");
  field.open_choices = true;
  EXPECT_EQ(one(field, "herbs"), "\"herbs\"");
}

TEST(Cells, ReadLanguages) {
  check({{Kind::languages, "English; Punjabi|français", R"(["en","pa","fr"])"},
         {Kind::languages, "es; Spanish", R"(["es"])"},
         {Kind::languages, "Klingonese", "language.unknown"}});
}

TEST(Cells, ReadAvailability) {
  check({{Kind::availability, "wed evening; mon evening; sat morning",
          R"(["mon evening","wed evening","sat morning"])"},
         {Kind::availability, "Monday evening, Mon eve", R"(["mon evening"])"},
         {Kind::availability, "weekday evenings",
          R"(["mon evening","tue evening","wed evening","thu evening","fri evening"])"},
         {Kind::availability, "Sat & Sun am", R"(["sat morning","sun morning"])"},
         {Kind::availability, "sat-mon afternoon", R"(["mon afternoon","sat afternoon","sun afternoon"])"},
         {Kind::availability, "tuesdays all day", R"(["tue morning","tue afternoon","tue evening"])"},
         {Kind::availability, "mon", "availability.unknown"},
         {Kind::availability, "evenings", "availability.unknown"},
         {Kind::availability, "mon pm", "availability.unknown"},
         {Kind::availability, "mon-wed-fri evening", "availability.unknown"},
         {Kind::availability, "mon to evening", "availability.unknown"}});
}

TEST(Cells, ReportEveryErrorAndCountThoseBeyondAThousand) {
  const std::vector<FieldSpec> fields = {spec("ref", Kind::text), spec("email", Kind::email, true),
                                         spec("diagnosed_year", Kind::year)};
  const Walk few = walk("ref,email,diagnosed_year\nA,bad,99\nB,,x\nC,c@example.org,2001\n", fields);
  EXPECT_THAT(few.places(),
              ElementsAre("2:2 email.invalid", "2:3 year.invalid", "3:2 cell.required", "3:3 year.invalid"));
  EXPECT_THAT(format_errors("a\nb.csv", few.problems)[1],
              "a b.csv:2:3: diagnosed_year: \"99\" is not a year; write four digits, such as 1987");
  std::string many = "ref,email,diagnosed_year\n";
  for (int i = 0; i < 800; ++i) many += "r" + std::to_string(i) + ",bad,99\n";
  const Walk lots = walk(many, fields);
  EXPECT_EQ(lots.problems.listed.size(), max_listed);
  EXPECT_EQ(lots.problems.more, 600u);
  EXPECT_EQ(format_errors("f.csv", lots.problems).back(),
            "f.csv:502:2: 600 more problems, the first of them here; mend the ones above and try again");
}

TEST(Cells, ProblemTextsStayOnOneLine) {
  const Walk done = walk("email\n\"a\nb\"\n", {spec("email", Kind::choice)}, {});
  EXPECT_THAT(done.codes(), ElementsAre("cell.line_break"));
  for (const std::string& line : format_errors("f.csv", done.problems))
    EXPECT_THAT(line, ::testing::Not(HasSubstr("\n")));
}

}  // namespace
}  // namespace kith::roster
