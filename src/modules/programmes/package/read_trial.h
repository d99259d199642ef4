#pragma once

#include "modules/programmes/package/check.h"
#include "modules/programmes/package/trialling.h"

namespace kith::package {

// trial.yaml alone, and what it says about the rest of the package.
TrialRules read_trial(const Tree& tree, const Reading& reading);
void check_trial(const Checking& check, const TrialRules& rules);

}  // namespace kith::package
