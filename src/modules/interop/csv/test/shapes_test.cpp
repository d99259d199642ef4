#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/interop/csv/test/support.h"

namespace kith::roster {
namespace {

using ::testing::ElementsAre;

void add(std::vector<FieldSpec>& fields, Kind kind, std::initializer_list<const char*> keys) {
  for (const char* key : keys) fields.push_back(spec(key, kind));
}

// Every column that the published rosters have.
std::vector<FieldSpec> all_fields() {
  std::vector<FieldSpec> fields;
  add(fields, Kind::text, {"ref", "general_practice"});
  add(fields, Kind::name, {"first_name", "last_name"});
  add(fields, Kind::email, {"email"});
  add(fields, Kind::phone, {"phone", "mobile", "landline"});
  add(fields, Kind::date, {"birth_date", "asked_on", "trained_on", "background_check_on", "consented_on"});
  add(fields, Kind::year, {"diagnosed_year", "child_birth_year"});
  add(fields, Kind::count, {"max_peers", "max_matches", "max_participants"});
  add(fields, Kind::latitude, {"latitude"});
  add(fields, Kind::longitude, {"longitude"});
  add(fields, Kind::time_zone, {"time_zone"});
  add(fields, Kind::languages, {"languages"});
  add(fields, Kind::availability, {"available"});
  add(fields, Kind::yes_no, {"can_travel"});
  add(fields, Kind::place_name, {"town", "county"});
  add(fields, Kind::long_text, {"about_me"});
  add(fields, Kind::choice,
      {"condition", "treatment", "work", "gender", "sex", "child_condition", "relationship", "life_stage",
       "insulin_delivery", "glucose_monitoring", "communication_style", "prefers", "hopes", "referred_by",
       "occupation", "culture"});
  add(fields, Kind::choices,
      {"issues", "channels", "interests", "activities", "complications", "other_conditions",
       "wants_to_talk_about", "can_talk_about", "skills"});
  return fields;
}

const Json& value_of(const Walk& done, std::size_t row, std::string_view key) {
  const auto fields = all_fields();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].key == key) return done.rows.at(row).values.at(i);
  }
  throw std::logic_error("no such field");
}

class ShapeTest : public ::testing::TestWithParam<std::pair<const char*, int>> {};

TEST_P(ShapeTest, ReadsWhole) {
  const Walk done = walk(case_file(GetParam().first), all_fields());
  EXPECT_THAT(format_errors(GetParam().first, done.problems), ElementsAre());
  EXPECT_FALSE(done.has_failed());
  EXPECT_EQ(done.report.good_rows, GetParam().second);
  for (const Column& each : done.plan.columns) EXPECT_EQ(each.state, ColumnState::matched) << each.header;
}

INSTANTIATE_TEST_SUITE_P(All, ShapeTest,
                         ::testing::Values(std::pair{"rapsid_participants.csv", 3},
                                           std::pair{"rapsid_facilitators.csv", 2},
                                           std::pair{"reachout_participants.csv", 2},
                                           std::pair{"reachout_supporters.csv", 1},
                                           std::pair{"parents.csv", 2}, std::pair{"support_parents.csv", 1}));

TEST(Shape, ValuesHaveTheirKinds) {
  const Walk done = walk(case_file("rapsid_participants.csv"), all_fields());
  EXPECT_EQ(value_of(done, 1, "mobile"), Json("+447700900111"));
  EXPECT_TRUE(value_of(done, 1, "landline").is_null());
  EXPECT_EQ(value_of(done, 1, "longitude"), Json(-0.0895));
  EXPECT_EQ(value_of(done, 1, "can_travel"), Json(false));
  EXPECT_EQ(value_of(done, 1, "languages"), Json::array({"en", "pl"}));
  EXPECT_EQ(value_of(done, 1, "complications"), Json::array({"kidney disease", "foot problems"}));
  EXPECT_EQ(done.rows.at(1).keys.name, "ivor penhale");
  ASSERT_EQ(done.report.findings.size(), 1u);
  EXPECT_EQ(done.report.findings[0].reason, "same_phone");
}

}  // namespace
}  // namespace kith::roster
