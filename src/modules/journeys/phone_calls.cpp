#include "modules/journeys/phone_calls.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/journeys/call_store.h"
#include "modules/journeys/clock_words.h"
#include "modules/journeys/events.h"
#include "modules/journeys/free_hours.h"
#include "modules/journeys/local_hours.h"
#include "modules/journeys/meeting_words.h"
#include "modules/journeys/words.h"
#include "modules/journeys/zones.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;
using namespace journeys_words;

constexpr std::size_t most_hours = 3;
constexpr std::string_view clock_letter_kind = "clock:";

TaskRow open_call(Context& context, const CallAsk& ask) {
  reach_programme_tasks(context, ask.programme);
  const auto found = task(context.tx, ask.call, ask.programme);
  const bool is_call = found && found->kind == TaskKind::reach_by_phone && found->state == TaskState::open;
  if (!is_call) throw not_found();
  return *found;
}

// What a letter of that kind says, without a link and without another person's name.
std::string words_of_letter(Context& context, const Journeys& journeys, const Programme& programme,
                            const std::string& kind, const PersonId& to) {
  const std::string language = programme.language_for(journeys.people().language_of(context.tx, to));
  const std::string name = programme.name(language);
  if (kind == "invitation") return tell_invitation.in(language, {{"programme", name}});
  if (kind == "met") return met_ask.in(language);
  if (kind == "nudge") return nudge_letter.in(language);
  std::string text;
  if (kind.starts_with(clock_letter_kind)) {
    text = travelling_text(context, journeys, programme, kind.substr(clock_letter_kind.size()), to);
  } else if (kind.starts_with("notice_")) {
    text = programme.text(kind, language);
  }
  return text.empty() ? tell_news.in(language, {{"programme", name}}) : text;
}

std::vector<std::string> to_say(Context& context, const Journeys& journeys, const Programme& programme,
                                const PersonId& person) {
  std::vector<std::string> out;
  for (const std::string& kind : kinds_to_tell(context.tx, programme.id, person)) {
    std::string words = words_of_letter(context, journeys, programme, kind, person);
    if (std::ranges::find(out, words) == out.end()) out.push_back(std::move(words));
  }
  if (out.empty()) out.push_back(words_of_letter(context, journeys, programme, "", person));
  return out;
}

}  // namespace

CallView call(Context& context, const Journeys& journeys, const CallAsk& ask) {
  const TaskRow found = open_call(context, ask);
  const People& people = journeys.people();
  const Programme programme = journeys.programmes().get(context.tx, ask.programme);
  journeys.people().note_look(context, found.about, ask.programme,
                              look_at_number.in(people.language_of(context.tx, found.about)));
  const Identity identity =
      people.identity(context, reach_programme_identities(context, ask.programme), found.about);
  const FreeHours theirs = free_hours(context, people, programme, found.about);
  CallView view;
  view.task_id = found.id;
  view.person_id = found.about;
  view.name = people.display_name(context, found.about, ask.programme);
  view.phone = identity.phone;
  view.landline = identity.landline;
  view.to_say = to_say(context, journeys, programme, found.about);
  view.tried = static_cast<int>(count_attempts(context.tx, found.id));
  view.due_at = found.due_at.value_or(context.now);
  view.time_zone = theirs.availability.zone;
  if (theirs.known == HoursKnown::given) {
    view.hours = hours_for_both(theirs, hours_of_the_team(programme), context.now, most_hours);
  }
  return view;
}

void call_tried(Context& context, const Journeys& journeys, const CallAsk& ask) {
  const TaskRow found = open_call(context, ask);
  insert_attempt(context.tx, {context.world.ids.next(), found.id, context.now, context.actor.person});
  const Programme programme = journeys.programmes().get(context.tx, ask.programme);
  const std::string zone = zone_of(context, journeys.people(), found.about, programme);
  const Instant tomorrow = same_time_later(context.now, 0, 1, zone);
  set_task_due(context.tx, found.id, call_due(context, journeys, ask.programme, found.about, tomorrow));
  context.emit(ask.programme, found.id.str(), CallTried{found.id});
}

Instant call_due(Context& context, const Journeys& journeys, const ProgrammeId& id, const PersonId& person,
                 Instant from) {
  const Programme programme = journeys.programmes().get(context.tx, id);
  const std::string zone = zone_of(context, journeys.people(), person, programme);
  return at_sensible_hour(from, {zone, -1, &programme.package->working_days});
}

}  // namespace kith::journeys
