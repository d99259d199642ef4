#include <cstring>
#include <iostream>

#include "bench/match/benchmarks.h"
#include "bench/match/population.h"

namespace {

constexpr const char* usage = R"(usage: bench_match [--quick] [--only PART]

Measures Kith's matching against named peers in one run and prints one line for each target, "T6 21.4x >= 20x ok"
or "... short". Ratios are claims; seconds are CPU seconds of this machine today. The exit code is 1 if a checker
found a wrong answer.

  --quick      smaller instances, under 50 s
  --only PART  assign, churn, groups, peers, plan, recommend or trial
)";

}  // namespace

int main(int count, char** words) {
  using namespace kith::bench;
  bool is_quick = false;
  std::string only;
  for (int k = 1; k < count; ++k) {
    if (std::strcmp(words[k], "--quick") == 0) {
      is_quick = true;
    } else if (std::strcmp(words[k], "--only") == 0 && k + 1 < count) {
      only = words[++k];
    } else {
      std::cerr << usage;
      return std::strcmp(words[k], "--help") == 0 ? 0 : 2;
    }
  }
  Report report(std::cout);
  const BenchSize size = is_quick ? quick_size() : full_size();
  const auto wanted = [&](const char* part) { return only.empty() || only == part; };
  report.note("population version " + std::to_string(population_version) + (is_quick ? ", quick" : ""));
  if (wanted("assign")) bench_assign(report, size);
  if (wanted("churn")) bench_churn(report, size);
  if (wanted("groups")) bench_groups(report, size);
  if (wanted("peers")) bench_group_peers(report, size);
  if (wanted("plan")) bench_plan(report, size);
  if (wanted("recommend")) bench_recommend(report, size);
  if (wanted("trial")) bench_trial(report, size);
  report.note(std::to_string(report.short_count()) + " targets short, " +
              std::to_string(report.violation_count()) + " violations");
  return report.violation_count() > 0 ? 1 : 0;
}
