#pragma once

#include <string>
#include <vector>

#include "engine/groups/plan.h"
#include "modules/programmes/package/package.h"

namespace kith {

struct GroupsReport {
  const groups::Problem& problem;
  const groups::Plan& plan;
  const package::Package& package;
  const std::vector<std::string>& rather_not;
  const std::vector<std::string>& uncertified;
};

// To be read: each group with its reasons, then who is in none, and why.
std::string groups_text(const GroupsReport& report);
// A row for each person and facilitator: group, place, day, from, until, role, ref, note.
std::string groups_csv(const GroupsReport& report);
std::string groups_json(const GroupsReport& report);

}  // namespace kith
