#pragma once

#include <vector>

#include "cli/roster_file.h"
#include "engine/groups/input.h"
#include "modules/programmes/package/grouping.h"

namespace kith {

// Two rosters and a programme's rules as the engine takes them, and what the report needs beside.
struct GroupsInput {
  groups::Input input;
  std::vector<std::string> rather_not;   // people who would rather have no group, by ref
  std::vector<std::string> uncertified;  // facilitators left out because a date of certified_by is missing
};

GroupsInput groups_input(const Programme& programme, const package::GroupRules& rules,
                         const std::vector<RosterPerson>& participants,
                         const std::vector<RosterPerson>& facilitators);

}  // namespace kith
