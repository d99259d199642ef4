#include <cstdio>

#include "bench/match/benchmarks.h"
#include "bench/match/check.h"
#include "bench/match/instances.h"
#include "bench/match/network_simplex.h"
#include "engine/match/plan.h"

namespace kith::bench {
namespace {

constexpr double million = 1e6;

// Every planned pair meets every must, is told in full, and its reasons add up to its score.
void explain_all(Report& report, const match::Problem& problem, const match::Plan& plan) {
  for (const match::PlannedPair& pair : plan.pairs) {
    const match::Suggestion suggestion = reasons_for(problem, pair);
    std::int64_t sum = 0;
    for (const match::Finding& reason : suggestion.reasons) sum += reason.points;
    if (sum != pair.score) report.violation("plan: reasons do not add up to the score");
    if (!suggestion.failed_musts.empty()) report.violation("plan: a must is not met");
  }
}

struct Stage {
  const char* name;
  std::vector<double> seconds;
};

void note_stages(Report& report, const std::vector<Stage>& stages) {
  std::string text;
  for (const Stage& stage : stages) {
    text += std::string(text.empty() ? "" : ", ") + stage.name + " " +
            milliseconds(summary_of(stage.seconds).median);
  }
  report.note(text);
}

}  // namespace

void bench_plan(Report& report, const BenchSize& size) {
  report.heading("From people to explained pairs, one core");
  const Population people(nation(size.nation_participants, size.nation_supporters, 0.8));
  std::vector<Stage> stages = {{"made people", {}}, {"lay out", {}}, {"match", {}}, {"explain", {}}};
  std::vector<double> all;
  double used = 0;
  for (int round = 0; round < size.largest_rounds; ++round) {
    const double before = cpu_seconds();
    std::uint64_t letters = 0;
    for (std::uint32_t i = 0; i < people.size().participants; ++i) letters += people.participant(i).id.size();
    for (std::uint32_t j = 0; j < people.size().supporters; ++j)
      letters += people.supporter(j).person.id.size();
    const double making = cpu_seconds() - before + (letters == 0 ? 1 : 0);
    reset_peak_memory();
    const double start = cpu_seconds();
    const match::Problem problem = problem_of(people, population_model());
    const double laid_out = cpu_seconds();
    const match::Plan plan = plan_pairs(problem, {.goal = match::Goal::weight, .effort = {.gap = 0.001}});
    const double matched = cpu_seconds();
    explain_all(report, problem, plan);
    const double end = cpu_seconds();
    used = static_cast<double>(peak_memory()) / million;
    const double parts[] = {making, laid_out - start - making, matched - laid_out, end - matched};
    for (std::size_t k = 0; k < stages.size(); ++k) stages[k].seconds.push_back(parts[k]);
    all.push_back(end - start - making);
    if (round > 0) continue;
    report.note(std::to_string(plan.pairs.size()) + " pairs, " + std::to_string(plan.unmatched.size()) +
                " unmatched, " + std::to_string(plan.shortages.size()) + " kinds of shortage");
  }
  note_stages(report, stages);
  report.target("T8", summary_of(all).median, Better::at_most, 3, " s",
                "profiles to explained pairs, without making the people up");
  report.target("T8", used, Better::at_most, 300, " MB", "most memory of the process meanwhile");
}

}  // namespace kith::bench
