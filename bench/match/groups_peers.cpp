#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "bench/match/benchmarks.h"
#include "bench/match/groups_people.h"
#include "bench/match/groups_program.h"
#include "bench/match/solvers.h"
#include "engine/groups/solve.h"

// T11 against peers: the same small towns, formed exactly by Kith and by solvers of linear programs in turn.
// Their optimum must be ours, so that each town is also a proof, by other people's code, that ours is one.
namespace kith::bench {
namespace {

struct Town {
  std::string name;
  int left_over = 0;
  int groups = 0;
  std::int64_t cost = 0;
  double seconds = 0;
};

struct Peer {
  Solver solver;
  std::vector<double> seconds = {};  // of the towns solved to the end
  std::vector<double> ratios = {};   // of every town; at least so much for one that was stopped
  std::vector<std::string> stopped = {};
};

Town form(Report& report, const groups::Input& input, std::string name) {
  const double start = cpu_seconds();
  const groups::Problem problem(input);
  const groups::Plan plan = groups::form_groups(problem, {.steps_per_person = 100});
  Town out{std::move(name), static_cast<int>(plan.left_over.size()), static_cast<int>(plan.groups.size()),
           plan.cost, cpu_seconds() - start};
  if (!plan.proven) report.note(out.name + ": our own search has not proven its plan");
  return out;
}

// Puts one program to a peer and holds its optimum against ours. False when there is nothing more to ask.
bool agrees(Report& report, Peer& peer, const LinearProgram& program, std::int64_t ours, const Town& town,
            double limit, double& seconds) {
  const std::string who = town.name + ": " + peer.solver.name();
  const Solver::Answer answer = peer.solver.solve(program, limit);
  seconds += answer.cpu_seconds;
  switch (answer.end) {
    case Solver::End::optimal:
      break;
    case Solver::End::infeasible:
      report.violation(who + " finds no plan where ours is at " + std::to_string(ours));
      return false;
    case Solver::End::stopped:
      peer.stopped.push_back(town.name);
      peer.ratios.push_back(seconds / town.seconds);
      return false;
    case Solver::End::failed:
      report.note(who + " gave no answer");
      return false;
  }
  const bool same = std::abs(answer.least - static_cast<double>(ours)) < 0.5;
  if (!same)
    report.violation(who + " finds " + std::to_string(answer.least) + ", not " + std::to_string(ours));
  return same;
}

void ask(Report& report, Peer& peer, const groups::Problem& problem, const Town& town, double limit) {
  double seconds = 0;
  const std::int64_t counted = std::int64_t{town.left_over} * (problem.groups_wanted() + 1) - town.groups;
  if (!agrees(report, peer, counting_program(problem), counted, town, limit, seconds)) return;
  const LinearProgram costs = cost_program(problem, town.left_over, town.groups);
  if (!agrees(report, peer, costs, town.cost, town, std::max(1.0, limit - seconds), seconds)) return;
  peer.seconds.push_back(seconds);
  peer.ratios.push_back(seconds / town.seconds);
}

void tell(Report& report, const Peer& peer, double limit) {
  const std::string& name = peer.solver.name();
  if (!peer.seconds.empty()) {
    const Summary times = summary_of(peer.seconds);
    report.note(name + ": the same optimum in " + std::to_string(peer.seconds.size()) + " towns; median " +
                milliseconds(times.median) + ", p90 " + milliseconds(times.p90));
  }
  for (const std::string& each : peer.stopped)
    report.note(name + ": not proven in " + milliseconds(limit) + ": " + each);
  if (peer.ratios.empty()) return;
  const Summary ratios = summary_of(peer.ratios);
  report.note(name + (peer.stopped.empty() ? " takes " : " takes at least ") +
              std::to_string(std::llround(ratios.median)) + " times as long as ours in the median (p90 " +
              std::to_string(std::llround(ratios.p90)) + ", least " +
              std::to_string(std::llround(ratios.least)) + ")");
}

std::vector<Peer> peers_there(Report& report) {
  std::vector<Peer> out;
  Peer by_cbc{cbc()}, by_highs{highs()};
  if (by_cbc.solver.is_there())
    out.push_back(std::move(by_cbc));
  else
    report.missing("CBC", "apt install coinor-cbc");
  if (by_highs.solver.is_there())
    out.push_back(std::move(by_highs));
  else
    report.missing("HiGHS", "bench/match/run installs it where there are node and npm");
  return out;
}

}  // namespace

void bench_group_peers(Report& report, const BenchSize& size) {
  report.heading("Forming groups exactly, against solvers of linear programs");
  std::vector<Peer> peers = peers_there(report);
  std::vector<double> ours;
  for (int t = 0; t < size.peer_towns && !peers.empty(); ++t) {
    const int people = 16 + t % (size.peer_people - 15);
    const auto seed = static_cast<std::uint64_t>(t + 1);
    const groups::Input input = small_town(people, seed);
    const std::string name = std::to_string(people) + " people, seed " + std::to_string(seed);
    const Town town = form(report, input, name);
    ours.push_back(town.seconds);
    const groups::Problem problem(input);
    for (Peer& each : peers) ask(report, each, problem, town, size.peer_seconds);
  }
  if (ours.empty()) return;
  const Summary summary = summary_of(ours);
  report.note("ours, " + std::to_string(ours.size()) + " towns of 16 to " + std::to_string(size.peer_people) +
              " people: median " + milliseconds(summary.median) + ", p90 " + milliseconds(summary.p90));
  for (const Peer& each : peers) tell(report, each, size.peer_seconds);
}

}  // namespace kith::bench
