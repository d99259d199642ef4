#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "modules/trials/test/trials_house.h"

// Nobody can tell the next arm of a trial that is open, wherever they look.
namespace kith {
namespace {

using package::TrialMethod;
using package::TrialRules;
using ::testing::HasSubstr;
using ::testing::Not;
using trials_testing::TrialsHouse;

struct Kind {
  std::string database;
  TrialMethod method;
};

std::vector<Kind> kinds() {
  std::vector<Kind> out;
  for (const std::string& database : test_database_kinds()) {
    for (const auto& [method, name] : EnumNames<TrialMethod>::names) out.push_back({database, method});
  }
  return out;
}

class ConcealmentTest : public TrialsHouse, public ::testing::TestWithParam<Kind> {
 protected:
  ConcealmentTest() : TrialsHouse(GetParam().database) {
    rule([&](TrialRules& rules) {
      rules.method = GetParam().method;
      rules.blocks = {8, 12};
      const bool plain = rules.method == TrialMethod::simple || rules.method == TrialMethod::blocks;
      if (plain) rules.factors.clear();
      if (rules.method != TrialMethod::constrained) return;
      rules.candidates = 1000;
      for (auto& each : rules.factors) each.cuts.clear();
    });
    add_practices(10);
    add(Role::participant, "Silent", {.practice = "Silent practice", .travels = std::nullopt});
  }

  // Every answer that anybody gets while the trial is open, refusals too.
  std::string everything_said() {
    std::string out;
    for (const PersonId& who : {cora, colin, lena, rhea, otto}) {
      for (const char* what :
           {"/trial", "/trial/waiting", "/trial/waiting?limit=2", "/trial/units", "/trial/units?limit=2",
            "/trial/record.csv", "/trial/record.csv?trial=rapsid", "/trial/record.csv?trial=other"}) {
        out += house.get(at(what), who).text + "\n";
      }
      for (const char* what : {"/trial/open", "/trial/units"}) {
        for (const char* unit : {"", "nobody"}) {
          const Json body = *unit ? Json::object({{"unit", unit}}) : Json::object();
          out += without_instance(house.post(at(what), who, body).text) + "\n";
        }
      }
    }
    for (const Json& each : get("/trial/waiting").items()) {
      if (!each.text("missing").empty()) out += without_instance(make_final(each.text("unit")).text);
    }
    for (const Json& each : get("/trial/units").items()) out += make_final(each.text("unit")).text;
    return out;
  }

  // Refusals carry the id of their request, which is another each time.
  static std::string without_instance(const std::string& text) {
    const std::size_t from = text.find("\"instance\"");
    if (from == std::string::npos) return text;
    return text.substr(0, from) + text.substr(std::min(text.size(), text.find(',', from)));
  }

  std::string events_of_trials() {
    std::string out;
    for (const StoredEvent& each : house.events()) {
      if (each.type.starts_with("trials.")) out += each.type + to_text(each.data) + "\n";
    }
    return out;
  }
};

INSTANTIATE_TEST_SUITE_P(Kinds, ConcealmentTest, ::testing::ValuesIn(kinds()), [](const auto& given) {
  return given.param.database + "_" + std::string(enum_name(given.param.method));
});

// The seed is what the next arm hangs on. With another seed in its place, nothing that can be asked changes
// by a byte: so no answer depends on it.
TEST_P(ConcealmentTest, NoAnswerDependsOnTheSeed) {
  post("/trial/open");
  make_all_final(5);
  const std::string before = everything_said();
  const std::uint64_t seed = secret().first;
  plant_seed(seed ^ 0x5555);
  EXPECT_EQ(everything_said(), before);
  plant_seed(seed);
  EXPECT_EQ(close().status, 200);
  EXPECT_TRUE(trial::replay_record(record()).faults.empty());
}

TEST_P(ConcealmentTest, SeedAndSaltStandNowhereInTheOpen) {
  post("/trial/open");
  make_all_final(5);
  const auto [seed, salt] = secret();
  const bool on_disk = GetParam().database == "sqlite";
  const std::string places[] = {everything_said(), house.logged(), events_of_trials(),
                                on_disk ? house.bytes_on_disk() : ""};
  for (const std::string& place : places) {
    EXPECT_THAT(place, Not(HasSubstr(std::to_string(seed))));
    EXPECT_THAT(place, Not(HasSubstr(salt)));
  }
}

// Neither who waits, nor any event, nor the log, nor the file of an open trial tells an arm.
TEST_P(ConcealmentTest, ArmsStandOnlyWithWhoIsFinal) {
  post("/trial/open");
  const auto arms = make_all_final(5);
  const Answer units = get("/trial/units");
  ASSERT_EQ(units.items().size(), 5U);
  const std::string file = record();
  const std::string said =
      get("/trial/waiting").text + events_of_trials() + house.logged() + file.substr(file.find("number,"));
  for (const std::string& each : arm_keys) {
    for (const std::string& quoted : {"\"" + each + "\"", "," + each + ","})
      EXPECT_THAT(said, Not(HasSubstr(quoted)));
  }
  const bool at_once = GetParam().method == TrialMethod::constrained;
  for (const Json& each : units.items()) EXPECT_EQ(each.find("arm")->is_null(), at_once);
}

// Which units come first in the list is nothing that their order of drawing decides.
TEST_P(ConcealmentTest, NumbersOfEachArmAreToldOnlyWhenTheyTellNothing) {
  post("/trial/open");
  make_all_final(5);
  const bool told = !get("/trial").body.find("arms")->array_items()[0].find("units")->is_null();
  EXPECT_EQ(told, GetParam().method == TrialMethod::simple);
  EXPECT_EQ(get("/trial").text.find("factors_counts"), std::string::npos);
  if (GetParam().method == TrialMethod::constrained) {
    EXPECT_EQ(post("/trial/allocate").status, 200);
    EXPECT_EQ(post("/trial/allocate").code(), "trials.allocated");
    EXPECT_EQ(make_final(get("/trial/waiting").items()[0].text("unit")).code(), "trials.allocated");
    EXPECT_FALSE(get("/trial/units").items()[0].find("arm")->is_null());
  } else {
    EXPECT_EQ(post("/trial/allocate").code(), "trials.one_by_one");
  }
  EXPECT_FALSE(close().body.find("arms")->array_items()[0].find("units")->is_null() &&
               GetParam().method != TrialMethod::constrained);
  EXPECT_TRUE(trial::replay_record(record()).faults.empty());
}

// Whoever enrols more people later changes nothing for those who are final.
TEST_P(ConcealmentTest, ArmsDependOnEarlierFinalsOnly) {
  post("/trial/open");
  make_all_final(5);
  const std::string before = get("/trial/units").text;
  add(Role::participant, "Late", {.practice = "Practice 1", .travels = false});
  EXPECT_EQ(get("/trial/units").text, before);
  make_all_final(3);
  EXPECT_EQ(close().status, 200);
  EXPECT_TRUE(trial::replay_record(record()).faults.empty());
}

TEST_P(ConcealmentTest, HoldsForTrialsOfPeopleToo) {
  rule([&](TrialRules& rules) {
    rules.unit = std::string(package::unit_is_person);
    rules.method = GetParam().method;
    rules.blocks = {8, 12};
    rules.candidates = 1000;
    rules.factors = {{"can_travel", 1, {}}};
    const bool plain = rules.method == TrialMethod::simple || rules.method == TrialMethod::blocks;
    if (plain) rules.factors.clear();
  });
  post("/trial/open");
  make_all_final(5);
  const std::string before = everything_said();
  const std::uint64_t seed = secret().first;
  plant_seed(seed + 1);
  EXPECT_EQ(everything_said(), before);
  plant_seed(seed);
  EXPECT_THAT(get("/trial/units").text, HasSubstr(" Marsh"));
  close();
  const std::string file = record();
  EXPECT_THAT(file, Not(HasSubstr("Marsh")));
  EXPECT_TRUE(trial::replay_record(file).faults.empty());
}

}  // namespace
}  // namespace kith
