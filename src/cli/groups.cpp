#include "cli/groups.h"

#include <utility>

#include "base/refusal.h"
#include "base/world.h"
#include "cli/groups_report.h"
#include "cli/programme_on_disk.h"
#include "cli/roster_file.h"
#include "engine/groups/solve.h"
#include "modules/groups/forming/people.h"

namespace kith {
namespace {

// A roster's columns as answers are kept: a place is one answer with a name and perhaps coordinates.
std::vector<forming::Row> rows_of(const package::Package& package, const std::vector<RosterPerson>& people) {
  std::vector<forming::Row> out;
  for (const RosterPerson& each : people) {
    RosterPerson answers = each;
    for (const package::Question& question : package.questions) {
      if (question.kind != package::AnswerKind::place || !each.contains(question.key)) continue;
      Json place = Json::object({{"name", each.at(question.key)}});
      for (const char* part : {"latitude", "longitude"}) {
        const auto at = each.find(question.key + "." + part);
        if (at != each.end()) place.set(part, at->second);
      }
      answers[question.key] = std::move(place);
    }
    out.push_back({each.at("ref").string(), answers, {}});
  }
  return out;
}

}  // namespace

std::string groups_output(const GroupsRequest& request) {
  const ProgrammeOnDisk disk(request.programme);
  const package::Package& package = *disk.programme().package;
  if (!package.groups) {
    throw Refusal(
        RefusalKind::invalid, "groups.no_rules",
        "The programme " + request.programme + " has no groups.yaml, which says how groups are formed.");
  }
  const auto read = [&](const std::string& file, package::Side side) {
    return rows_of(package, read_people(file, disk.programme(), side));
  };
  forming::People made =
      forming::people_of(package, read(request.participants, package::Side::participant),
                         read(request.facilitators, package::Side::supporter), SystemClock().now());
  made.input.design.groups = request.groups;
  const groups::Problem problem(std::move(made.input));
  groups::Effort effort;
  effort.seed = request.seed;
  effort.steps_per_person = request.steps;
  effort.threads = 2;
  const groups::Plan plan = groups::form_groups(problem, effort);
  const GroupsReport report{problem, plan, package, made.rather_not, made.uncertified};
  if (request.format == "csv") return groups_csv(report);
  if (request.format == "json") return groups_json(report);
  return groups_text(report);
}

}  // namespace kith
