#include "modules/journeys/meeting.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/journeys/contacts.h"
#include "modules/journeys/events.h"
#include "modules/journeys/local_hours.h"
#include "modules/journeys/meeting_store.h"
#include "modules/journeys/meeting_words.h"
#include "modules/journeys/questions.h"
#include "modules/journeys/tasks.h"
#include "store/events.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;

constexpr Duration time_to_call = days(1);

// About the one who is to be rung, at an hour in which a coordinator works.
void ask_coordinator(Context& context, const Journeys& journeys, const PairRow& pair, TaskKind kind,
                     const PersonId& about) {
  if (!open_tasks(context.tx, pair.programme, {kind, pair.match, {}, {}, ""}).empty()) return;
  const Programme programme = journeys.programmes().get(context.tx, pair.programme);
  TaskRow task;
  task.programme = pair.programme;
  task.kind = kind;
  task.cause = std::string(enum_name(kind)) + " " + pair.match + " " + std::to_string(context.now.micros);
  task.subject = pair.match;
  task.role = enum_name(Role::coordinator);
  task.about = about;
  task.other = pair.other(about);
  task.sequence = last_event_sequence(context.tx) + 1;
  task.due_at = at_sensible_hour(context.now + time_to_call,
                                 {programme.package->time_zone, -1, &programme.package->working_days});
  open_task(context, std::move(task));
}

void close(Context& context, const PairRow& pair, TaskKind kind, const PersonId& owner, TaskState state) {
  close_tasks(context, open_tasks(context.tx, pair.programme, {kind, pair.match, {}, owner, ""}), state,
              last_event_sequence(context.tx) + 1);
}

// Once for a match and a person, however often the first one changes their word.
void ask_other(Context& context, Journeys& journeys, const PairRow& pair, const PersonId& other) {
  const std::string language = journeys.people().language_of(context.tx, other);
  Letter letter;
  letter.to = other;
  letter.programme = pair.programme;
  letter.subject = journeys_words::met_subject.in(language);
  letter.kind = "met";
  letter.dedupe = "met " + pair.match;
  const std::string once = letter.dedupe + " " + other.str();
  ask(context, journeys, {other, pair.programme, pair.match, met_question, "", once}, std::move(letter));
}

void confirm(Context& context, Journeys& journeys, const PairRow& pair) {
  close(context, pair, TaskKind::met_differs, {}, TaskState::done);
  close(context, pair, TaskKind::call_of_three, {}, TaskState::moot);
  context.emit(pair.programme, pair.match, MetConfirmed{pair.match});
  if (!pair.contact_at) contact_made(context, journeys, pair, context.now, "met " + pair.match);
}

}  // namespace

void note_met(Context& context, Journeys& journeys, const PairRow& pair, const PersonId& by, Met said) {
  const PersonId& other = pair.other(by);
  const Met before = met_word(context.tx, pair.match, by).said;
  const Met others = met_word(context.tx, pair.match, other).said;
  if (before == said || (before == Met::met && others == Met::met)) return;
  put_met_word(context.tx, pair.match, by, {said, context.now});
  context.emit(pair.programme, pair.match, MetSaid{pair.match, by, said == Met::met});
  if (said == Met::met) close(context, pair, TaskKind::say_hello, by, TaskState::done);
  if (said == Met::met && others == Met::met) return confirm(context, journeys, pair);
  if (said == others) return close(context, pair, TaskKind::met_differs, {}, TaskState::moot);
  if (others != Met::unsaid) {
    return ask_coordinator(context, journeys, pair, TaskKind::met_differs, said == Met::met ? other : by);
  }
  if (said == Met::met && !pair.contact_at) ask_other(context, journeys, pair, other);
}

FirstContactView say_met(Context& context, Journeys& journeys, const SayMet& ask) {
  const PairRow pair = own_open_pair(context, ask.conversation);
  note_met(context, journeys, pair, context.actor.person, ask.met ? Met::met : Met::not_yet);
  return first_contact(context, journeys, {ask.conversation});
}

FirstContactView ask_call_of_three(Context& context, const Journeys& journeys, const FirstContactAsk& ask) {
  const PairRow pair = own_open_pair(context, ask.conversation);
  ask_coordinator(context, journeys, pair, TaskKind::call_of_three, context.actor.person);
  return first_contact(context, journeys, ask);
}

}  // namespace kith::journeys
