#pragma once

#include <fstream>
#include <iterator>
#include <map>
#include <string>

#include "simulation/rehearsal.h"

namespace kith::simulation {

inline std::filesystem::path shipped() { return std::filesystem::path(KITH_SOURCE_DIR) / "programmes"; }

inline std::string contents(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline Population invented(const std::string& file) {
  return read_population(contents(std::filesystem::path(KITH_SOURCE_DIR) / "src/simulation/test" / file),
                         file);
}

inline const Population& small() {
  static const Population population = invented("small.yaml");
  return population;
}

// Enough people near one another for several groups.
inline const Population& neighbours() {
  static const Population population = invented("neighbours.yaml");
  return population;
}

inline const package::Package& package_named(const std::string& key) {
  static std::map<std::string, package::Package> known;
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  return known.emplace(key, package::load_package(shipped() / key).package).first->second;
}

// RAPSID with groups of so few that some come about among the neighbours.
inline package::Package with_small_groups() {
  package::Package package = package_named("rapsid");
  package.groups->size.attending_low = 3;
  package.groups->size.attending_high = 4;
  package.groups->size.floor = 2;
  package.groups->size.cap = 5;
  package.groups->facilitators.least = 1;
  package.groups->facilitators.most = 2;
  return package;
}

}  // namespace kith::simulation
