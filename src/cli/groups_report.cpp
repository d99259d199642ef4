#include "cli/groups_report.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/json.h"
#include "modules/groups/forming/words.h"
#include "modules/interop/csv/roster.h"

namespace kith {
namespace {

using groups::GroupPlan;

const std::string english = "en";

forming::Speaker speaker(const GroupsReport& report) {
  const auto name = [&report](groups::PersonIndex i) { return report.problem.input().people[i].id; };
  return {report.problem, report.package, english, name};
}

std::string joined(const std::vector<std::string>& words, const char* between = ", ") {
  std::string out;
  for (const std::string& each : words) out += (out.empty() ? "" : between) + each;
  return out;
}

std::vector<std::string> refs(const GroupsReport& report, const GroupPlan& group) {
  std::vector<std::string> out;
  for (const auto i : group.members) out.push_back(report.problem.input().people[i].id);
  return out;
}

std::vector<std::string> leaders(const GroupsReport& report, const GroupPlan& group) {
  std::vector<std::string> out;
  for (const auto f : group.facilitators) out.push_back(report.problem.input().facilitators[f].id);
  return out;
}

std::string heading(const GroupsReport& report, std::size_t number) {
  const GroupPlan& group = report.plan.groups[number];
  const auto& slot = report.problem.input().slots[group.slot];
  return fmt::format("Group {}: {}, {} {} to {}. {} people, {}.{} expected to come.\n", number + 1,
                     report.problem.input().venues[group.venue].id, forming::day(slot, english),
                     forming::clock(slot.from_minute), forming::clock(slot.to_minute), group.members.size(),
                     group.attending_milli / 1000, group.attending_milli % 1000 / 100);
}

std::vector<std::string> would_rather_not(const GroupsReport& report, const GroupPlan& group) {
  std::vector<std::string> out;
  for (const std::string& each : refs(report, group)) {
    if (std::ranges::find(report.rather_not, each) != report.rather_not.end()) out.push_back(each);
  }
  return out;
}

std::string one_group(const GroupsReport& report, std::size_t number) {
  const GroupPlan& group = report.plan.groups[number];
  std::string out = heading(report, number);
  out += "  Facilitators  " + joined(leaders(report, group)) + ": " +
         joined(forming::team(speaker(report), group), "; ") + "\n";
  out += "  Members       " + joined(refs(report, group)) + "\n";
  out += "  Why together  " + joined(forming::reasons(speaker(report), group), "; ") + "\n";
  const auto rather_not = would_rather_not(report, group);
  if (!rather_not.empty())
    out += "  Ask first     " + joined(rather_not) + ": would rather not be in a group\n";
  out += "  Cost          " + forming::cost(speaker(report), group) + "\n\n";
  return out;
}

std::string summary(const GroupsReport& report) {
  const auto& plan = report.plan;
  std::size_t placed = 0, least = plan.groups.empty() ? 0 : 99, most = 0;
  for (const GroupPlan& each : plan.groups) {
    placed += each.members.size();
    least = std::min(least, each.members.size());
    most = std::max(most, each.members.size());
  }
  const auto& enrolment = report.problem.enrolment();
  std::string out =
      fmt::format("{} people in {} groups of {} to {}; {} in none.{}\n", placed, plan.groups.size(), least,
                  most, plan.left_over.size(), plan.proven ? " No better plan exists." : "");
  out +=
      fmt::format("Enlist {} for {} to {} to come (at least {}, at most {}). Cost of the whole plan: {}.\n",
                  enrolment.wished, report.problem.design().attending_low,
                  report.problem.design().attending_high, enrolment.least, enrolment.most, plan.cost);
  if (!report.uncertified.empty())
    out += "Left out, training or check missing: " + joined(report.uncertified) + ".\n";
  return out + "\n";
}

}  // namespace

std::string groups_text(const GroupsReport& report) {
  std::string out = summary(report);
  for (std::size_t g = 0; g < report.plan.groups.size(); ++g) out += one_group(report, g);
  if (report.plan.left_over.empty()) return out;
  out += "In no group:\n";
  for (const auto& each : report.plan.left_over) {
    out +=
        "  " + report.problem.input().people[each.person].id + ": " + forming::why(each.why, english) + "\n";
  }
  return out;
}

std::string groups_csv(const GroupsReport& report) {
  std::vector<std::vector<Json>> rows = {{"group", "place", "day", "from", "until", "role", "ref", "note"}};
  for (std::size_t g = 0; g < report.plan.groups.size(); ++g) {
    const GroupPlan& group = report.plan.groups[g];
    const auto& slot = report.problem.input().slots[group.slot];
    const auto add = [&](const char* role, const std::string& ref, const std::string& note) {
      rows.push_back({g + 1, report.problem.input().venues[group.venue].id, forming::day(slot, english),
                      forming::clock(slot.from_minute), forming::clock(slot.to_minute), role, ref, note});
    };
    for (const std::string& each : leaders(report, group)) add("facilitator", each, "");
    const auto rather_not = would_rather_not(report, group);
    for (const std::string& each : refs(report, group)) {
      const bool ask = std::ranges::find(rather_not, each) != rather_not.end();
      add("member", each, ask ? "would rather not be in a group" : "");
    }
  }
  for (const auto& each : report.plan.left_over) {
    rows.push_back({"", "", "", "", "", "in no group", report.problem.input().people[each.person].id,
                    forming::why(each.why, english)});
  }
  return roster::write_csv(rows, {.byte_order_mark = false});
}

std::string groups_json(const GroupsReport& report) {
  const auto list = [](const std::vector<std::string>& words) {
    Json out = Json::array();
    for (const std::string& each : words) out.push(each);
    return out;
  };
  Json all = Json::array();
  for (std::size_t g = 0; g < report.plan.groups.size(); ++g) {
    const GroupPlan& group = report.plan.groups[g];
    const auto& slot = report.problem.input().slots[group.slot];
    Json parts = Json::object();
    for (const auto& each : group.parts) {
      parts.set(forming::part(speaker(report), each), each.points);
    }
    all.push(Json::object({{"group", g + 1},
                           {"place", report.problem.input().venues[group.venue].id},
                           {"day", forming::day(slot, english)},
                           {"from", forming::clock(slot.from_minute)},
                           {"until", forming::clock(slot.to_minute)},
                           {"members", list(refs(report, group))},
                           {"facilitators", list(leaders(report, group))},
                           {"expected_to_come", group.attending_milli / 1000.0},
                           {"reasons", list(forming::reasons(speaker(report), group))},
                           {"team", list(forming::team(speaker(report), group))},
                           {"would_rather_not", list(would_rather_not(report, group))},
                           {"cost", group.cost},
                           {"cost_parts", parts}}));
  }
  Json left = Json::array();
  for (const auto& each : report.plan.left_over) {
    left.push(Json::object(
        {{"ref", report.problem.input().people[each.person].id}, {"why", forming::why(each.why, english)}}));
  }
  const Json out = Json::object({{"groups", all},
                                 {"in_no_group", left},
                                 {"left_out_facilitators", list(report.uncertified)},
                                 {"cost", report.plan.cost},
                                 {"proven", report.plan.proven}});
  return to_text(out) + "\n";
}

}  // namespace kith
