#pragma once

#include "modules/programmes/package/check.h"
#include "modules/programmes/package/grouping.h"

namespace kith::package {

// groups.yaml alone, and what it says about the questions of profile.yaml.
GroupRules read_groups(const Tree& tree, const Reading& reading);
void check_groups(const Checking& check, const GroupRules& rules);

}  // namespace kith::package
