#pragma once

#include <cstdint>

#include "engine/match/assign.h"

namespace kith::bench {

// A small generator of its own, so that the same seed makes the same numbers with every standard library
// (SplitMix64, Steele, Lea and Flood 2014).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
    return z ^ (z >> 31);
  }
  // 0 to below - 1; below is at least 1.
  std::uint32_t below(std::uint32_t below) {
    return static_cast<std::uint32_t>((next() >> 32) * below >> 32);
  }
  int between(int least, int most) {
    return least + static_cast<int>(below(static_cast<std::uint32_t>(most - least + 1)));
  }
  bool in_hundred(std::uint32_t percent) { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

// A small instance of one of many tempers, by its seed: places scarce, just enough or plenty, supporters with
// no room and participants with no pair, few distinct weights (ties) or many, weights of 0 and below.
match::PairGraph random_graph(std::uint64_t seed);

}  // namespace kith::bench
