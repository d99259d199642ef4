#include <map>

#include "modules/groups/table.h"
#include "modules/groups/views.h"

namespace kith {
namespace {

void add_areas(FormingView& view, const Table& table, const groups::Problem& problem,
               const std::vector<groups::GroupPlan>& plans) {
  std::map<std::string, FormingArea> areas;
  for (const groups::Venue& each : problem.input().venues) {
    FormingArea& area = areas[each.id];
    if (each.spot) area.latitude = each.spot->latitude, area.longitude = each.spot->longitude;
  }
  for (const Seat& each : table.people()) ++areas[each.town].people;
  for (const Seat& each : table.facilitators()) ++areas[each.town].facilitators;
  for (const groups::GroupPlan& each : plans) ++areas[problem.input().venues[each.venue].id].groups;
  for (auto& [name, area] : areas) {
    area.name = name;
    if (view.areas.size() < most_areas) view.areas.push_back(std::move(area));
  }
}

}  // namespace

FormingView forming_view(const Table& table, const groups::Problem& problem,
                         const std::optional<Draft>& draft, const std::vector<groups::GroupPlan>& plans) {
  FormingView out;
  out.waiting = static_cast<int>(table.people().size());
  out.not_in_yet = table.counts().not_in_yet;
  out.facilitators = static_cast<int>(table.facilitators().size());
  out.uncertified = table.counts().uncertified;
  out.resting = table.counts().resting;
  out.standing = static_cast<int>(table.standing().size());
  out.attending_low = problem.design().attending_low;
  out.attending_high = problem.design().attending_high;
  out.least = problem.enrolment().least;
  out.most = problem.enrolment().most;
  add_areas(out, table, problem, plans);
  if (!draft) return out;
  out.has_proposal = true;
  out.revision = draft->revision;
  out.seed = draft->seed;
  out.made_at = draft->made_at;
  out.changed_at = draft->changed_at;
  out.proven = draft->body.proven;
  out.wanted = draft->body.wanted;
  out.groups = static_cast<int>(plans.size());
  for (const groups::GroupPlan& each : plans) {
    out.placed += static_cast<int>(each.members.size());
    out.unled += problem.needs_team() && each.facilitators.empty();
  }
  out.left_over = out.waiting - out.placed;
  return out;
}

}  // namespace kith
