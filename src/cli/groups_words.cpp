#include "cli/groups_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace kith::groups_words {
namespace {

std::string lowered(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string label_of(const package::Package& package, const std::string& field, const std::string& word) {
  const package::Question* question = package.question(field);
  if (!question) return word;
  for (const auto& each : question->choices) {
    if (each.key == word)
      return lowered(package::in_language(each.label, package.default_language, package.default_language));
  }
  return word;
}

std::string name_of(const std::string& field) {
  if (field == "birth_date") return "age";
  std::string out = field;
  std::ranges::replace(out, '_', ' ');
  return out;
}

std::string short_time(const schedule::WeeklySlot& slot) {
  return day(slot).substr(0, 3) + " " + clock(slot.from_minute);
}

std::string ground(const groups::Problem& problem, const package::Package& package,
                   const groups::Ground& each) {
  const groups::Attribute& about = problem.input().attributes[each.attribute];
  const std::string name = name_of(about.key);
  if (about.kind == groups::AnswerKind::number) {
    if (each.known < 2) return "";
    const bool years = about.key == "birth_date";
    return fmt::format("{} {} to {}", years ? "born" : name, each.lowest, each.highest);
  }
  if (about.aim == groups::Aim::none && about.alone != groups::Alone::allowed && each.alone.empty()) {
    return "nobody is the only one by " + name;
  }
  if (each.sharing < 2) return "";
  const std::string word = label_of(package, about.key, each.most_common);
  if (about.aim == groups::Aim::varied) {
    return fmt::format("varied in {}: no more than {} of {} share one", name, each.sharing, each.known);
  }
  return fmt::format("{} of {} share {}: {}", each.sharing, each.known, name, word);
}

}  // namespace

std::string day(const schedule::WeeklySlot& slot) {
  static const char* const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                      "Friday", "Saturday", "Sunday"};
  return names[static_cast<int>(slot.day)];
}

std::string clock(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::vector<std::string> reasons(const groups::Problem& problem, const package::Package& package,
                                 const groups::GroupPlan& group) {
  std::vector<std::string> out;
  std::string free = fmt::format("all {} are free then", group.members.size());
  if (!group.cannot_come.empty()) free = fmt::format("{} cannot come then", group.cannot_come.size());
  for (std::size_t i = 0; i < group.other_slots.size(); ++i) {
    free += (i == 0 ? " and " : ", ") + short_time(problem.input().slots[group.other_slots[i]]);
  }
  out.push_back(free);
  out.push_back(fmt::format("nobody lives over {} km away", (group.farthest_metres + 999) / 1000));
  for (const groups::Ground& each : group.grounds) {
    std::string words = ground(problem, package, each);
    if (!words.empty()) out.push_back(std::move(words));
    for (const auto i : each.alone) {
      const auto& about = problem.input().attributes[each.attribute];
      if (about.alone == groups::Alone::allowed) continue;
      const auto& person = problem.input().people[i];
      out.push_back(fmt::format("{} is the only one whose {} is {}", person.id, name_of(about.key),
                                label_of(package, about.key, person.answers[each.attribute].words.front())));
    }
  }
  return out;
}

std::vector<std::string> team(const groups::Problem& problem, const package::Package& package,
                              const groups::GroupPlan& group) {
  std::vector<std::string> out;
  const auto& wanted = problem.design().team.skills;
  std::string has, lacks;
  for (const std::string& skill : wanted) {
    const bool missing = std::ranges::find(group.missing_skills, skill) != group.missing_skills.end();
    std::string label = skill;
    for (const auto& question : package.questions) {
      for (const auto& choice : question.choices) {
        if (choice.key == skill) label = label_of(package, question.key, skill);
      }
    }
    (missing ? lacks : has) += ((missing ? lacks : has).empty() ? "" : ", ") + label;
  }
  if (!has.empty()) out.push_back("good at " + has);
  if (!lacks.empty()) out.push_back("nobody good at " + lacks);
  const auto pairs =
      group.facilitators.size() * (group.facilitators.size() - (group.facilitators.empty() ? 0 : 1)) / 2;
  if (pairs > 0 && static_cast<std::size_t>(group.trained_together) == pairs)
    out.emplace_back("trained together");
  if (static_cast<std::size_t>(group.trained_together) < pairs) out.emplace_back("not all trained together");
  return out;
}

std::string part(const groups::Problem& problem, const package::Package&, const groups::CostPart& part) {
  using groups::PartKind;
  const auto key = [&] { return name_of(problem.input().attributes[part.attribute].key); };
  switch (part.kind) {
    case PartKind::attribute:
      return key() +
             (problem.input().attributes[part.attribute].aim == groups::Aim::varied ? " alike" : " apart");
    case PartKind::alone:
      return "alone by " + key();
    case PartKind::travel:
      return "journeys";
    case PartKind::size:
      return "size";
    case PartKind::skills:
      return "missing skills";
    case PartKind::together:
      return "not trained together";
    case PartKind::seats:
      return "more facilitators";
    case PartKind::facilitator_travel:
      break;
  }
  return "facilitators' journeys";
}

std::string cost(const groups::Problem& problem, const package::Package& package,
                 const groups::GroupPlan& group) {
  std::string out = std::to_string(group.cost) + " =";
  for (const auto& each : group.parts) {
    out += fmt::format("{} {} {}", &each == &group.parts.front() ? "" : " +", each.points,
                       part(problem, package, each));
  }
  return out;
}

std::string why(groups::Why why) {
  using groups::Why;
  switch (why) {
    case Why::never_free:
      return "free at none of the times to meet";
    case Why::nothing_in_reach:
      return "no meeting place is within reach";
    case Why::too_few_near:
      return "too few others are free nearby when they are";
    case Why::no_facilitators:
      return "not enough facilitators are free nearby when they are";
    case Why::no_room:
      return "the groups they could join are full";
    case Why::would_be_alone:
      return "they would be the only one of their kind, or meet somebody they are kept apart from";
    case Why::too_few_left:
      break;
  }
  return "those they could meet with fit better elsewhere";
}

}  // namespace kith::groups_words
