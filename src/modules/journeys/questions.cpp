#include "modules/journeys/questions.h"

#include <algorithm>
#include <span>

#include "base/refusal.h"
#include "modules/journeys/clock_words.h"
#include "modules/journeys/clocks.h"
#include "modules/journeys/events.h"
#include "modules/journeys/meeting.h"
#include "modules/journeys/meeting_words.h"
#include "modules/journeys/question_store.h"
#include "modules/journeys/tasks.h"
#include "modules/journeys/words.h"
#include "store/events.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;
using namespace journeys_words;

constexpr std::size_t token_bytes = 32;
constexpr Duration good_for = days(30);

struct Choice {
  std::string_view key;
  const Phrase& words;
};
const Choice clock_choices[] = {{"fine", answer_fine}, {"unsure", answer_unsure}, {"talk", answer_talk}};
const Choice met_choices[] = {{"met", answer_met}, {"not_yet", answer_not_yet}};
const Choice leaving_choices[] = {{"yes", answer_yes}, {"partly", answer_partly}, {"no", answer_no}};

std::string hash_of(Context& context, std::string_view token) {
  return context.vault.lookup_hash("journeys.question", token);
}

std::string address_of(const Journeys& journeys, const std::string& token) {
  return journeys.settings().public_origin + "/answer#" + token;
}

QuestionItem item(std::string key, std::string words, std::span<const Choice> choices,
                  const std::string& language) {
  QuestionItem out{std::move(key), std::move(words), {}};
  for (const Choice& each : choices) out.choices.push_back({std::string(each.key), each.words.in(language)});
  return out;
}

std::vector<QuestionItem> items_of(Context& context, const Journeys& journeys, const QuestionRow& row) {
  const std::string language = journeys.people().language_of(context.tx, row.person);
  if (row.kind == leaving_question) {
    return {item("found", leaver_found.in(language), leaving_choices, language),
            item("again", leaver_again.in(language), leaving_choices, language)};
  }
  if (row.kind == met_question) return {item("answer", met_ask.in(language), met_choices, language)};
  const Programme programme = journeys.programmes().get(context.tx, row.programme);
  return {item("answer", travelling_text(context, journeys, programme, row.text_key, row.person),
               clock_choices, programme.language_for(language))};
}

QuestionRow found_by(Context& context, const std::string& token) {
  const auto row = question(context.tx, hash_of(context, token));
  if (!row) throw not_found();
  return *row;
}

bool is_open(const Context& context, const QuestionRow& row) {
  return !row.answered_at && context.now < row.until;
}

// Every question answered with one of its choices, and nothing else.
void require_answers(const std::vector<QuestionItem>& items, const QuestionAnswer& given) {
  for (const QuestionItem& each : items) {
    const auto answer = given.answers.find(each.key);
    const bool known =
        answer != given.answers.end() &&
        std::ranges::find(each.choices, answer->second, &AnswerChoice::key) != each.choices.end();
    if (!known) throw invalid({{"answers." + each.key, "not_a_choice", "Choose one of the answers."}});
  }
  if (given.answers.size() != items.size()) {
    throw invalid({{"answers", "unknown_field", "There is no question of this name here."}});
  }
}

void hear_met(Context& context, Journeys& journeys, const QuestionRow& row, const std::string& said) {
  const auto pair = pair_of_match(context.tx, row.match);
  if (pair && !pair->ended_at) note_met(context, journeys, *pair, row.person, enum_from<Met>(said).value());
}

void look_after_answer(Context& context, const QuestionRow& row) {
  TaskRow task;
  task.programme = row.programme;
  task.kind = TaskKind::answered;
  task.cause = "question " + row.id;
  task.subject = row.id;
  task.role = enum_name(Role::coordinator);
  task.about = row.person;
  task.sequence = last_event_sequence(context.tx) + 1;
  task.due_at = context.now + days(2);
  open_task(context, std::move(task));
}

}  // namespace

void ask(Context& context, Journeys& journeys, const Question& question, Letter letter) {
  const std::string token = context.world.random.token(token_bytes);
  QuestionRow row{context.world.ids.next(),
                  hash_of(context, token),
                  question.person,
                  question.programme,
                  question.match,
                  std::string(question.kind),
                  question.text_key,
                  question.cause,
                  context.now,
                  context.now + good_for,
                  {}};
  if (!insert_question(context.tx, row)) return;
  const std::string language = journeys.people().language_of(context.tx, question.person);
  std::string links = answer_here.in(language);
  const auto items = items_of(context, journeys, row);
  if (items.size() > 1) {
    links += "\n" + address_of(journeys, token);
  } else {
    for (const AnswerChoice& each : items[0].choices) {
      links += "\n\n" + each.words + "\n" + address_of(journeys, token) + "." + each.key;
    }
  }
  letter.text = (items.size() > 1 ? letter.text : items[0].words) + "\n\n" + links + "\n";
  journeys.postbox().post(context, letter);
}

void ask_leaver(Context& context, Journeys& journeys, const Question& question) {
  const std::string language = journeys.people().language_of(context.tx, question.person);
  Letter letter;
  letter.to = question.person;
  letter.programme = question.programme;
  letter.subject = letter_subject.in(language);
  letter.text = leaver_letter.in(language);
  letter.kind = "leaving";
  letter.dedupe = question.cause;
  ask(context, journeys, question, std::move(letter));
}

QuestionPage question_page(Context& context, const Journeys& journeys, const std::string& token) {
  const QuestionRow row = found_by(context, token);
  QuestionPage page;
  page.open = is_open(context, row);
  if (page.open) page.items = items_of(context, journeys, row);
  page.thanks = answer_thanks.in(journeys.people().language_of(context.tx, row.person));
  return page;
}

void answer(Context& context, Journeys& journeys, const QuestionAnswer& given) {
  const QuestionRow row = found_by(context, given.token);
  if (!is_open(context, row)) {
    throw Refusal(RefusalKind::conflict, "journeys.answered",
                  "This was answered already, or its time is over.");
  }
  require_answers(items_of(context, journeys, row), given);
  settle_question(context.tx, row.id, context.now,
                  to_text(Codec<std::map<std::string, std::string>>::write(given.answers)));
  if (row.kind == leaving_question) {
    return context.emit(row.programme, row.id, QuestionAnswered{row.id, row.person, row.kind, ""});
  }
  const std::string& said = given.answers.at("answer");
  context.emit(row.programme, row.id, QuestionAnswered{row.id, row.person, row.kind, said});
  if (row.kind == met_question) return hear_met(context, journeys, row, said);
  if (said != "fine") look_after_answer(context, row);
  const std::string_view name = said == "fine" ? "answer.fine" : "answer.unsure";
  if (const auto pair = pair_of_match(context.tx, row.match))
    happened_now(context, journeys, name, *pair, row.id);
}

}  // namespace kith::journeys
