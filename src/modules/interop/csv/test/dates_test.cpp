#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/csv/test/support.h"

namespace kith::roster {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const std::vector<FieldSpec> fields = {spec("ref", Kind::text), spec("born", Kind::date),
                                       spec("asked", Kind::date)};

std::string dated(const std::string& cell, DateForm form) {
  return one(Kind::date, cell, {.date_form = form, .country = ""});
}

TEST(Dates, ReadIsoInEveryForm) {
  for (const DateForm form : {DateForm::ask, DateForm::iso, DateForm::dmy, DateForm::mdy}) {
    EXPECT_EQ(dated("1950-12-25", form), "\"1950-12-25\"");
    EXPECT_EQ(dated("1950/12/5", form), "\"1950-12-05\"");
    EXPECT_EQ(dated("1950-12-25 00:00:00", form), "\"1950-12-25\"");
    EXPECT_EQ(dated("3 June 1950", form), "\"1950-06-03\"");
    EXPECT_EQ(dated("Jun 3rd, 1950", form), "\"1950-06-03\"");
    EXPECT_EQ(dated("1950-02-30", form), "date.invalid");
    EXPECT_EQ(dated("25/12/50", form), "date.two_digit_year");
    EXPECT_EQ(dated("3-Jun-50", form), "date.two_digit_year");
    EXPECT_EQ(dated("18264", form), "date.serial");
    EXPECT_EQ(dated("18264.5", form), "date.serial");
    EXPECT_EQ(dated("1950", form), "date.invalid");
    EXPECT_EQ(dated("19501225", form), "date.invalid");
    EXPECT_EQ(dated("1950-12-25 14:30", form), "date.invalid");
    EXPECT_EQ(dated("soon", form), "date.invalid");
    EXPECT_EQ(dated("-5", form), "date.invalid");
    EXPECT_EQ(dated("1850-01-01", form), "date.out_of_range");
  }
}

TEST(Dates, ReadTheStatedForm) {
  EXPECT_EQ(dated("03/04/1950", DateForm::dmy), "\"1950-04-03\"");
  EXPECT_EQ(dated("03/04/1950", DateForm::mdy), "\"1950-03-04\"");
  EXPECT_EQ(dated("03/04/1950", DateForm::iso), "date.form");
  EXPECT_EQ(dated("12/25/1950", DateForm::dmy), "date.form");
  EXPECT_EQ(dated("25.12.1950", DateForm::mdy), "date.form");
  EXPECT_EQ(dated("31.2.1950", DateForm::dmy), "date.invalid");
}

TEST(Dates, LearnTheFormFromOneClearCell) {
  const Walk done = walk("ref,born,asked\nA,03/04/1950,2023-01-02\nB,,25/12/1950\n", fields, {});
  EXPECT_TRUE(done.problems.empty());
  EXPECT_EQ(done.report.date_form, DateForm::dmy);
  EXPECT_EQ(done.cell(0, 1), "\"1950-04-03\"");
  EXPECT_EQ(walk("ref,born,asked\nA,03/04/1950,12/25/1950\n", fields, {}).report.date_form, DateForm::mdy);
}

TEST(Dates, AskWhenNothingIsClear) {
  const Walk done = walk("ref,born,asked\nA,05/05/1950,\nB,03/04/1950,\nC,01/02/1951,\n", fields, {});
  ASSERT_TRUE(done.report.needs_date_form);
  EXPECT_EQ(done.report.needs_date_form->row, 3);
  EXPECT_EQ(done.report.needs_date_form->cell, "03/04/1950");
  EXPECT_THAT(done.places(), ElementsAre("3:2 date.form_unknown"));
  EXPECT_EQ(done.rows.size(), 1u);
  EXPECT_TRUE(walk("ref,born,asked\nA,05/05/1950,\n", fields, {}).problems.empty());
}

TEST(Dates, RefuseMixedFormsAndNameBothCells) {
  const Walk done = walk("ref,born,asked\nA,25/12/1950,\nB,,12/31/2020\n", fields, {});
  EXPECT_THAT(done.places(), ElementsAre("2:2 date.mixed_forms", "3:3 date.mixed_forms"));
  EXPECT_THAT(done.problems.listed[0].message, HasSubstr("\"12/31/2020\" in row 3, column 3"));
}

}  // namespace
}  // namespace kith::roster
