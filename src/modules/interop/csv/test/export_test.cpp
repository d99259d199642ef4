#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/csv/test/support.h"

namespace kith::roster {
namespace {

TEST(Export, WritesCrlfQuotesAndTypedCells) {
  const std::vector<std::vector<Json>> rows = {
      {"name", "note", "n"}, {"Ada \"A\"", Json(), -0.25}, {Json::array({"a", "b"}), true, 7}};
  EXPECT_EQ(write_csv(rows, {.byte_order_mark = false}),
            "name,note,n\r\n\"Ada \"\"A\"\"\",,-0.25\r\n\"a; b\",yes,7\r\n");
  EXPECT_TRUE(write_csv(rows).starts_with("\xEF\xBB\xBF"));
}

TEST(Export, GuardsWhatASpreadsheetMightRun) {
  for (const std::string cell : {"=1+1", "+44 7700 900123", "-1+cmd", "@SUM(A1)", "\t=1", "\rx", "\nx",
                                 "  =1", "\u00A0=1", "＝1", "＋1", "－1", "＠x", "\u200B=1", "'=1", "''=1"}) {
    EXPECT_EQ(guarded(cell), "'" + cell);
    EXPECT_EQ(unguarded(guarded(cell)), cell);
  }
  for (const std::string cell : {"plain", "a=b", "'tis", "o'neil", "", "1-2"}) {
    EXPECT_EQ(guarded(cell), cell);
    EXPECT_EQ(unguarded(cell), cell);
  }
}

TEST(Export, ReadsItsOwnExportBack) {
  const std::vector<std::vector<Json>> rows = {
      {"ref", "note"}, {"A", "=HYPERLINK(\"http://x\")"}, {"B", "'=x"}};
  const Walk done =
      walk(write_csv(rows, {.delimiter = ';'}), {spec("ref", Kind::text), spec("note", Kind::text)});
  ASSERT_EQ(done.rows.size(), 2u);
  EXPECT_EQ(done.rows[0].values[1], rows[1][1]);
  EXPECT_EQ(done.rows[1].values[1], rows[2][1]);
}

}  // namespace
}  // namespace kith::roster
