#include "modules/groups/forming/words.h"

#include <fmt/format.h>

#include <algorithm>

#include "modules/groups/forming/phrases.h"

namespace kith::forming {
namespace {

using groups::GroupPlan;

std::string lowered(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

std::string label_of(const Speaker& speaker, const std::string& field, const std::string& word) {
  const package::Question* question = speaker.package.question(field);
  const package::QuestionChoice* choice = question ? question->choice(word) : nullptr;
  if (!choice) return word;
  return lowered(package::in_language(choice->label, speaker.language, speaker.package.default_language));
}

// Question keys are plain English words; in another language the question itself is named.
std::string name_of(const Speaker& speaker, const std::string& field) {
  if (field == "birth_date") return phrases::age.in(speaker.language);
  const package::Question* question = speaker.package.question(field);
  if (speaker.language == "fr" && question) {
    return "« " + package::in_language(question->label, "fr", speaker.package.default_language) + " »";
  }
  std::string out = field;
  std::ranges::replace(out, '_', ' ');
  return out;
}

std::string short_time(const schedule::WeeklySlot& slot, const std::string& language) {
  return day(slot, language).substr(0, 3) + " " + clock(slot.from_minute);
}

std::string ground(const Speaker& speaker, const groups::Ground& each) {
  const groups::Attribute& about = speaker.problem.input().attributes[each.attribute];
  const std::string name = name_of(speaker, about.key);
  const auto number = [](auto value) { return std::to_string(value); };
  if (about.kind == groups::AnswerKind::number) {
    if (each.known < 2) return "";
    const Phrase& phrase = about.key == "birth_date" ? phrases::born : phrases::from_to;
    return phrase.in(speaker.language,
                     {{"field", name}, {"lowest", number(each.lowest)}, {"highest", number(each.highest)}});
  }
  if (about.aim == groups::Aim::none && about.alone != groups::Alone::allowed && each.alone.empty())
    return phrases::nobody_alone.in(speaker.language, {{"field", name}});
  if (each.sharing < 2) return "";
  const Phrase& phrase = about.aim == groups::Aim::varied ? phrases::varied : phrases::shared;
  return phrase.in(speaker.language, {{"field", name},
                                      {"sharing", number(each.sharing)},
                                      {"known", number(each.known)},
                                      {"value", label_of(speaker, about.key, each.most_common)}});
}

std::string alone(const Speaker& speaker, const groups::Attribute& about, std::size_t attribute,
                  groups::PersonIndex person) {
  const auto& answers = speaker.problem.input().people[person].answers[attribute].words;
  if (!speaker.may_tell_answers || answers.empty()) {
    return phrases::only_one_unsaid.in(
        speaker.language, {{"name", speaker.name(person)}, {"field", name_of(speaker, about.key)}});
  }
  return phrases::only_one.in(speaker.language, {{"name", speaker.name(person)},
                                                 {"field", name_of(speaker, about.key)},
                                                 {"value", label_of(speaker, about.key, answers.front())}});
}

std::string skill_label(const Speaker& speaker, const std::string& skill) {
  for (const auto& question : speaker.package.questions) {
    if (question.choice(skill)) return label_of(speaker, question.key, skill);
  }
  return skill;
}

}  // namespace

std::string field_name(const Speaker& speaker, std::size_t attribute) {
  return name_of(speaker, speaker.problem.input().attributes[attribute].key);
}

std::string day(const schedule::WeeklySlot& slot, const std::string& language) {
  return phrases::days[static_cast<int>(slot.day)].in(language);
}

std::string clock(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::string kilometres(std::int64_t metres) { return std::to_string((metres + 999) / 1000); }

std::vector<std::string> reasons(const Speaker& speaker, const GroupPlan& group) {
  std::vector<std::string> out;
  const std::string count = std::to_string(group.members.size());
  std::string free = phrases::all_free.in(speaker.language, {{"count", count}});
  if (!group.cannot_come.empty()) {
    const std::string cannot = std::to_string(group.cannot_come.size());
    free = phrases::some_cannot.in(speaker.language, {{"count", cannot}});
  }
  for (std::size_t i = 0; i < group.other_slots.size(); ++i) {
    free += i == 0 ? phrases::and_also.in(speaker.language) : ", ";
    free += short_time(speaker.problem.input().slots[group.other_slots[i]], speaker.language);
  }
  out.push_back(free);
  out.push_back(phrases::nobody_over.in(speaker.language, {{"km", kilometres(group.farthest_metres)}}));
  for (const groups::Ground& each : group.grounds) {
    std::string words = ground(speaker, each);
    if (!words.empty()) out.push_back(std::move(words));
    const auto& about = speaker.problem.input().attributes[each.attribute];
    if (about.alone == groups::Alone::allowed) continue;
    for (const auto i : each.alone) out.push_back(alone(speaker, about, each.attribute, i));
  }
  return out;
}

std::vector<std::string> team(const Speaker& speaker, const GroupPlan& group) {
  std::vector<std::string> out;
  if (group.facilitators.empty()) return out;
  std::string has, lacks;
  for (const std::string& skill : speaker.problem.design().team.skills) {
    const bool missing = std::ranges::find(group.missing_skills, skill) != group.missing_skills.end();
    std::string& list = missing ? lacks : has;
    list += (list.empty() ? "" : ", ") + skill_label(speaker, skill);
  }
  if (!has.empty()) out.push_back(phrases::good_at.in(speaker.language, {{"skills", has}}));
  if (!lacks.empty()) out.push_back(phrases::nobody_good_at.in(speaker.language, {{"skills", lacks}}));
  const auto size = group.facilitators.size();
  const std::size_t pairs = size < 2 ? 0 : size * (size - 1) / 2;
  const bool together = static_cast<std::size_t>(group.trained_together) == pairs;
  if (pairs == 0) return out;
  out.push_back((together ? phrases::trained_together : phrases::not_trained_together).in(speaker.language));
  return out;
}

std::string part(const Speaker& speaker, const groups::CostPart& part) {
  using groups::PartKind;
  const auto with_field = [&](const Phrase& phrase) {
    return phrase.in(speaker.language, {{"field", field_name(speaker, part.attribute)}});
  };
  switch (part.kind) {
    case PartKind::attribute:
      return with_field(speaker.problem.input().attributes[part.attribute].aim == groups::Aim::varied
                            ? phrases::part_alike
                            : phrases::part_apart);
    case PartKind::alone:
      return with_field(phrases::part_alone);
    case PartKind::travel:
      return phrases::part_travel.in(speaker.language);
    case PartKind::size:
      return phrases::part_size.in(speaker.language);
    case PartKind::skills:
      return phrases::part_skills.in(speaker.language);
    case PartKind::together:
      return phrases::part_together.in(speaker.language);
    case PartKind::seats:
      return phrases::part_seats.in(speaker.language);
    case PartKind::facilitator_travel:
      break;
  }
  return phrases::part_facilitators.in(speaker.language);
}

std::string cost(const Speaker& speaker, const GroupPlan& group) {
  std::string out = std::to_string(group.cost) + " =";
  for (const auto& each : group.parts) {
    out +=
        fmt::format("{} {} {}", &each == &group.parts.front() ? "" : " +", each.points, part(speaker, each));
  }
  return out;
}

std::string why(groups::Why why, const std::string& language) {
  static constexpr const Phrase* all[] = {
      &phrases::why_never_free, &phrases::why_reach, &phrases::why_few, &phrases::why_facilitators,
      &phrases::why_room,       &phrases::why_alone, &phrases::why_left};
  return all[static_cast<int>(why)]->in(language);
}

std::string help(groups::Why why, const std::string& language) {
  static constexpr const Phrase* all[] = {
      &phrases::help_never_free, &phrases::help_reach, &phrases::help_few, &phrases::help_facilitators,
      &phrases::help_room,       &phrases::help_alone, &phrases::help_left};
  return all[static_cast<int>(why)]->in(language);
}

}  // namespace kith::forming
