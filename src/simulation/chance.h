#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace kith::simulation {

// A probability in millionths, so that no rounding of a machine's own decides what happens.
struct Odds {
  std::int64_t millionths = 0;

  static Odds of(double probability);  // 0 to 1; outside of it the nearer end
  bool operator==(const Odds&) const = default;
};

// One stream of chance, made of whole numbers only: the same seed and name give the same stream on every
// machine. Each agent has one of its own, so that what one does never shifts the dice of another, and two
// designs can be compared with the same people.
class Chance {
 public:
  Chance(std::uint64_t seed, std::string_view name, std::uint64_t number);

  std::uint64_t next();
  std::int64_t below(std::int64_t bound);                       // 0 <= n < bound; bound > 0
  std::int64_t between(std::int64_t least, std::int64_t most);  // both included
  bool happens(Odds odds);
  // How long until something that takes `mean` on average and has no memory: mostly short, sometimes long, at
  // most six times the mean.
  Duration wait(Duration mean);
  // The place of one of the weights, more often the larger ones; 0 when all are 0.
  std::size_t pick(const std::vector<std::int64_t>& weights);

 private:
  std::uint64_t state_;
};

}  // namespace kith::simulation
