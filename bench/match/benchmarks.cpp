#include "bench/match/benchmarks.h"

namespace kith::bench {

BenchSize full_size() { return {}; }

BenchSize quick_size() {
  BenchSize size;
  size.nation_participants = 20'000;
  size.nation_supporters = 2'000;
  size.extreme_supporters = 50'000;
  size.extreme_queries = 200;
  size.group_people = 10'000;
  size.group_seconds = 12;
  size.peer_towns = 1;
  size.peer_people_step = 8;
  size.peer_seconds = 2;
  size.rounds = 3;
  return size;
}

BenchSize tiny_size() {
  BenchSize size;
  size.nation_participants = 300;
  size.nation_supporters = 60;
  size.extreme_supporters = 200;
  size.extreme_queries = 5;
  size.group_people = 1'500;
  size.group_seconds = 0.06;
  size.peer_towns = 1;
  size.peer_people_step = 100;
  size.trial_people = 1'000;
  size.rounds = 1;
  size.largest_rounds = 1;
  return size;
}

}  // namespace kith::bench
