#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "engine/match/recommend.h"

namespace kith::match {

// A made-up problem in plain parts, so that an oracle can read it without the engine.
struct Parts {
  Model model;
  std::vector<Person> participants;
  std::vector<Supporter> supporters;
  RecommendOptions options;
};

struct Size {
  int participants = 2;
  int supporters = 12;
  int criteria = 6;
};

// Every attribute and criterion kind, few distinct values so that ties and matches are common, many missing
// values. The same seed makes the same problem.
Parts random_parts(std::uint64_t seed, Size size);

}  // namespace kith::match
