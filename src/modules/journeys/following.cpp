#include "base/refusal.h"
#include "modules/journeys/clock_words.h"
#include "modules/journeys/contacts.h"
#include "modules/journeys/desk.h"
#include "modules/journeys/events.h"
#include "modules/journeys/store.h"
#include "modules/journeys/words.h"

// Who does what, and pairs that went silent.
namespace kith::journeys {
namespace {

using namespace journeys_store;

constexpr int first_flag_days = 14;
constexpr int second_flag_days = 30;
constexpr std::int64_t most_silent = 200;
constexpr Role team_roles[] = {Role::coordinator, Role::supervisor, Role::safeguarding_lead};

SilentLine line_of(Context& context, const Journeys& journeys, const PairRow& pair) {
  SilentLine line;
  line.match_id = pair.match;
  line.participant_id = pair.participant;
  line.participant_name = journeys.people().display_name(context, pair.participant, pair.programme);
  line.supporter_id = pair.supporter;
  line.supporter_name = journeys.people().display_name(context, pair.supporter, pair.programme);
  line.ever = pair.last_contact_at.has_value();
  line.since = pair.last_contact_at.value_or(pair.made_at);
  line.silent_days = static_cast<int>((context.now - line.since) / days(1));
  line.flag = line.silent_days >= second_flag_days ? second_flag_days : first_flag_days;
  line.attempts = static_cast<int>(pair.attempts);
  line.nudged_at = nudged_at(context.tx, pair.match);
  return line;
}

}  // namespace

TeamList team(Context& context, const Journeys& journeys, const ProgrammeId& id) {
  reach_programme_tasks(context, id);
  const Programme programme = journeys.programmes().get(context.tx, id);
  TeamList list;
  for (const Role role : team_roles) {
    for (const PersonId& each : journeys.people().people_with_role(context.tx, id, role)) {
      list.items.push_back({each, journeys.people().display_name(context, each, id), role,
                            programme.role_word(role, programme.language_for(context.language))});
    }
  }
  return list;
}

void assign(Context& context, const Journeys& journeys, const AssignTask& ask) {
  const auto found = task(context.tx, ask.task, ask.programme);
  if (!found) throw not_found();
  if (found->role.empty()) {
    throw Refusal(RefusalKind::forbidden, "forbidden", "This is for the person themselves to do.");
  }
  if (!ask.to.empty()) {
    bool known = false;
    for (const TeamMember& each : team(context, journeys, ask.programme).items) {
      // What a safeguarding lead is asked to look at is read by leads alone.
      const bool fits = found->kind != TaskKind::concern || enum_name(each.role) == found->role;
      known = known || (fits && each.person_id.str() == ask.to);
    }
    if (!known) throw not_found();
  }
  assign_task(context.tx, found->id, PersonId(ask.to));
  context.emit(found->programme, found->id.str(), TaskAssigned{found->id, ask.to});
}

SilentList silent(Context& context, const Journeys& journeys, const ProgrammeId& programme) {
  const auto reach = reach_programme_tasks(context, programme);
  const Instant before = context.now - days(first_flag_days);
  SilentList list;
  for (const PairRow& each : silent_pairs(context.tx, reach, before, most_silent)) {
    list.items.push_back(line_of(context, journeys, each));
  }
  return list;
}

void nudge(Context& context, const Journeys& journeys, const NudgePair& ask) {
  reach_programme_tasks(context, ask.programme);
  const auto pair = pair_of_match(context.tx, ask.match);
  if (!pair || pair->programme != ask.programme) throw not_found();
  require_open(*pair);
  const auto last = nudged_at(context.tx, pair->match);
  if (last && context.now < *last + days(1)) {
    throw Refusal(RefusalKind::conflict, "journeys.nudged", "They were reminded today already.");
  }
  note_nudge(context.tx, pair->match, context.now);
  Letter letter =
      phrase_letter(context, journeys, pair->supporter, pair->programme, journeys_words::nudge_letter);
  letter.kind = "nudge";
  letter.dedupe = pair->match + " " + std::to_string(context.now.micros);
  journeys.postbox().post(context, letter);
  context.emit(pair->programme, pair->match, PairNudged{pair->match});
}

}  // namespace kith::journeys
