#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "bench/match/benchmarks.h"
#include "bench/match/network_simplex.h"

namespace kith::bench {
namespace {

using testing::HasSubstr;
using testing::Not;

// Every benchmark on a few people: what is printed is not looked at for speed, only for being there and
// right.
TEST(Benchmarks, RunAndFindNoWrongAnswer) {
  std::ostringstream out;
  Report report(out);
  const BenchSize size = tiny_size();
  bench_assign(report, size);
  bench_churn(report, size);
  bench_plan(report, size);
  bench_recommend(report, size);
  bench_groups(report, size);
  bench_group_peers(report, size);
  bench_trial(report, size);
  EXPECT_EQ(report.violation_count(), 0) << out.str();
  EXPECT_THAT(out.str(), Not(HasSubstr("VIOLATION")));
  for (const char* target : {"T1 ", "T2 ", "T3 ", "T4 ", "T8 ", "T9 ", "T10 ", "T11 ", "T12 ", "T13 "}) {
    EXPECT_THAT(out.str(), HasSubstr(target));
  }
  if (!ask_network_simplex({})) {
    EXPECT_THAT(out.str(), HasSubstr("missing peer: LEMON"));
    return;
  }
  for (const char* target : {"T5 ", "T6 ", "T7 "}) EXPECT_THAT(out.str(), HasSubstr(target));
}

TEST(Report, SaysOkAndShort) {
  std::ostringstream out;
  Report report(out);
  report.target("T5", 128, Better::at_least, 80, "x", "a");
  report.target("T4", 3, Better::at_most, 2.5, " ns", "b");
  EXPECT_THAT(out.str(), HasSubstr("T5 128.0x >= 80.0x ok"));
  EXPECT_THAT(out.str(), HasSubstr("T4 3 ns <= 2.5 ns short"));
  EXPECT_EQ(report.short_count(), 1);
}

}  // namespace
}  // namespace kith::bench
