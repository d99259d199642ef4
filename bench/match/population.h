#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/match/problem.h"

namespace kith::bench {

// Changed whenever the same seed would make other people: figures of different versions are not comparable.
inline constexpr int population_version = 1;

// Made-up people of a country-wide programme: conditions and languages by Zipf's law, towns of very different
// size, skewed ages and durations, free hours in three time zones, 5 to 20 % of the answers missing.
struct PopulationSize {
  std::uint32_t participants = 0;
  std::uint32_t supporters = 0;
  // Places for each participant: below 1 not everybody can be matched.
  double capacity_factor = 1.1;
  std::uint32_t conditions = 60;
  std::uint64_t seed = 1;
};

// Fourteen attributes and thirteen criteria; the same condition, a language and an hour a week are musts.
match::Model population_model();
// The same without musts: everybody is scored.
match::Model population_model_without_musts();

// Makes people one by one, so that a large population need not be held twice.
class Population {
 public:
  explicit Population(PopulationSize size);

  const PopulationSize& size() const { return size_; }
  match::Person participant(std::uint32_t number) const;
  match::Supporter supporter(std::uint32_t number) const;

 private:
  match::Person person(std::uint64_t role, std::uint32_t number) const;

  struct Town {
    match::Place place;
    std::string zone;
  };

  PopulationSize size_;
  std::vector<double> conditions_;  // running sums of Zipf's law
  std::vector<double> languages_;
  std::vector<double> town_sizes_;
  std::vector<Town> towns_;
  std::vector<int> capacities_;
};

match::Problem problem_of(const Population& population, match::Model model);

}  // namespace kith::bench
