#pragma once

#include <string>
#include <vector>

#include "engine/groups/plan.h"
#include "modules/programmes/package/package.h"

// What the engine says as data, in plain English for the command line's reports.
namespace kith::groups_words {

std::string day(const schedule::WeeklySlot& slot);  // "Thursday"
std::string clock(int minute);                      // "18:30"
std::vector<std::string> reasons(const groups::Problem& problem, const package::Package& package,
                                 const groups::GroupPlan& group);
std::vector<std::string> team(const groups::Problem& problem, const package::Package& package,
                              const groups::GroupPlan& group);
std::string part(const groups::Problem& problem, const package::Package& package,
                 const groups::CostPart& part);
std::string cost(const groups::Problem& problem, const package::Package& package,
                 const groups::GroupPlan& group);
std::string why(groups::Why why);

}  // namespace kith::groups_words
