#include <algorithm>
#include <cmath>
#include <iterator>
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
  // Of the towns of one size: what the peer took, and how many times what we took just before. A peer that
  // was stopped took at least so much.
  std::vector<double> seconds = {}, ratios = {};
  std::vector<double> all_seconds = {}, all_ratios = {};
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
      return true;
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
  const std::size_t stopped = peer.stopped.size();
  const std::int64_t counted = std::int64_t{town.left_over} * (problem.groups_wanted() + 1) - town.groups;
  if (!agrees(report, peer, counting_program(problem), counted, town, limit, seconds)) return;
  if (peer.stopped.size() == stopped) {
    const LinearProgram costs = cost_program(problem, town.left_over, town.groups);
    if (!agrees(report, peer, costs, town.cost, town, std::max(1.0, limit - seconds), seconds)) return;
  }
  peer.seconds.push_back(seconds);
  peer.ratios.push_back(seconds / town.seconds);
}

std::string times(double ratio) { return std::to_string(std::llround(ratio)) + "x"; }

// One line for the towns of one size, which are then counted with all others.
void tell_size(Report& report, int people, const std::vector<double>& ours, std::vector<Peer>& peers) {
  std::string line = std::to_string(people) + " people: ours " + milliseconds(summary_of(ours).median);
  for (Peer& each : peers) {
    line += "; " + each.solver.name() + " ";
    if (each.seconds.empty()) {
      line += "without an answer";
      continue;
    }
    line += milliseconds(summary_of(each.seconds).median) + ", " + times(summary_of(each.ratios).median);
    std::ranges::move(each.seconds, std::back_inserter(each.all_seconds));
    std::ranges::move(each.ratios, std::back_inserter(each.all_ratios));
    each.seconds.clear();
    each.ratios.clear();
  }
  report.note(line);
}

void tell_all(Report& report, const Peer& peer, double limit) {
  const std::string& name = peer.solver.name();
  for (const std::string& each : peer.stopped)
    report.note(name + ": not proven in " + std::to_string(std::llround(limit)) + " s: " + each);
  if (peer.all_seconds.empty()) return;
  const Summary taken = summary_of(peer.all_seconds), ratios = summary_of(peer.all_ratios);
  report.note(name + ": the same optimum in " +
              std::to_string(peer.all_seconds.size() - peer.stopped.size()) + " of " +
              std::to_string(peer.all_seconds.size()) + " towns; median " + milliseconds(taken.median) +
              ", p90 " + milliseconds(taken.p90) + (peer.stopped.empty() ? "; " : "; at least ") +
              times(ratios.median) + " our time in the median, p90 " + times(ratios.p90) + ", least " +
              times(ratios.least));
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
  std::uint64_t seed = 0;
  for (int people = 16; people <= groups::exact_people && !peers.empty(); people += size.peer_people_step) {
    std::vector<double> ours_of_size;
    for (int t = 0; t < size.peer_towns; ++t) {
      const groups::Input input = small_town(people, ++seed);
      const groups::Problem problem(input);
      for (Peer& each : peers) {
        const Town town =
            form(report, input, std::to_string(people) + " people, seed " + std::to_string(seed));
        ours_of_size.push_back(town.seconds);
        ask(report, each, problem, town, size.peer_seconds);
      }
    }
    tell_size(report, people, ours_of_size, peers);
    std::ranges::move(ours_of_size, std::back_inserter(ours));
  }
  if (ours.empty()) return;
  const Summary summary = summary_of(ours);
  report.note("ours: median " + milliseconds(summary.median) + ", p90 " + milliseconds(summary.p90));
  for (const Peer& each : peers) tell_all(report, each, size.peer_seconds);
}

}  // namespace kith::bench
