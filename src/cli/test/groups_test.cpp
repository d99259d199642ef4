#include "cli/groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "base/json.h"
#include "base/refusal.h"
#include "cli/allocate.h"
#include "engine/trial/record_file.h"

namespace kith {
namespace {

using testing::HasSubstr;

// Two small rosters of the RAPSID programme: everybody in one town, free on the same two evenings.
class Forming : public testing::Test {
 protected:
  Forming() {
    std::string pattern = (std::filesystem::temp_directory_path() / "kith-groups-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
    std::string people =
        "ref,first_name,sex,birth_date,town,latitude,longitude,general_practice,work,languages,available,can_"
        "travel,prefers\n";
    for (int i = 0; i < 20; ++i) {
      people += "P" + std::to_string(i) + ",Ann,female," + std::to_string(1940 + i) +
                "-03-01,Ely,52.39,0.26,Practice " + std::to_string(i % 4) +
                ",retired,English,\"tue evening; wed evening\"," + (i % 2 ? "yes" : "no") +
                (i == 3 ? ",one to one\n" : ",group\n");
    }
    people += "P20,Bob,female,1950-03-01,Ely,52.39,0.26,Practice 1,retired,English,mon morning,yes,group\n";
    write("people.csv", people);
    std::string facilitators =
        "ref,first_name,town,latitude,longitude,skills,languages,available,trained_on,background_check_on\n";
    for (int i = 0; i < 4; ++i) {
      facilitators +=
          "F" + std::to_string(i) +
          ",Cal,Ely,52.39,0.26,listening; empathy,English,\"tue evening; wed evening\",2020-01-0" +
          std::to_string(i + 1) + (i == 3 ? ",\n" : ",2020-02-02\n");
    }
    write("facilitators.csv", facilitators);
  }
  ~Forming() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  std::string path(const char* name) const { return (folder_ / name).string(); }

  GroupsRequest groups(const std::string& format) const {
    GroupsRequest out;
    out.programme = "rapsid";
    out.participants = path("people.csv");
    out.facilitators = path("facilitators.csv");
    out.format = format;
    out.steps = 20;
    return out;
  }

  AllocateRequest allocation() const {
    AllocateRequest out;
    out.programme = "rapsid";
    out.participants = path("people.csv");
    out.arms = "support,usual";
    out.factors = "sex,general_practice:2";
    out.seed = 42;
    return out;
  }

  std::filesystem::path folder_;
};

TEST_F(Forming, SaysWhoMeetsWhereWhenAndWhy) {
  const std::string text = groups_output(groups("text"));
  EXPECT_THAT(text, HasSubstr("20 people in 2 groups of 10 to 10; 1 in none. No better plan exists."));
  EXPECT_THAT(text, HasSubstr("Left out, training or check missing: F3."));
  EXPECT_THAT(text, HasSubstr("Ely, Tuesday 18:30 to 20:00"));
  EXPECT_THAT(text, HasSubstr("Ely, Wednesday 18:30 to 20:00"));
  EXPECT_THAT(text, HasSubstr("all 10 are free then and "));
  EXPECT_THAT(text, HasSubstr("Ask first     P3: would rather not be in a group"));
  EXPECT_THAT(text, HasSubstr("P20: too few others are free nearby when they are"));
  EXPECT_EQ(text, groups_output(groups("text")));
}

TEST_F(Forming, WritesTablesAndJsonThatAgree) {
  const std::string csv = groups_output(groups("csv"));
  EXPECT_EQ(std::ranges::count(csv, '\n'), 1 + 20 + 4 + 1);
  const Json json = parse_json(groups_output(groups("json")));
  ASSERT_EQ(json.find("groups")->array_items().size(), 2u);
  for (const Json& group : json.find("groups")->array_items()) {
    std::int64_t sum = 0;
    for (const auto& [name, points] : group.find("cost_parts")->members()) sum += points.integer();
    EXPECT_EQ(sum, group.find("cost")->integer());
  }
}

TEST_F(Forming, ReadsJsonAsItReadsCsv) {
  write("people.json", R"([{"ref":"P1","first_name":"Ann","town":"Ely","latitude":52.39,"longitude":0.26,
    "languages":["English"],"available":["tue evening"]}])");
  GroupsRequest request = groups("text");
  request.participants = path("people.json");
  EXPECT_THAT(groups_output(request), HasSubstr("P1: too few others are free nearby"));
}

TEST_F(Forming, NamesEveryMistakeByRowAndColumn) {
  write("people.csv", "ref,first_name,birth_date\nP1,Ann,yesterday\n");
  try {
    groups_output(groups("text"));
    FAIL();
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.code(), "roster.wrong");
    EXPECT_THAT(refusal.detail(), HasSubstr("people.csv:2:3: "));
  }
}

TEST_F(Forming, RefusesAProgrammeWithoutGroupsOrThatIsNotThere) {
  GroupsRequest request = groups("text");
  const auto code = [&] {
    try {
      groups_output(request);
    } catch (const Refusal& refusal) {
      return refusal.code();
    }
    return std::string();
  };
  request.programme = "reachout";
  EXPECT_EQ(code(), "groups.no_rules");
  request.programme = "../rapsid";
  EXPECT_EQ(code(), "programme.unknown");
}

TEST_F(Forming, AllocatesInTheOrderOfTheFileWithARecord) {
  const std::string text = allocate_output(allocation());
  EXPECT_THAT(text, HasSubstr("Commitment "));
  EXPECT_THAT(text, HasSubstr("P0  "));
  EXPECT_THAT(text, HasSubstr("1,P0,female;Practice 0,3;3,0,2,"));
  EXPECT_EQ(text, allocate_output(allocation()));
  AllocateRequest other = allocation();
  other.seed = 43;
  EXPECT_NE(text, allocate_output(other));
}

TEST_F(Forming, AllocatesPracticesAtOnce) {
  AllocateRequest request = allocation();
  request.method = "constrained";
  request.unit = "general_practice";
  request.factors = "people";
  const std::string text = allocate_output(request);
  EXPECT_THAT(text, HasSubstr("support: 2\nusual: 2\n"));
  EXPECT_THAT(text, HasSubstr("of 6 allocations"));
  request.unit = "practise";
  EXPECT_THROW(allocate_output(request), Refusal);
}

TEST_F(Forming, ReplaysTheRecordOfATrialAndNamesTheLineThatDoesNotFollow) {
  trial::Record record;
  record.trial = "first";
  record.opened = "2026-11-22T20:00:00Z";
  record.closed = record.opened;
  record.plan.method = trial::PlanMethod::simple;
  record.plan.arms = {{"support", 1}, {"usual", 1}};
  record.salt = "pepper";
  record.seed = 42;
  for (const char* unit : {"u1", "u2", "u3"}) record.entries.push_back({unit, {}, record.opened});
  record.commitment = trial::opening_commitment(record);
  record.lines = trial::lines_of(record.plan, 42, record.entries);
  const auto file = std::filesystem::path(folder_) / "record.csv";
  std::ofstream(file) << trial::to_text(record);
  const ReplayOutput good = replay_output(file.string());
  EXPECT_TRUE(good.follows) << good.text;
  EXPECT_THAT(good.text, HasSubstr("3 allocations"));
  std::string& line = record.lines[1];
  const std::string arm = trial::arm_in(line);
  line.replace(line.find(arm), arm.size(), arm == "usual" ? "support" : "usual");
  std::ofstream(file) << trial::to_text(record);
  const ReplayOutput bad = replay_output(file.string());
  EXPECT_FALSE(bad.follows);
  EXPECT_THAT(bad.text, HasSubstr(":12: "));
}

}  // namespace
}  // namespace kith
