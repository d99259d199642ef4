#include "base/json.h"

#include <gtest/gtest.h>

#include "base/fields.h"
#include "base/text.h"
#include "base/time.h"
#include "base/world.h"

namespace kith {
namespace {

TEST(Json, IsWrittenOverSeveralLinesForPeople) {
  const std::string text = "{\n  \"a\": [\n    1,\n    {}\n  ],\n  \"b\": []\n}";
  EXPECT_EQ(to_indented_text(parse_json(R"({"a":[1,{}],"b":[]})")), text);
  EXPECT_EQ(parse_json(text), parse_json(R"({"a":[1,{}],"b":[]})"));
}

TEST(Json, WritesWhatItRead) {
  const std::string text = R"({"a":[1,2.5,"é\n",true,null],"b":{}})";
  EXPECT_EQ(to_text(parse_json(text)), text);
}

TEST(Json, RefusesDuplicateMembersTrailingTextAndDepth) {
  EXPECT_THROW(parse_json(R"({"a":1,"a":2})"), Refusal);
  EXPECT_THROW(parse_json("{} x"), Refusal);
  EXPECT_THROW(parse_json("\"\xff\""), Refusal);
  EXPECT_THROW(parse_json("{"), Refusal);
  EXPECT_NO_THROW(parse_json(std::string(31, '[') + std::string(31, ']')));
  EXPECT_THROW(parse_json(std::string(40, '[') + std::string(40, ']')), Refusal);
}

struct Inner {
  static constexpr std::string_view schema_name = "Inner";
  int count = 0;
  static constexpr auto fields() { return std::tuple{field("count", &Inner::count, {.min = 1, .max = 3})}; }
};

struct Outer {
  static constexpr std::string_view schema_name = "Outer";
  std::string name;
  std::vector<Inner> inners;
  std::optional<std::string> note;
  static constexpr auto fields() {
    return std::tuple{field("name", &Outer::name, {.min_length = 1, .max_length = 3}),
                      field("inners", &Outer::inners), field("note", &Outer::note)};
  }
};

TEST(Fields, ReportsEveryErrorAtOnce) {
  try {
    decode<Outer>(parse_json(R"({"name":"long","inners":[{"count":1},{"count":9}],"nmae":1})"));
    FAIL();
  } catch (const Refusal& refusal) {
    ASSERT_EQ(refusal.fields().size(), 3u);
    EXPECT_EQ(refusal.fields()[0].field, "name");
    EXPECT_EQ(refusal.fields()[1].field, "inners.1.count");
    EXPECT_EQ(refusal.fields()[2].code, "unknown_field");
  }
}

TEST(Fields, WritesAndDescribes) {
  const auto outer = decode<Outer>(parse_json(R"({"name":"abc","inners":[{"count":2}]})"));
  EXPECT_EQ(to_text(encode(outer)), R"({"name":"abc","inners":[{"count":2}],"note":null})");
  SchemaBook book;
  Codec<Outer>::schema({}, book);
  EXPECT_TRUE(book.contains("Inner"));
  EXPECT_EQ(to_text(*book["Outer"].find("required")), R"(["name","inners"])");
}

TEST(Time, ReadsAndWritesRfc3339) {
  const auto at = from_rfc3339("2026-11-22T08:41:00.5+02:00");
  ASSERT_TRUE(at);
  EXPECT_EQ(to_rfc3339(*at), "2026-11-22T06:41:00.500000Z");
  EXPECT_FALSE(from_rfc3339("2026-02-30T00:00:00Z"));
}

TEST(Time, LocalTimesCrossDaylightSaving) {
  EXPECT_EQ(to_rfc3339(local_to_instant({2026, 7, 1}, 9, 0, "Europe/London")), "2026-07-01T08:00:00.000000Z");
  EXPECT_EQ(to_rfc3339(local_to_instant({2026, 3, 29}, 1, 30, "Europe/London")),
            "2026-03-29T01:00:00.000000Z");
  EXPECT_EQ(date_in(*from_rfc3339("2026-11-22T02:00:00Z"), "America/Vancouver"), (Date{2026, 11, 21}));
}

TEST(Text, FoldsForComparison) {
  EXPECT_EQ(plain_folded("  Cárdenas-Castañeda "), "cardenas castaneda");
  EXPECT_EQ(trimmed("\xC2\xA0 a b \xE2\x80\x8B"), "a b");
  EXPECT_FALSE(is_utf8("\xC3\x28"));
}

TEST(World, IdsAreOrderedAndSeeded) {
  StepClock clock({1'700'000'000'000'000});
  SeededRandom one(7), two(7);
  TimeOrderedIds a(clock, one), b(clock, two);
  std::string last;
  for (int i = 0; i < 10'000; ++i) {
    const std::string id = a.next();
    ASSERT_EQ(id, b.next());
    ASSERT_GT(id, last);
    last = id;
  }
}

}  // namespace
}  // namespace kith
