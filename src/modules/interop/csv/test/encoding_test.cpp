#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/csv/test/support.h"

namespace kith::roster {
namespace {

using namespace std::string_literals;

using ::testing::ElementsAre;

const std::vector<FieldSpec> fields = {spec("ref", Kind::text), spec("name", Kind::name)};

struct EncodingCase {
  std::string name;
  std::string bytes;
  Encoding encoding;
  bool doubtful;
};

class EncodingTest : public ::testing::TestWithParam<EncodingCase> {};

TEST_P(EncodingTest, ReadsTheSameNameAndSaysHow) {
  const Walk done = walk(GetParam().bytes, fields);
  EXPECT_THAT(done.places(), ElementsAre());
  EXPECT_EQ(done.roster.encoding, GetParam().encoding);
  EXPECT_EQ(done.roster.encoding_doubtful, GetParam().doubtful);
  ASSERT_EQ(done.rows.size(), 1u);
  EXPECT_EQ(done.cell(0, 1), "\"José Muñoz\"");
}

INSTANTIATE_TEST_SUITE_P(
    All, EncodingTest,
    ::testing::Values(
        EncodingCase{"Utf8", "ref,name\nA1,José Muñoz\n", Encoding::utf8, false},
        EncodingCase{"Utf8Mark", "\xEF\xBB\xBFref,name\nA1,José Muñoz\n", Encoding::utf8_bom, false},
        EncodingCase{"Utf16Le", utf16("ref,name\nA1,Jos\xE9 Mu\xF1oz\n", false, true), Encoding::utf16_le,
                     false},
        EncodingCase{"Utf16Be", utf16("ref,name\nA1,Jos\xE9 Mu\xF1oz\n", true, true), Encoding::utf16_be,
                     false},
        EncodingCase{"Utf16LeBare", utf16("ref,name\nA1,Jos\xE9 Mu\xF1oz\n", false, false),
                     Encoding::utf16_le, false},
        EncodingCase{"Utf16BeBare", utf16("ref,name\nA1,Jos\xE9 Mu\xF1oz\n", true, false), Encoding::utf16_be,
                     false},
        EncodingCase{"Windows1252", "ref,name\nA1,Jos\xE9 Mu\xF1oz\n", Encoding::windows_1252, true}),
    [](const auto& each) { return each.param.name; });

TEST(Encoding, ShowsWordsWhenItIsDoubtful) {
  const Roster roster = open_roster("ref,name\nA1,Jos\xE9 Mu\xF1oz\nA2,\x80uro\n");
  EXPECT_TRUE(roster.encoding_doubtful);
  EXPECT_THAT(roster.evidence, ElementsAre("José", "Muñoz", "€uro"));
}

TEST(Encoding, ReadsAPairOfUtf16UnitsAndRefusesALoneOne) {
  const std::string good = utf16("ref,name\nA1,", false, true) + "\x3D\xD8\x00\xDE"s.substr(0, 4);
  const Walk done = walk(good, fields);
  ASSERT_EQ(done.rows.size(), 1u);
  EXPECT_EQ(done.cell(0, 1), "\"😀\"");
  const Walk lone =
      walk(utf16("ref,name\nA1,x", false, true) + "\x3D\xD8" + utf16("y\n", false, false), fields);
  EXPECT_THAT(lone.places(), ElementsAre("2:2 encoding.undecodable"));
}

TEST(Encoding, NamesBytesThatMeanNothing) {
  const Walk damaged = walk("ref,name\nA1,José\nA2,Zoë \xFF\xFE Müller\n\nA3,x\xC3\n", fields);
  EXPECT_EQ(damaged.roster.encoding, Encoding::utf8);
  EXPECT_TRUE(damaged.roster.encoding_doubtful);
  EXPECT_THAT(damaged.places(), ElementsAre("3:2 encoding.undecodable", "5:2 encoding.undecodable"));
  const Walk stated = walk("ref,name\nA1,Jos\xE9\n", fields, {}, {.encoding = Encoding::utf8});
  EXPECT_THAT(stated.places(), ElementsAre("2:2 encoding.undecodable"));
  const Walk undefined = walk("ref,name\nA1,ok\nA2,a\x81z\n", fields);
  EXPECT_EQ(undefined.roster.encoding, Encoding::windows_1252);
  EXPECT_THAT(undefined.places(), ElementsAre("3:2 encoding.undecodable"));
  const Walk header = walk("ref,na\x81me\nA1,ok\n", fields);
  EXPECT_TRUE(header.has_failed());
  EXPECT_EQ(header.places().front(), "1:2 encoding.undecodable");
}

TEST(Encoding, KeepsDamagedUtf8AsUtf8) {
  const Walk done = walk("ref,name\nA1,José\nA2,Zoë\nA3,bad\xFF\n", fields);
  EXPECT_EQ(done.roster.encoding, Encoding::utf8);
  EXPECT_THAT(done.places(), ElementsAre("4:2 encoding.undecodable"));
}

TEST(Encoding, RefusesNulAndOtherDocuments) {
  EXPECT_THAT(walk("ref,name\nA1,a\0b\n"s, fields).places(), ElementsAre("2:2 cell.control_character"));
  EXPECT_THAT(walk("PK\x03\x04rest", fields).codes(), ElementsAre("file.not_csv"));
  EXPECT_THAT(walk("\xFF\xFE\0\0r\0\0\0"s, fields).codes(), ElementsAre("encoding.mismatch"));
  EXPECT_THAT(walk(std::string(max_file_bytes + 1, 'a'), fields).codes(), ElementsAre("file.too_big"));
}

}  // namespace
}  // namespace kith::roster
