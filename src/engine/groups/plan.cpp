#include "engine/groups/plan.h"

#include <algorithm>
#include <map>

namespace kith::groups {
namespace {

void add_part(GroupPlan& group, PartKind kind, std::size_t attribute, std::int64_t points) {
  if (points == 0) return;
  group.parts.push_back({kind, attribute, points});
  group.cost += points;
}

std::vector<PersonIndex> alone_of_kind(const Problem& problem, std::size_t attribute,
                                       const std::vector<PersonIndex>& members) {
  std::map<int, std::vector<PersonIndex>> by_kind;
  for (const PersonIndex i : members) {
    if (problem.kind_of(attribute, i) >= 0) by_kind[problem.kind_of(attribute, i)].push_back(i);
  }
  std::vector<PersonIndex> out;
  for (const auto& [kind, who] : by_kind) {
    if (who.size() == 1) out.push_back(who.front());
  }
  std::ranges::sort(out);
  return out;
}

Ground ground_of(const Problem& problem, std::size_t attribute, const std::vector<PersonIndex>& members) {
  const Attribute& about = problem.input().attributes[attribute];
  Ground out;
  out.attribute = attribute;
  std::map<std::string, int> words;
  std::vector<std::int64_t> numbers;
  for (const PersonIndex i : members) {
    const Answer& answer = problem.input().people[i].answers[attribute];
    const std::size_t read =
        about.kind == AnswerKind::word ? std::min<std::size_t>(1, answer.words.size()) : answer.words.size();
    for (std::size_t w = 0; w < read; ++w) ++words[answer.words[w]];
    if (answer.number) numbers.push_back(*answer.number);
    if (!answer.words.empty() || answer.number) ++out.known;
  }
  for (const auto& [word, count] : words) {
    if (count > out.sharing && count > 1) out.most_common = word, out.sharing = count;
  }
  std::ranges::sort(numbers);
  if (!numbers.empty()) {
    out.lowest = numbers.front();
    out.middle = numbers[(numbers.size() - 1) / 2];
    out.highest = numbers.back();
  }
  if (about.kind == AnswerKind::word) out.alone = alone_of_kind(problem, attribute, members);
  return out;
}

void add_member_parts(const Problem& problem, GroupPlan& out) {
  const auto& attributes = problem.input().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    std::int64_t sum = 0;
    for (const PersonIndex i : out.members) {
      for (const PersonIndex j : out.members) sum += i == j ? 0 : problem.pair_points_of(a, i, j);
    }
    add_part(out, PartKind::attribute, a, sum);
  }
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    const auto alone = static_cast<std::int64_t>(out.grounds[a].alone.size());
    add_part(out, PartKind::alone, a, alone * problem.alone_points(a));
  }
  std::int64_t travel = 0;
  for (const PersonIndex i : out.members) {
    travel += std::max<std::int64_t>(0, problem.travel_points(i, out.venue));
  }
  add_part(out, PartKind::travel, 0, travel);
  add_part(out, PartKind::size, 0, problem.size_points(out.attending_milli));
}

void add_team(const Problem& problem, GroupPlan& out) {
  if (out.facilitators.empty()) return;
  const auto points = problem.team_points(out.facilitators, out.venue);
  add_part(out, PartKind::skills, 0, points.skills);
  add_part(out, PartKind::together, 0, points.together);
  add_part(out, PartKind::seats, 0, points.seats);
  add_part(out, PartKind::facilitator_travel, 0, points.travel);
  const auto& all = problem.input().facilitators;
  for (const std::string& skill : problem.design().team.skills) {
    const bool there = std::ranges::any_of(out.facilitators, [&](FacilitatorIndex f) {
      return std::ranges::find(all[f].skills, skill) != all[f].skills.end();
    });
    if (!there) out.missing_skills.push_back(skill);
  }
  for (std::size_t i = 0; i < out.facilitators.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      const auto& a = all[out.facilitators[i]].trained_day;
      const auto& b = all[out.facilitators[j]].trained_day;
      out.trained_together += a && b && std::abs(*a - *b) <= problem.design().team.together_days;
    }
  }
}

void add_times(const Problem& problem, GroupPlan& out) {
  SlotSet common;
  common.set();
  for (const PersonIndex i : out.members) common &= problem.input().people[i].free;
  for (const FacilitatorIndex f : out.facilitators) common &= problem.input().facilitators[f].free;
  for (SlotIndex s = 0; s < problem.input().slots.size(); ++s) {
    if (common[s] && s != out.slot) out.other_slots.push_back(s);
  }
  for (const PersonIndex i : out.members) {
    const bool comes = problem.input().people[i].free[out.slot] && problem.travel_points(i, out.venue) >= 0;
    if (!comes) out.cannot_come.push_back(i);
    out.farthest_metres = std::max(out.farthest_metres, problem.metres(i, out.venue));
  }
}

}  // namespace

GroupPlan describe(const Problem& problem, Decision decision) {
  GroupPlan out;
  out.id = std::move(decision.id);
  out.venue = decision.venue;
  out.slot = decision.slot;
  out.members = std::move(decision.members);
  out.facilitators = std::move(decision.facilitators);
  std::ranges::sort(out.members);
  std::ranges::sort(out.facilitators);
  for (const PersonIndex i : out.members) out.attending_milli += problem.input().people[i].attendance_milli;
  for (std::size_t a = 0; a < problem.input().attributes.size(); ++a) {
    out.grounds.push_back(ground_of(problem, a, out.members));
  }
  add_member_parts(problem, out);
  add_team(problem, out);
  add_times(problem, out);
  return out;
}

}  // namespace kith::groups
