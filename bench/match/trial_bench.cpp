#include <string>

#include "bench/match/benchmarks.h"
#include "bench/match/random_graph.h"
#include "engine/trial/allocation.h"
#include "engine/trial/constrained.h"

namespace kith::bench {
namespace {

trial::Design trial_design() {
  trial::Design out;
  out.arms = {{"one to one", 1}, {"group", 1}, {"both", 1}, {"usual care", 1}};
  for (int f = 0; f < 8; ++f) {
    trial::Factor factor{"factor " + std::to_string(f), {}, 1};
    for (int level = 0; level < 2 + f % 3; ++level) factor.levels.push_back("level " + std::to_string(level));
    out.factors.push_back(std::move(factor));
  }
  return out;
}

struct Enrolled {
  std::string unit;
  std::vector<int> levels;
};

std::vector<Enrolled> enrolled(const trial::Design& design, std::uint32_t count) {
  Chance chance(5);
  std::vector<Enrolled> out(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    out[i].unit = "participant " + std::to_string(i);
    for (const trial::Factor& each : design.factors) {
      out[i].levels.push_back(static_cast<int>(chance.below(static_cast<std::uint32_t>(each.levels.size()))));
    }
  }
  return out;
}

}  // namespace

void bench_trial(Report& report, const BenchSize& size) {
  report.heading("Allocating a trial: 4 arms, 8 factors");
  const trial::Design design = trial_design();
  const auto people = enrolled(design, size.trial_people);
  std::vector<double> each_micros, sealed_micros;
  for (int round = 0; round < size.rounds; ++round) {
    const double start = cpu_seconds();
    trial::Allocation allocation(design, 42);
    std::vector<trial::Line> lines;
    lines.reserve(people.size());
    for (const Enrolled& who : people) lines.push_back(allocation.allocate(who.unit, who.levels, true));
    const double allocated = cpu_seconds();
    std::string seal = allocation.commitment();
    for (const trial::Line& line : lines) seal = to_text(design, line, seal).substr(0, 64);
    const double sealed = cpu_seconds();
    const auto count = static_cast<double>(people.size());
    each_micros.push_back((allocated - start) * 1e6 / count);
    sealed_micros.push_back((sealed - allocated) * 1e6 / count);
    if (round == 0 && !replay(design, 42, allocation.commitment(), lines).empty()) {
      report.violation("trial: the replay differs from the record");
    }
  }
  report.note("writing and sealing the record as text: " + std::to_string(summary_of(sealed_micros).median) +
              " us a participant more");
  report.target("T13", summary_of(each_micros).median, Better::at_most, 1, " us",
                "minimisation of a participant, audit record included");
  trial::ConstrainedDesign constrained{design.arms, {}, 20'000, 100};
  for (int v = 0; v < 8; ++v) constrained.covariates.push_back({"covariate " + std::to_string(v), 1});
  Chance chance(9);
  std::vector<trial::Cluster> clusters;
  for (int c = 0; c < 130; ++c) {
    trial::Cluster cluster{"cluster " + std::to_string(c), {}};
    for (int v = 0; v < 8; ++v) cluster.values.push_back(chance.below(1000));
    clusters.push_back(std::move(cluster));
  }
  const double start = cpu_seconds();
  const auto result = allocate_constrained(constrained, clusters, 42);
  report.note("130 clusters, best tenth of " + std::to_string(result.candidates) +
              " allocations: " + milliseconds(cpu_seconds() - start));
}

}  // namespace kith::bench
