#include "modules/journeys/sentences.h"

#include "modules/journeys/clock_words.h"
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

// What a clock of the package asks for, with the names of the pair; who is alone stands for both words.
TaskWords clock_words(Context& context, const Journeys& journeys, const TaskRow& task,
                      const std::string& about) {
  const Programme programme = journeys.programmes().get(context.tx, task.programme);
  const std::string language = programme.language_for(context.language);
  const std::string other = task.other.empty() ? about : name_of(context, journeys, task, task.other);
  TaskWords words;
  for (const package::ClockRule& each : programme.package->clocks) {
    if (each.key != task.rule) continue;
    words.sentence = as_sentence(programme.text(
        each.text, language,
        {{"participant", about}, {"supporter", other}, {"programme", programme.name(language)}}));
  }
  const bool in_talk = !task.owner.empty() && !task.link.empty();
  words.button = (task.owner.empty() ? open_person_button
                  : in_talk          ? open_talk_button
                                     : home_button)
                     .in(context.language);
  words.href = task.owner.empty() ? staff_page(task) : in_talk ? talk_page(task.link) : "/";
  return words;
}

}  // namespace

std::string choose_page(const ProgrammeId& programme) { return "/choose?programme=" + programme.str(); }
std::string talk_page(const std::string& conversation) { return "/messages/" + conversation; }
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
      return {hello.in(language, {{"name", name}}), hello_button.in(language), talk_page(task.link), name};
    case TaskKind::help_choose:
      return {help_choose.in(language, {{"name", name}}), open_person_button.in(language), staff_page(task),
              name};
    case TaskKind::reach_by_phone:
      return {reach_by_phone.in(language, {{"name", name}}), open_person_button.in(language),
              staff_page(task), name};
    case TaskKind::concern:
      return {concern.in(language), open_concerns_button.in(language),
              "/staff/" + task.programme.str() + "/concerns", ""};
    case TaskKind::clock:
      break;
  }
  TaskWords words = clock_words(context, journeys, task, name);
  words.about_name = name;
  return words;
}

}  // namespace kith::journeys
