#pragma once

#include <functional>
#include <vector>

#include "modules/programmes/package/tree.h"

namespace kith::package {

// One step of the ladder: changes the files of spec version n into those of n+1. Steps are never edited once
// they have shipped, because published packages of every age climb the same steps.
using Upgrade = std::function<void(Trees&)>;

// The shipped ladder: step i leads from spec version i+1 to i+2.
const std::vector<Upgrade>& upgrades();

// Reads spec_version from programme.yaml and climbs to ladder.size() + 1. False, with a problem noted, when
// the version is missing, not a number or newer than that.
bool upgrade(Trees& trees, const std::vector<Upgrade>& ladder, Findings& findings);

}  // namespace kith::package
