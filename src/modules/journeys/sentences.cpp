#include "modules/journeys/sentences.h"

#include "modules/journeys/clock_store.h"
#include "modules/journeys/clock_words.h"
#include "modules/journeys/meeting_words.h"
#include "modules/journeys/words.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;
using namespace journeys_words;

std::string name_of(Context& context, const Journeys& journeys, const TaskRow& task, const PersonId& person) {
  return person.empty() ? "" : journeys.people().display_name(context, person, task.programme);
}

std::string staff_page(const TaskRow& task) {
  const std::string board = today_page(task.programme);
  return task.about.empty() ? board : board + "/people/" + task.about.str();
}

// The text of the clock, or of a step of its if_nothing: "follow_up", "follow_up.1".
std::string text_of_rule(const Programme& programme, const std::string& rule) {
  const std::string key = rule.substr(0, rule.find('.'));
  for (const package::ClockRule& each : programme.package->clocks) {
    if (each.key != key) continue;
    if (key == rule) return each.text;
    const auto step = static_cast<std::size_t>(std::stoi(rule.substr(key.size() + 1)));
    return step >= 1 && step <= each.if_nothing.size() ? each.if_nothing[step - 1].text : "";
  }
  return "";
}

bool waits_for_contact(const Programme& programme, const std::string& rule) {
  for (const package::ClockRule& each : programme.package->clocks) {
    if (each.key == rule.substr(0, rule.find('.'))) return each.ends_with("contact.logged");
  }
  return false;
}

// What staff wrote themselves for a clock that they added.
std::string own_words(Context& context, const TaskRow& task) {
  const auto added = clock(context.tx, task.subject);
  if (!added || !added->words) return "";
  return context.vault.open_sealed(context.tx, task.about.str(), "clock.words", added->words->data);
}

// What a clock of the package asks for, with the names of the pair; who is alone stands for both words.
TaskWords clock_words(Context& context, const Journeys& journeys, const TaskRow& task,
                      const std::string& about) {
  const Programme programme = journeys.programmes().get(context.tx, task.programme);
  const std::string language = programme.language_for(context.language);
  const std::string other = task.other.empty() ? about : name_of(context, journeys, task, task.other);
  TaskWords words;
  const std::string text = text_of_rule(programme, task.rule);
  if (!text.empty()) {
    words.sentence = as_sentence(programme.text(
        text, language,
        {{"participant", about}, {"supporter", other}, {"programme", programme.name(language)}}));
  }
  const bool in_talk = !task.owner.empty() && !task.link.empty();
  if (in_talk && waits_for_contact(programme, task.rule)) {
    words.button = log_button.in(context.language);
    words.href = contact_page(task.link);
    return words;
  }
  words.button = (task.owner.empty() ? open_person_button
                  : in_talk          ? open_talk_button
                                     : home_button)
                     .in(context.language);
  words.href = task.owner.empty() ? staff_page(task) : in_talk ? talk_page(task.link) : "/";
  return words;
}

TaskWords first_contact_words(Context& context, const Journeys& journeys, const TaskRow& task,
                              const std::string& name) {
  const std::string other = name_of(context, journeys, task, task.other);
  const Phrase& words = task.kind == TaskKind::met_differs ? met_differs : call_of_three;
  return {words.in(context.language, {{"name", name}, {"other", other}}),
          open_person_button.in(context.language), staff_page(task), name};
}

TaskWords group_words(const TaskRow& task, const std::string& language) {
  const Phrase& sentence = task.rule == "over"    ? group_over
                           : task.rule == "lead"  ? group_to_lead
                           : task.rule == "place" ? group_place
                                                  : group_changed;
  return {sentence.in(language), group_button.in(language), group_page(task.subject), ""};
}

}  // namespace

std::string choose_page(const ProgrammeId& programme) { return "/choose?programme=" + programme.str(); }
std::string talk_page(const std::string& conversation) { return "/messages/" + conversation; }
std::string contact_page(const std::string& conversation) { return "/contacts?talk=" + conversation; }
std::string first_contact_page(const std::string& conversation) { return "/first-contact/" + conversation; }
std::string call_page(const TaskRow& task) { return today_page(task.programme) + "/calls/" + task.id.str(); }
std::string group_page(const std::string& group) { return "/groups?group=" + group; }
std::string today_page(const ProgrammeId& programme) { return "/staff/" + programme.str(); }

TaskWords words_of(Context& context, const Journeys& journeys, const TaskRow& task) {
  const std::string& language = context.language;
  const std::string name = name_of(context, journeys, task, task.about);
  switch (task.kind) {
    case TaskKind::choose:
      return {choose.in(language), choose_button.in(language), choose_page(task.programme), name};
    case TaskKind::answer_request:
      return {answer.in(language, {{"name", name}}), answer_button.in(language), "/asks", name};
    case TaskKind::say_hello:
      return {hello.in(language, {{"name", name}}), begin_button.in(language), first_contact_page(task.link),
              name};
    case TaskKind::help_choose:
      return {help_choose.in(language, {{"name", name}}), open_person_button.in(language), staff_page(task),
              name};
    case TaskKind::reach_by_phone:
      return {reach_by_phone.in(language, {{"name", name}}), call_button.in(language), call_page(task), name};
    case TaskKind::concern:
      return {concern.in(language), open_concerns_button.in(language),
              "/staff/" + task.programme.str() + "/concerns", ""};
    case TaskKind::reminder:
      return {own_words(context, task), open_person_button.in(language), staff_page(task), name};
    case TaskKind::answered:
      return {answered.in(language, {{"name", name}}), open_person_button.in(language), staff_page(task),
              name};
    case TaskKind::look_after:
      return {look_after.in(language, {{"name", name}}), open_person_button.in(language), staff_page(task),
              name};
    case TaskKind::next_door:
      return {(task.rule == "group" ? next_group : next_supporter).in(language, {{"name", name}}),
              open_person_button.in(language), staff_page(task), name};
    case TaskKind::met_differs:
    case TaskKind::call_of_three:
      return first_contact_words(context, journeys, task, name);
    case TaskKind::group_news:
      return group_words(task, language);
    case TaskKind::group_time:
      return {group_time.in(language, {{"name", name}}), open_person_button.in(language), staff_page(task),
              name};
    case TaskKind::clock:
      break;
  }
  TaskWords words = clock_words(context, journeys, task, name);
  words.about_name = name;
  return words;
}

}  // namespace kith::journeys

namespace kith {

std::vector<TaskInBrief> tasks_in_brief(Context& context, const Journeys& journeys, const ProgrammeId& id) {
  const Programme programme = journeys.programmes().get(context.tx, id);
  std::vector<TaskInBrief> out;
  for (const journeys_store::TaskRow& each : journeys_store::all_open_tasks(context.tx, id)) {
    const bool of_clock = each.kind == TaskKind::clock;
    out.push_back(
        {each.id, each.owner, each.role,
         of_clock ? journeys::text_of_rule(programme, each.rule) : std::string(enum_name(each.kind)),
         each.about});
  }
  return out;
}

}  // namespace kith
