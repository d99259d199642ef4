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

inline const Population& small() {
  static const Population population = read_population(
      contents(std::filesystem::path(KITH_SOURCE_DIR) / "src/simulation/test/small.yaml"), "small.yaml");
  return population;
}

inline const package::Package& package_named(const std::string& key) {
  static std::map<std::string, package::Package> known;
  const auto found = known.find(key);
  if (found != known.end()) return found->second;
  return known.emplace(key, package::load_package(shipped() / key).package).first->second;
}

}  // namespace kith::simulation
