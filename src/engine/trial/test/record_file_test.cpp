#include "engine/trial/record_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/refusal.h"
#include "base/text.h"

namespace kith::trial {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::uint64_t seed = 20'131'104;

Plan plan_of(PlanMethod method) {
  Plan out;
  out.method = method;
  out.arms = {{"usual", 1}, {"pairs", 1}};
  if (method == PlanMethod::blocks) out.blocks = {4, 6};
  if (method != PlanMethod::simple) out.factors = {{"sex", {"female", "male"}, 1}};
  if (method == PlanMethod::constrained) {
    out.factors = {{"people", {}, 2}};
    out.candidates = 500;
  }
  return out;
}

Record record_of(PlanMethod method, int units = 12) {
  Record out;
  out.trial = "first";
  out.opened = "2026-11-22T20:00:00Z";
  out.plan = plan_of(method);
  out.salt = "pepper";
  for (int i = 0; i < units; ++i) {
    std::vector<std::string> levels = {i % 3 ? "female" : "male"};
    if (method == PlanMethod::simple) levels.clear();
    if (method == PlanMethod::constrained) levels = {value_text(3 + i * 0.5)};
    out.entries.push_back({"u" + std::to_string(20 * i + 10), levels, "2026-11-23T09:00:00Z"});
  }
  out.closed = "2026-12-22T20:00:00Z";
  out.seed = seed;
  out.commitment = opening_commitment(out);
  out.lines = lines_of(out.plan, seed, out.entries);
  return out;
}

class RecordFiles : public ::testing::TestWithParam<PlanMethod> {};

TEST_P(RecordFiles, AreReplayedFromTheSeed) {
  const Replayed replayed = replay_record(to_text(record_of(GetParam())));
  EXPECT_EQ(replayed.units, 12U);
  EXPECT_EQ(replayed.faults, std::vector<RecordFault>{});
}

// Every digit of the table and of what was committed to counts. (When it was closed is in the event log.)
TEST_P(RecordFiles, TellTheLineOfWhateverIsChanged) {
  const std::string good = to_text(record_of(GetParam(), 4));
  int line = 1;
  for (std::size_t i = 0; i < good.size(); ++i) {
    if (good[i] == '\n') ++line;
    if (line == 7 || good[i] < '0' || good[i] > '9') continue;
    std::string bad = good;
    bad[i] = good[i] == '9' ? '0' : static_cast<char>(good[i] + 1);
    try {
      const auto faults = replay_record(bad).faults;
      ASSERT_FALSE(faults.empty()) << "line " << line << ": " << bad;
      if (line > 10) {
        EXPECT_EQ(faults.back().line, line) << bad;
      }
    } catch (const Refusal& refusal) {
      EXPECT_EQ(refusal.code(), "trial.record");
    }
  }
}

TEST_P(RecordFiles, TellOfAnArmThatDoesNotFollow) {
  Record record = record_of(GetParam());
  std::string& line = record.lines[4];
  const std::string was = arm_in(line);
  line.replace(line.find("," + was + ","), was.size() + 2, was == "usual" ? ",pairs," : ",usual,");
  const std::string text = to_text(record);
  const auto faults = replay_record(text).faults;
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_THAT(faults[0].what, HasSubstr("an arm that does not follow"));
  EXPECT_THAT(split(text, '\n')[static_cast<std::size_t>(faults[0].line - 1)], HasSubstr(",u90,"));
}

TEST_P(RecordFiles, TellOfALineTakenOut) {
  const Record record = record_of(GetParam());
  auto lines = split(to_text(record), '\n');
  lines.pop_back();
  lines.erase(lines.end() - 4);
  std::string text;
  for (const std::string& each : lines) text += each + "\n";
  EXPECT_FALSE(replay_record(text).faults.empty());
}

TEST_P(RecordFiles, HoldNothingThatCameOutWhileTheTrialIsOpen) {
  Record record = record_of(GetParam());
  record.seed.reset();
  const std::string text = to_text(record);
  for (const Entry& each : record.entries) EXPECT_THAT(text, HasSubstr("," + each.unit + ","));
  const std::string table = text.substr(text.find("number,"));
  for (const std::string& line : record.lines) {
    EXPECT_THAT(table, Not(HasSubstr("," + arm_in(line) + ",")));
    EXPECT_THAT(table, Not(HasSubstr(line.substr(line.rfind(',') + 1))));
  }
  EXPECT_THAT(text, Not(HasSubstr(record.salt)));
  EXPECT_THAT(text, Not(HasSubstr(std::to_string(seed))));
  EXPECT_THROW(replay_record(text), Refusal);
}

// What was taken out early stands in the later file with the same entries.
TEST_P(RecordFiles, BindWhatWentInFromTheFirstDay) {
  Record record = record_of(GetParam());
  Record early = record;
  early.seed.reset();
  early.entries.resize(5);
  const std::string early_text = to_text(early);
  const std::string last = early_text.substr(early_text.rfind(',') + 1);
  EXPECT_THAT(to_text(record), HasSubstr(last));
  record.entries[2].final_at = "2026-11-23T09:00:01Z";
  EXPECT_THAT(to_text(record), Not(HasSubstr(last)));
}

INSTANTIATE_TEST_SUITE_P(Methods, RecordFiles,
                         ::testing::Values(PlanMethod::simple, PlanMethod::blocks, PlanMethod::minimise,
                                           PlanMethod::constrained),
                         [](const auto& given) { return std::string(enum_name(given.param)); });

TEST(RecordFile, OfAnotherSeedOrDesignDoesNotMeetTheCommitment) {
  Record record = record_of(PlanMethod::blocks);
  record.seed = seed + 1;
  record.lines = lines_of(record.plan, seed + 1, record.entries);
  const auto faults = replay_record(to_text(record)).faults;
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].line, 4);
}

TEST(RecordFile, OfATrialThatWasNeverAllocatedIsWhole) {
  Record record = record_of(PlanMethod::constrained);
  record.lines.clear();
  EXPECT_TRUE(replay_record(to_text(record)).faults.empty());
}

TEST(RecordFile, IsRefusedByLineWhenItIsNone) {
  for (const char* text :
       {"", "number,unit\n", "# kith trial record 1\n", "# kith trial record 1\n# trial\n"})
    EXPECT_THROW(replay_record(text), Refusal) << text;
  std::string short_line = to_text(record_of(PlanMethod::simple));
  short_line += "13,u13\n";
  EXPECT_THROW(replay_record(short_line), Refusal);
}

}  // namespace
}  // namespace kith::trial
