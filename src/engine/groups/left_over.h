#pragma once

#include <vector>

#include "engine/groups/plan.h"

namespace kith::groups {

// Lets people who are in no group join the cheapest one that they fit into without breaking a rule, also one
// of another area. In the order of people.
void join_left_over(const Problem& problem, std::vector<Decision>& decisions);

// Everybody who is in none of the groups, and why.
std::vector<LeftOver> explain_left_over(const Problem& problem, const std::vector<GroupPlan>& groups);

}  // namespace kith::groups
