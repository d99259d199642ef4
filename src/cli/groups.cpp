#include "cli/groups.h"

#include <algorithm>
#include <set>

#include "base/refusal.h"
#include "cli/groups_input.h"
#include "cli/groups_report.h"
#include "engine/groups/solve.h"

namespace kith {

std::string groups_output(const GroupsRequest& request) {
  const ProgrammeOnDisk disk(request.programme);
  const auto loaded = package::load_group_rules(disk.folder(), *disk.programme().package);
  if (!loaded.rules) {
    throw Refusal(
        RefusalKind::invalid, "groups.no_rules",
        "The programme " + request.programme + " has no groups.yaml, which says how groups are formed.");
  }
  GroupsInput made =
      groups_input(disk.programme(), *loaded.rules,
                   read_people(request.participants, disk.programme(), package::Side::participant),
                   read_people(request.facilitators, disk.programme(), package::Side::supporter));
  made.input.design.groups = request.groups;
  const groups::Problem problem(std::move(made.input));
  groups::Effort effort;
  effort.seed = request.seed;
  effort.steps_per_person = request.steps;
  effort.threads = 2;
  const groups::Plan plan = groups::form_groups(problem, effort);
  const GroupsReport report{problem, plan, *disk.programme().package, made.rather_not, made.uncertified};
  if (request.format == "csv") return groups_csv(report);
  if (request.format == "json") return groups_json(report);
  return groups_text(report);
}

}  // namespace kith
