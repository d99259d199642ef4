#include "modules/trials/trials.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "modules/trials/test/trials_house.h"

namespace kith {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using trials_testing::TrialsHouse;

class TrialsTest : public TrialsHouse, public ::testing::TestWithParam<std::string> {
 protected:
  TrialsTest() : TrialsHouse(GetParam()) {}
  void TearDown() override { EXPECT_EQ(house.application->check(), std::vector<std::string>{}); }
};

INSTANTIATE_TEST_SUITE_P(Kinds, TrialsTest, ::testing::ValuesIn(test_database_kinds()),
                         [](const auto& given) { return given.param; });

TEST_P(TrialsTest, ArePracticesAllocatedOneByOneOnceTheyAreFinal) {
  add_practices(6);
  EXPECT_EQ(get("/trial").body.text("phase"), "not_opened");
  const Answer opened = post("/trial/open");
  ASSERT_EQ(opened.status, 200) << opened.text;
  EXPECT_EQ(opened.body.text("phase"), "open");
  EXPECT_EQ(opened.body.text("commitment").size(), 64U);
  EXPECT_EQ(opened.body.find("ready")->integer(), 6);
  const Json::Array waiting = get("/trial/waiting").items();
  ASSERT_EQ(waiting.size(), 6U);
  EXPECT_EQ(waiting[0].text("name"), "Practice 0");
  EXPECT_EQ(waiting[0].find("people")->integer(), 2);

  const Answer made = make_final(waiting[0].text("unit"));
  ASSERT_EQ(made.status, 200) << made.text;
  EXPECT_THAT(arm_keys, Contains(made.body.text("arm")));
  EXPECT_FALSE(made.body.text("arm_about").empty());
  EXPECT_EQ(made.body.text("day"), "2026-11-22");
  EXPECT_EQ(get("/trial/waiting").items().size(), 5U);
  const Json::Array final = get("/trial/units").items();
  ASSERT_EQ(final.size(), 1U);
  EXPECT_EQ(final[0].text("arm"), made.body.text("arm"));
  EXPECT_EQ(house.count("select count(*) from trial_unit where final_by = '" + cora.str() + "'"), 1);
}

TEST_P(TrialsTest, AnswersASecondTimeWhatWasDrawnTheFirst) {
  add_practices(3);
  post("/trial/open");
  const std::string unit = get("/trial/waiting").items()[0].text("unit");
  const Answer first = make_final(unit);
  const Answer again = make_final(unit);
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.text, first.text);
  EXPECT_EQ(house.count("select count(*) from trial_line"), 1);
  EXPECT_EQ(count_events("trials.unit_made_final"), 1);
}

// Two coordinators at once: on the same unit one drawing for both, on different ones one after the other.
TEST_P(TrialsTest, DrawsInOneOrderWhenTwoMakeFinalAtOnce) {
  add_practices(8);
  post("/trial/open");
  const Json::Array waiting = get("/trial/waiting").items();
  std::vector<std::future<Answer>> answers;
  for (std::size_t i = 0; i < 8; ++i) {
    for (const PersonId& who : {cora, colin}) {
      const Json body = Json::object({{"unit", waiting[i].text("unit")}});
      answers.push_back(start_asking(*house.application, {"POST", at("/trial/units"), who, to_text(body)}));
    }
  }
  std::map<std::string, std::set<std::string>> arms;
  for (auto& each : answers) {
    const Answer answer = each.get();
    ASSERT_EQ(answer.status, 200) << answer.text;
    arms[answer.body.text("unit")].insert(answer.body.text("arm"));
  }
  ASSERT_EQ(arms.size(), 8U);
  for (const auto& [unit, drawn] : arms) EXPECT_EQ(drawn.size(), 1U);
  EXPECT_EQ(house.count("select count(*) from trial_unit"), 8);
  EXPECT_EQ(house.count("select max(number) from trial_unit"), 8);
  close();
  EXPECT_TRUE(trial::replay_record(record()).faults.empty());
}

TEST_P(TrialsTest, GoesOnAfterARestartAsIfThereHadBeenNone) {
  add_practices(6);
  post("/trial/open");
  make_all_final(3);
  restart();
  make_all_final(3);
  close();
  const trial::Replayed replayed = trial::replay_record(record());
  EXPECT_EQ(replayed.units, 6U);
  EXPECT_TRUE(replayed.faults.empty());
}

TEST_P(TrialsTest, RevealsTheSeedOnClosingAndNotBefore) {
  add_practices(4);
  post("/trial/open");
  make_all_final(4);
  EXPECT_EQ(get("/trial").body.text("seed"), "");
  EXPECT_TRUE(get("/trial").body.find("arms")->array_items()[0].find("units")->is_null());
  const Answer closed = close();
  EXPECT_EQ(closed.body.text("seed"), std::to_string(secret().first));
  std::int64_t total = 0;
  for (const Json& each : closed.body.find("arms")->array_items()) total += each.find("units")->integer();
  EXPECT_EQ(total, 4);
  EXPECT_EQ(make_final(get("/trial/units").items()[0].text("unit")).code(), "trials.not_open");
  EXPECT_EQ(post("/trial/close").code(), "trials.not_open");
  EXPECT_EQ(post("/trial/open").code(), "trials.over");
  EXPECT_EQ(count_events("trials.trial_closed"), 1);
}

TEST_P(TrialsTest, HasARecordWithoutNamesThatReplaysAndTellsOfTampering) {
  add_practices(5);
  post("/trial/open");
  make_all_final(5);
  close();
  const std::string text = record();
  EXPECT_THAT(text, Not(HasSubstr("Practice")));
  EXPECT_THAT(text, Not(HasSubstr(cora.str())));
  ASSERT_TRUE(trial::replay_record(text).faults.empty());
  std::string bad = text;
  const std::size_t line = bad.find("\n3,u3,");
  const std::size_t level = bad.find("under_4", line);
  ASSERT_NE(level, std::string::npos);
  bad.replace(level, 7, "4_to_7,");
  EXPECT_ANY_THROW(trial::replay_record(bad));
  bad = text;
  bad.replace(bad.find("under_4", line), 7, "4_to_7");
  const auto faults = trial::replay_record(bad).faults;
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].line, 1 + std::count(text.begin(), text.begin() + static_cast<long>(line) + 1, '\n'));
}

// Somebody who writes into the database cannot have a chosen arm carried on from there.
TEST_P(TrialsTest, DrawsNothingMoreOnceItsLinesWereChanged) {
  add_practices(3);
  post("/trial/open");
  make_all_final(2);
  house.as_system([&](Context& c) {
    const Rows rows = c.tx.query("select unit_id, trial_id, body from trial_line where number = 1");
    std::string line = c.vault.open_sealed(c.tx, rows[0].text(1), "trial_line.body", rows[0].bytes(2));
    const std::string arm = trial::arm_in(line);
    line.replace(line.find("," + arm + ","), arm.size() + 2, arm == "usual" ? ",group," : ",usual,");
    c.tx.execute("update trial_line set body = $1 where number = 1",
                 c.vault.seal(c.tx, rows[0].text(1), "trial_line.body", line));
  });
  EXPECT_EQ(make_final(get("/trial/waiting").items()[0].text("unit")).status, 500);
  EXPECT_EQ(house.count("select count(*) from trial_unit"), 2);
}

TEST_P(TrialsTest, TakesNobodyInWhoMayNotBeOrLacksAnAnswer) {
  add_practices(1);
  add(Role::participant, "Other", {.condition = ""});
  add(Role::participant, "Invited", {.practice = "Practice 7", .state = GrantState::invited});
  add(Role::participant, "Silent", {.practice = "Practice 8", .travels = std::nullopt});
  post("/trial/open");
  const Json::Array waiting = get("/trial/waiting").items();
  ASSERT_EQ(waiting.size(), 2U);
  EXPECT_EQ(waiting[1].text("name"), "Practice 8");
  EXPECT_EQ(waiting[1].text("missing"), "Can you get to the next town?");
  EXPECT_EQ(get("/trial").body.find("not_ready")->integer(), 1);
  EXPECT_EQ(make_final(waiting[1].text("unit")).code(), "trials.not_ready");
  EXPECT_EQ(make_final("nobody").status, 404);
  EXPECT_EQ(house.count("select count(*) from trial_unit"), 0);
}

TEST_P(TrialsTest, PagesWhoWaitsAndWhoIsFinal) {
  add_practices(5);
  post("/trial/open");
  for (const char* list : {"/trial/waiting", "/trial/units"}) {
    std::set<std::string> seen;
    std::string after;
    for (int page = 0; page < 3; ++page) {
      const Answer answer = get(std::string(list) + "?limit=2&after=" + after);
      ASSERT_EQ(answer.status, 200) << answer.text;
      for (const Json& each : answer.items()) seen.insert(each.text("unit"));
      const Json* next = answer.body.find("next");
      EXPECT_EQ(next->is_null(), page == 2);
      if (!next->is_null()) after = next->string();
    }
    EXPECT_EQ(seen.size(), 5U);
    make_all_final(5);
  }
}

TEST_P(TrialsTest, AreForTheirOwnStaffOnly) {
  add_practices(2);
  for (const char* what : {"/trial/open", "/trial/close", "/trial/allocate"})
    EXPECT_EQ(house.post(at(what), otto).status, 404);
  EXPECT_EQ(house.post(at("/trial/open"), rhea).status, 403);
  EXPECT_EQ(house.post(at("/trial/open"), lena).status, 200);
  for (const char* what : {"/trial/waiting", "/trial/units"}) {
    EXPECT_EQ(house.get(at(what), lena).status, 403);
    EXPECT_EQ(house.get(at(what), rhea).status, 403);
  }
  EXPECT_EQ(house.get(at("/trial/record.csv"), cora).status, 403);
  EXPECT_EQ(house.get(at("/trial/record.csv"), lena).status, 200);
  EXPECT_EQ(house.get(at("/trial/record.csv"), rhea).status, 200);
  EXPECT_EQ(count_events("trials.record_taken"), 2);
  EXPECT_TRUE(house.get(at("/trial"), rhea).body.find("ready")->is_null());
  EXPECT_EQ(house.get("/api/programmes/" + reachout.str() + "/trial", otto).code(), "trials.no_trial");
}

}  // namespace
}  // namespace kith
