#include "modules/programmes/package/upgrades.h"

#include "modules/programmes/package/scope.h"

namespace kith::package {

const std::vector<Upgrade>& upgrades() {
  static const std::vector<Upgrade> ladder(current_spec_version - 1);
  return ladder;
}

bool upgrade(Trees& trees, const std::vector<Upgrade>& ladder, Findings& findings) {
  const std::vector<std::string> none;
  const Reading reading{findings, "programme.yaml", none};
  const auto programme = trees.find(reading.file);
  if (programme == trees.end() || !is_map(programme->second, reading, "the file")) return false;
  Scope scope(programme->second, reading);
  const int newest = static_cast<int>(ladder.size()) + 1;
  const int version = scope.whole("spec_version", Need::required, 1, 1000000);
  if (version == 0) return false;
  if (version > newest) {
    scope.wrong("spec_version",
                "this package is written for a newer Kith (spec_version " + std::to_string(version) + ")",
                "update Kith, or write it for spec_version " + std::to_string(newest));
    return false;
  }
  for (int step = version; step < newest; ++step) ladder[static_cast<std::size_t>(step) - 1](trees);
  return true;
}

}  // namespace kith::package
