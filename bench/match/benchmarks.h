#pragma once

#include <cstdint>

#include "bench/match/report.h"

namespace kith::bench {

// How large a run is: the smoke test runs every benchmark on a few people.
struct BenchSize {
  std::uint32_t nation_participants = 100'000;
  std::uint32_t nation_supporters = 10'000;
  std::uint32_t extreme_supporters = 1'000'000;
  std::uint32_t extreme_queries = 1'000;
  int group_people = 100'000;
  double group_seconds = 60;  // of search, against a sixtieth of it
  int peer_towns = 3;         // of each size
  int peer_people_step = 1;   // from 16 people to the most that are formed exactly
  double peer_seconds = 60;   // of CPU that a peer gets for a town
  std::uint32_t trial_people = 200'000;
  int rounds = 7;
  int largest_rounds = 3;  // of what takes NetworkSimplex many seconds
};

BenchSize full_size();
BenchSize quick_size();  // under 50 s
BenchSize tiny_size();   // under a second, for the smoke test

void bench_assign(Report& report, const BenchSize& size);       // T5 to T7: who is matched with whom
void bench_churn(Report& report, const BenchSize& size);        // T9: mending a plan
void bench_groups(Report& report, const BenchSize& size);       // T10 to T12: who meets in which group
void bench_group_peers(Report& report, const BenchSize& size);  // T11 against CBC and HiGHS
void bench_trial(Report& report, const BenchSize& size);        // T13: who gets which arm
void bench_plan(Report& report, const BenchSize& size);         // T8: from people to explained pairs
void bench_recommend(Report& report, const BenchSize& size);    // T1 to T4: choices for one person

}  // namespace kith::bench
