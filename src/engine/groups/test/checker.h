#pragma once

#include <string>
#include <vector>

#include "engine/groups/plan.h"

namespace kith::groups::testing {

// Holds a plan against the input alone, with none of the engine's code: every rule, and every cost added up
// anew. One line for each thing that is wrong.
std::vector<std::string> violations(const Input& input, const Plan& plan);

}  // namespace kith::groups::testing
