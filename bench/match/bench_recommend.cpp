#include <cstdio>
#include <numeric>

#include "bench/match/benchmarks.h"
#include "bench/match/instances.h"
#include "engine/match/candidates.h"

namespace kith::bench {
namespace {

// What reading `bytes` once costs here: the floor under any search that looks at every supporter.
double read_floor(std::size_t bytes, int rounds) {
  std::vector<std::uint64_t> columns(bytes / 8 + 1, 1);
  std::vector<double> times;
  volatile std::uint64_t sink = 0;
  for (int round = 0; round < rounds; ++round) {
    const double start = cpu_seconds();
    sink = sink + std::accumulate(columns.begin(), columns.end(), std::uint64_t{0});
    times.push_back(cpu_seconds() - start);
  }
  return summary_of(times).median;
}

std::vector<double> query_times(const match::CandidateIndex& index, std::uint32_t queries,
                                std::uint32_t participants, std::size_t top_k) {
  match::CandidateSearch search(index);
  std::vector<double> times;
  for (std::uint32_t k = 0; k < queries; ++k) {
    const double start = cpu_seconds();
    search.best(k % participants, top_k);
    times.push_back(cpu_seconds() - start);
  }
  return times;
}

// Ids and scores against recommend(), which looks at every supporter with the rules as they are written.
void compare_with_scan(Report& report, const match::Problem& problem, const match::CandidateIndex& index) {
  match::CandidateSearch search(index);
  for (match::ParticipantIndex i = 0; i < 3; ++i) {
    const auto expected = recommend(problem, i);
    const auto& found = search.best(i, 10);
    bool is_same = found.size() == expected.suggestions.size();
    for (std::size_t k = 0; is_same && k < found.size(); ++k) {
      is_same = found[k].supporter == expected.suggestions[k].supporter &&
                found[k].score == expected.suggestions[k].score;
    }
    if (!is_same) report.violation("choices: other people than the plain scan");
  }
}

void bench_explained(Report& report, const match::Problem& problem, const match::CandidateIndex& index,
                     int rounds) {
  constexpr match::ParticipantIndex queries = 50;
  match::CandidateSearch search(index);
  const auto plain = [&] {
    for (match::ParticipantIndex i = 0; i < queries; ++i) search.best(i, 10);
  };
  const auto explained = [&] {
    for (match::ParticipantIndex i = 0; i < queries; ++i) {
      for (const match::Scored& one : search.best(i, 10)) explain(problem, i, one.supporter);
    }
  };
  const auto times = in_turns(rounds, {plain, explained});
  report.target("T3", median_ratio(times[1], times[0]), Better::at_most, 1.1, "x",
                "the same with and without explanations, " +
                    milliseconds(summary_of(times[1]).median / queries) + " and " +
                    milliseconds(summary_of(times[0]).median / queries));
}

constexpr std::size_t must_bytes = 22;
constexpr std::size_t all_bytes = 64;

void bench_extreme(Report& report, const BenchSize& size) {
  const std::uint32_t participants = 200;
  const Population people({participants, size.extreme_supporters, size.extreme_supporters / 100.0, 60, 16});
  const match::Problem problem = problem_of(people, population_model());
  {
    const match::CandidateIndex index(problem);
    compare_with_scan(report, problem, index);
    const Summary times = summary_of(query_times(index, size.extreme_queries, participants, 10));
    const double floor = read_floor(must_bytes * size.extreme_supporters, 15);
    const std::string what = "top-10 of " + std::to_string(size.extreme_supporters) + " under musts, " +
                             milliseconds(times.median) + ", p90 " + milliseconds(times.p90) + ", floor " +
                             milliseconds(floor);
    report.target("T1", times.median / floor, Better::at_most, 0.3, "x", what);
    report.target("T1 (p90)", times.p90 / floor, Better::at_most, 1, "x", what);
    bench_explained(report, problem, index, size.rounds);
  }
  std::map<std::string, match::Strictness> nothing_asked;
  for (const char* key : {"condition", "languages", "free"}) nothing_asked[key] = match::Strictness::nice;
  const match::CandidateIndex index(problem, nothing_asked);
  const Summary times = summary_of(query_times(index, std::min(20U, size.extreme_queries), participants, 10));
  const double floor = read_floor(all_bytes * size.extreme_supporters, 15);
  report.target(
      "T2", times.median / floor, Better::at_most, 1.3, "x",
      "the same with everybody scored, " + milliseconds(times.median) + ", floor " + milliseconds(floor));
}

void bench_all_scored(Report& report, const BenchSize& size) {
  // Everybody has room: who has none would not be scored.
  const Population people({100, size.nation_supporters, size.nation_supporters / 100.0, 60, 18});
  const match::Problem problem = problem_of(people, population_model_without_musts());
  const match::CandidateIndex index(problem);
  const Summary times = summary_of(query_times(index, 200, 100, 10));
  const double each = times.median / size.nation_supporters * 1e9;
  report.target("T4", each, Better::at_most, 2.5, " ns",
                "a pair, 14 criteria, " + std::to_string(size.nation_supporters) + " supporters all scored");
}

}  // namespace

void bench_recommend(Report& report, const BenchSize& size) {
  report.heading("Choices for one person");
  bench_extreme(report, size);
  bench_all_scored(report, size);
}

}  // namespace kith::bench
