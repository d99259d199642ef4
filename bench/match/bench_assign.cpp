#include <cstdio>

#include "bench/match/benchmarks.h"
#include "bench/match/check.h"
#include "bench/match/instances.h"
#include "bench/match/network_simplex.h"

namespace kith::bench {
namespace {

using match::Assignment;
using match::Goal;
using match::PairGraph;

constexpr double target_gap = 0.001;
constexpr double narrow_gap = 0.0001;

// Seconds of each way to solve one instance, and the gaps it proved.
struct Race {
  std::vector<double> peer;
  std::vector<double> close;
  std::vector<double> closer;
  std::vector<double> exact;
  double close_gap = 0;
  double closer_gap = 0;
};

std::string percent(double share) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f %%", share * 100);
  return text;
}

void judge(Report& report, const std::string& name, const PairGraph& graph, const Assignment& plan,
           const std::optional<PeerAnswer>& peer, bool is_exact) {
  for (const std::string& fault : faults_of(graph, plan)) report.violation(name + ": " + fault);
  if (!peer) return;
  if (peer->total > plan.bound) report.violation(name + ": the peer passes the bound");
  if (is_exact && peer->total != plan.total) report.violation(name + ": the optimum is another");
}

// Each way reads the same pairs and gives a checked plan; the time of the peer is that of run() alone,
// without the laying out of its graph, while ours is all of assign().
Race race(Report& report, const std::string& name, const PairGraph& graph, int rounds) {
  Race race;
  for (int round = 0; round < rounds; ++round) {
    const auto peer = ask_network_simplex(graph);
    if (peer) race.peer.push_back(peer->solve_seconds);
    const auto timed = [&](std::vector<double>& times, match::Effort effort) {
      const double start = cpu_seconds();
      Assignment plan = assign(graph, Goal::weight, effort);
      times.push_back(cpu_seconds() - start);
      judge(report, name, graph, plan, peer, effort.is_exact);
      return plan;
    };
    race.close_gap = timed(race.close, {.gap = target_gap}).gap();
    race.closer_gap = timed(race.closer, {.gap = narrow_gap}).gap();
    timed(race.exact, {.is_exact = true});
  }
  return race;
}

void print(Report& report, const std::string& name, const PairGraph& graph, const Race& race) {
  const auto line = [&](const char* how, const std::vector<double>& times, double gap) {
    const Summary summary = summary_of(times);
    std::string text = std::string("    ") + how + milliseconds(summary.median) + ", p90 " +
                       milliseconds(summary.p90) + ", gap at most " + percent(gap);
    if (!race.peer.empty()) {
      char ratio[48];
      std::snprintf(ratio, sizeof ratio, ", %.1fx", median_ratio(race.peer, times));
      text += ratio;
    }
    report.note(text);
  };
  report.note(name + ", " + std::to_string(graph.arcs.size()) + " pairs");
  if (!race.peer.empty()) line("NetworkSimplex      ", race.peer, 0);
  line("gap 0.1 %  asked    ", race.close, race.close_gap);
  line("gap 0.01 % asked    ", race.closer, race.closer_gap);
  line("exact               ", race.exact, 0);
}

void target(Report& report, const char* number, const Race& race, const std::vector<double>& times,
            double gap, double goal, const std::string& what) {
  if (race.peer.empty()) return;
  report.target(number, median_ratio(race.peer, times), Better::at_least, goal, "x",
                what + ", certified gap " + percent(gap));
}

}  // namespace

void bench_assign(Report& report, const BenchSize& size) {
  report.heading("Assignment: everybody's 50 best supporters, largest total");
  if (!ask_network_simplex(PairGraph{})) report.missing("LEMON NetworkSimplex", "apt install liblemon-dev");
  for (const Instance& instance : small_instances()) {
    if (instance.size.participants > size.nation_participants) continue;
    const PairGraph graph = pairs_of(instance.size);
    print(report, instance.name, graph, race(report, instance.name, graph, size.rounds));
  }
  for (const double factor : {1.5, 1.1, 1.0, 0.8}) {
    const PairGraph graph = pairs_of(nation(size.nation_participants, size.nation_supporters, factor));
    const std::string name = "nation " + std::to_string(size.nation_participants) + " x " +
                             std::to_string(size.nation_supporters) + " at " +
                             std::to_string(factor).substr(0, 3);
    const Race result = race(report, name, graph, size.largest_rounds);
    print(report, name, graph, result);
    if (factor == 1.1) {
      target(report, "T5", result, result.close, result.close_gap, 80, name);
      target(report, "T7", result, result.closer, result.closer_gap, 50, name);
      target(report, "T7 (exact)", result, result.exact, 0, 50, name);
    }
    if (factor == 0.8) {
      target(report, "T6", result, result.close, result.close_gap, 20, name);
      target(report, "T7", result, result.closer, result.closer_gap, 10, name);
      target(report, "T7 (exact)", result, result.exact, 0, 10, name);
    }
  }
}

}  // namespace kith::bench
