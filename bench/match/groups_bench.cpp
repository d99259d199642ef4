#include <algorithm>
#include <string>

#include "bench/match/benchmarks.h"
#include "bench/match/groups_people.h"
#include "engine/groups/solve.h"
#include "engine/groups/test/checker.h"

namespace kith::bench {
namespace {

struct Formed {
  groups::Plan plan;
  double seconds = 0;  // CPU, of laying out and forming
};

Formed form(Report& report, const groups::Input& input, const groups::Effort& effort) {
  Formed out;
  const double start = cpu_seconds();
  const groups::Problem problem(input);
  out.plan = groups::form_groups(problem, effort);
  out.seconds = cpu_seconds() - start;
  for (const std::string& each : groups::testing::violations(input, out.plan))
    report.violation("groups: " + each);
  return out;
}

std::string outcome(const groups::Plan& plan) {
  return std::to_string(plan.groups.size()) + " groups, " + std::to_string(plan.left_over.size()) +
         " people in none, cost " + std::to_string(plan.cost);
}

// The first plan at once, then what a second of search is worth against a minute of it.
void rapsid(Report& report, const BenchSize& size) {
  const groups::Input input = group_population({});
  std::vector<double> first;
  Formed formed;
  for (int round = 0; round < size.rounds; ++round) {
    formed = form(report, input, {.steps_per_person = 0});
    first.push_back(1000 * formed.seconds);
  }
  report.note("rapsid, 652 people, 106 facilitators: first plan " + outcome(formed.plan));
  report.target("T10", summary_of(first).median, Better::at_most, 50, " ms", "a plan that breaks no rule");
  const Formed probe = form(report, input, {.steps_per_person = 100});
  const double step = std::max(1e-9, (probe.seconds - summary_of(first).median / 1000) / 100);
  const double shorter = size.group_seconds / 60, longer = size.group_seconds;
  const auto steps = [&](double seconds) {
    return static_cast<std::uint64_t>(std::max(1.0, seconds / step));
  };
  const Formed quick = form(report, input, {.steps_per_person = steps(shorter)});
  const Formed slow = form(report, input, {.steps_per_person = steps(longer)});
  report.note("after " + milliseconds(quick.seconds) + ": " + outcome(quick.plan));
  report.note("after " + milliseconds(slow.seconds) + ": " + outcome(slow.plan));
  const double worse =
      100.0 * static_cast<double>(quick.plan.cost - slow.plan.cost) / static_cast<double>(slow.plan.cost);
  report.target("T10", worse, Better::at_most, 2, "%",
                "cost after " + milliseconds(shorter) + " above that after " + milliseconds(longer));
}

void small_towns(Report& report, const BenchSize& size) {
  std::vector<double> times;
  int unproven = 0;
  for (std::uint64_t seed = 1; seed <= static_cast<std::uint64_t>(20 * size.rounds); ++seed) {
    const groups::Input input = small_town(16 + static_cast<int>(seed % 9), seed);
    const Formed formed = form(report, input, {.steps_per_person = 100});
    times.push_back(1000 * formed.seconds);
    unproven += !formed.plan.proven;
  }
  const Summary summary = summary_of(times);
  report.note(std::to_string(times.size()) + " towns of 16 to 24 people: median " +
              std::to_string(summary.median) + " ms, p90 " + std::to_string(summary.p90) + " ms, " +
              std::to_string(unproven) + " not proven");
  report.target("T11", *std::ranges::max_element(times), Better::at_most, 10, " ms",
                "the slowest of them, search and proof together");
}

void nation_of_groups(Report& report, const BenchSize& size) {
  const int people = size.group_people;
  const groups::Input input =
      group_population({.people = people,
                        .facilitators = people / 5,
                        .towns = std::max(1, people / 40),
                        .width_km = 70 * std::max(1.0, people / 2000.0) / std::max(1.0, people / 20000.0)});
  const Formed formed = form(report, input, {.steps_per_person = 60});
  report.note(std::to_string(people) + " people: " + outcome(formed.plan));
  report.target("T12", formed.seconds, Better::at_most, 30, " s", "one thread, no rule broken");
}

}  // namespace

void bench_groups(Report& report, const BenchSize& size) {
  report.heading("Forming groups");
  rapsid(report, size);
  small_towns(report, size);
  nation_of_groups(report, size);
}

}  // namespace kith::bench
