#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/csv/test/support.h"

namespace kith::roster {
namespace {

using ::testing::ElementsAre;

const std::vector<FieldSpec> fields = {spec("ref", Kind::text), spec("note", Kind::long_text)};

std::vector<std::string> notes_of(const std::string& bytes, char delimiter) {
  const Walk done = walk(bytes, fields);
  EXPECT_THAT(done.places(), ElementsAre());
  EXPECT_EQ(done.roster.delimiter, delimiter);
  std::vector<std::string> notes;
  for (const RosterRow& row : done.rows)
    notes.push_back(row.values[1].is_null() ? "" : row.values[1].string());
  return notes;
}

TEST(Table, FindsTheDelimiterWithQuotesRespected) {
  EXPECT_THAT(notes_of("ref,note\nA,\"x; y; z\"\nB,\"p; q\"\n", ','), ElementsAre("x; y; z", "p; q"));
  EXPECT_THAT(notes_of("ref;note\nA;\"x, y\"\nB;p, q\n", ';'), ElementsAre("x, y", "p, q"));
  EXPECT_THAT(notes_of("ref\tnote\nA\tx, y; z\nB\t\n", '\t'), ElementsAre("x, y; z", ""));
  EXPECT_THAT(notes_of("sep=;\r\nref;note\r\nA;b\r\n", ';'), ElementsAre("b"));
  EXPECT_TRUE(open_roster("a,b;c,d;e\n1,2;3,4;5\n").delimiter_doubtful);
  EXPECT_FALSE(open_roster("a,b\n1,2\n").delimiter_doubtful);
}

TEST(Table, ReadsQuotesByTheRules) {
  EXPECT_THAT(notes_of("ref,note\r\nA,\"say \"\"hi\"\"\"\r\nB, \"with, comma\" \r\nC,6\" tall\r\n", ','),
              ElementsAre("say \"hi\"", "with, comma", "6\" tall"));
  EXPECT_THAT(notes_of("ref,note\rA,\"two\nlines\"\rB,x", ','), ElementsAre("two\nlines", "x"));
  EXPECT_THAT(notes_of("ref,note\nA,\"\"\n", ','), ElementsAre(""));
}

TEST(Table, CountsRowsAsASpreadsheetDoes) {
  const Walk done = walk("ref,note\n\nA,\"one\ntwo\nthree\"\n,\n  , \nB,x\n\n\n", fields);
  ASSERT_EQ(done.rows.size(), 2u);
  EXPECT_EQ(done.rows[0].row, 3);
  EXPECT_EQ(done.rows[1].row, 6);
  EXPECT_EQ(done.report.blank_rows, 3);
  EXPECT_EQ(walk("\n\nref,note\nA,x\n", fields).roster.header_row, 3);
  EXPECT_EQ(walk("sep=,\nref,note\nA,x\n", fields).rows.at(0).row, 2);
}

TEST(Table, NamesRaggedRowsAndGoesOn) {
  const Walk done = walk("ref,note\nA\nB,x,y\nC,z\n", fields);
  EXPECT_THAT(done.places(), ElementsAre("2:1 row.ragged", "3:1 row.ragged"));
  EXPECT_EQ(done.rows.size(), 1u);
  EXPECT_TRUE(done.has_failed());
}

TEST(Table, NamesTheRowWhereAQuoteOpened) {
  EXPECT_THAT(walk("ref,note\nA,x\nB,\"never closed\nC,y\nD,z\n", fields).places(),
              ElementsAre("3:2 row.unterminated_quote"));
  EXPECT_THAT(walk("ref,note\nA,\"open\nB,\"y\"\nC,z\n", fields).places(),
              ElementsAre("2:2 row.text_after_quote"));
}

TEST(Table, RefusesEmptyFilesAndHeadersAlone) {
  EXPECT_THAT(walk("", fields).codes(), ElementsAre("file.empty"));
  EXPECT_THAT(walk("\xEF\xBB\xBF\r\n \r\n", fields).codes(), ElementsAre("file.empty"));
  EXPECT_THAT(walk("ref,note\n", fields).places(), ElementsAre("1:1 file.no_rows"));
}

TEST(Table, KeepsTheBounds) {
  EXPECT_THAT(walk("ref,note\nA," + std::string(10'000, 'x') + "\n", {spec("ref", Kind::text)}).places(),
              ElementsAre());
  EXPECT_THAT(walk("ref,note\nA," + std::string(10'001, 'x') + "\n", fields).places(),
              ElementsAre("2:2 cell.too_long"));
  EXPECT_THAT(walk("ref,note\nA,\"" + std::string(1 << 20, ',') + "\"\n", fields).places(),
              ElementsAre("2:2 cell.too_long"));
  EXPECT_THAT(walk("ref,note\n" + std::string(300, ',') + "x\n", fields).codes(),
              ElementsAre("file.too_many_columns"));
  std::string wide = "c";
  for (int i = 0; i < 200; ++i) wide += ",c" + std::to_string(i);
  EXPECT_TRUE(walk(wide + "\n", fields).has_failed());
}

TEST(Table, StopsAfterTheMostRows) {
  std::string many = "ref\n";
  for (int i = 0; i <= max_rows; ++i) many += "r\n";
  const Walk done = walk(many, {spec("other", Kind::text)});
  EXPECT_THAT(done.places(), ElementsAre("200002:1 file.too_many_rows"));
  EXPECT_EQ(done.report.rows, max_rows);
}

TEST(Table, ShowsRawRowsForThePreview) {
  const Roster roster = open_roster("ref,note\nA, x \n\nB,'=1\nC,z\n");
  const auto rows = raw_rows(roster, 3, 1);
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].row, 4);
  EXPECT_THAT(rows[0].cells, ElementsAre("B", "=1"));
  EXPECT_EQ(raw_rows(roster, 1, 10).size(), 3u);
}

TEST(Table, RefusesHiddenCharactersInAnyColumn) {
  const Walk done = walk("ref,note,extra\nA,a\x07z,\nB,a\u202Ez,\nC,ok,\u2066x\nD,tab\there,\n", fields);
  EXPECT_THAT(done.places(), ElementsAre("2:2 cell.control_character", "3:2 cell.hidden_direction",
                                         "4:3 cell.hidden_direction"));
}

TEST(Table, KeepsHostileTextExactly) {
  const std::string hostile = "<script>alert(1)</script>'; drop table person; --";
  EXPECT_THAT(notes_of("ref,note\nA,\"" + hostile + "\"\nB,=cmd|' /C calc'!A0\n", ','),
              ElementsAre(hostile, "=cmd|' /C calc'!A0"));
}

}  // namespace
}  // namespace kith::roster
