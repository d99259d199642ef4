#include "simulation/chance.h"

#include <algorithm>
#include <array>

namespace kith::simulation {
namespace {

// The middles of 64 equally likely slices of an exponential waiting time, in thousandths of its mean. A table
// rather than a logarithm, whose last bit differs between machines.
constexpr std::array<std::int64_t, 64> slices{
    8,    24,   40,   57,   73,   90,   108,  125,  143,  162,  180,  199,  218,  238,  258,  279,
    300,  321,  343,  365,  388,  412,  436,  460,  485,  511,  537,  565,  593,  621,  651,  681,
    713,  745,  779,  813,  849,  887,  925,  965,  1007, 1051, 1097, 1145, 1195, 1248, 1304, 1363,
    1426, 1493, 1565, 1642, 1726, 1817, 1918, 2030, 2156, 2300, 2467, 2669, 2922, 3260, 3774, 4878,
};

std::uint64_t mixed(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
  return word ^ (word >> 31);
}

}  // namespace

Odds Odds::of(double probability) {
  return {static_cast<std::int64_t>(std::clamp(probability, 0.0, 1.0) * 1'000'000 + 0.5)};
}

// FNV-1a over the name keeps streams of different names apart.
Chance::Chance(std::uint64_t seed, std::string_view name, std::uint64_t number) : state_(mixed(seed + 1)) {
  std::uint64_t hash = 0xCBF29CE484222325;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001B3;
  state_ = mixed(state_ ^ hash) ^ mixed(number * 0x9E3779B97F4A7C15 + 1);
}

std::uint64_t Chance::next() {
  state_ += 0x9E3779B97F4A7C15;
  return mixed(state_);
}

// The remainder favours small numbers by less than one in 2^40 for any bound used here.
std::int64_t Chance::below(std::int64_t bound) {
  return static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(bound));
}

std::int64_t Chance::between(std::int64_t least, std::int64_t most) {
  return least >= most ? least : least + below(most - least + 1);
}

bool Chance::happens(Odds odds) { return below(1'000'000) < odds.millionths; }

Duration Chance::wait(Duration mean) {
  const std::int64_t slice = slices[static_cast<std::size_t>(below(slices.size()))];
  return Duration(mean.count() / 1000 * slice);
}

std::size_t Chance::pick(const std::vector<std::int64_t>& weights) {
  std::int64_t sum = 0;
  for (const std::int64_t each : weights) sum += each;
  if (sum <= 0) return 0;
  std::int64_t left = below(sum);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    left -= weights[i];
    if (left < 0) return i;
  }
  return weights.size() - 1;
}

}  // namespace kith::simulation
