#include "modules/journeys/clocks.h"

#include "modules/journeys/lifecycles.h"
#include "modules/journeys/tasks.h"
#include "modules/journeys/zones.h"
#include "store/events.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;
using package::ClockRule;

// One clock runs for each match; before there is one, for each request or concern, else for each person.
std::string subject_of(const Happening& happening) {
  if (!happening.match.empty()) return happening.match;
  if (!happening.thing.empty()) return happening.thing;
  return happening.participant.empty() ? happening.supporter.str() : happening.participant.str();
}

ClockRow clock_from(const Happening& happening, const std::string& rule) {
  ClockRow row;
  row.programme = happening.programme;
  row.rule = rule;
  row.subject = subject_of(happening);
  row.event_id = happening.event_id;
  row.match = happening.match;
  row.thing = happening.thing;
  row.participant = happening.participant;
  row.supporter = happening.supporter;
  row.sequence = happening.sequence;
  row.base_at = happening.at;
  return row;
}

// Whether both speak of the same, by the closest thing that both name.
bool same_subject(const ClockRow& a, const ClockRow& b) {
  if (!a.match.empty() && !b.match.empty()) return a.match == b.match;
  if (!a.thing.empty() && !b.thing.empty()) return a.thing == b.thing;
  if (!a.participant.empty() && !b.participant.empty()) return a.participant == b.participant;
  return !a.supporter.empty() && a.supporter == b.supporter;
}

void close_tasks_of(Context& context, const ClockRow& clock, std::int64_t before_sequence) {
  close_tasks(context, open_tasks(context.tx, clock.programme, {TaskKind::clock, clock.id, {}, {}, ""}),
              TaskState::moot, before_sequence);
}

void stop(Context& context, const ClockRow& clock, std::int64_t before_sequence) {
  if (clock.sequence >= before_sequence) return;
  close_tasks_of(context, clock, before_sequence);
  set_clock_state(context.tx, clock.id, ClockState::over);
  context.cancel(clock_kind, clock.id);
}

// `until` ends the turn of a clock that repeats, and the clock itself when it rings once; the end of its
// state ends it in any case.
void make_needless(Context& context, Journeys& journeys, const Happening& happening, const ClockRule& rule) {
  const ClockRow here = clock_from(happening, rule.key);
  for (const ClockRow& each : running_clocks(context.tx, here)) {
    if (!same_subject(each, here) || each.sequence >= happening.sequence) continue;
    if (rule.turns() == 1 || rule.until != happening.name) {
      stop(context, each, happening.sequence);
      continue;
    }
    close_tasks_of(context, each, happening.sequence);
    if (each.place.step > 0 || each.state == ClockState::rung) end_turn(context, journeys, each);
  }
}

void start(Context& context, Journeys& journeys, const Happening& happening, const ClockRule& rule,
           const Programme& programme) {
  if (rule.to == "supporter" && happening.supporter.empty()) return;
  if (is_side(rule.to) && rule.to != "supporter" && happening.participant.empty()) return;
  ClockRow row = clock_from(happening, rule.key);
  const auto running = clock_of(context.tx, row.programme, row.rule, row.subject);
  if (running && running->sequence >= row.sequence) return;  // heard before
  row.id = running ? running->id : context.world.ids.next();
  const auto due = due_of(rule, timing_of(context, journeys, programme, rule, row), row.place);
  if (!due) return;
  row.due_at = *due;
  put_clock(context.tx, row);
  context.schedule(clock_kind, row.id, row.due_at, Json::object());
}

}  // namespace

bool is_side(std::string_view role) {
  return role == "participant" || role == "caregiver" || role == "supporter";
}

const ClockRule* rule_of(const Programme& programme, const std::string& key) {
  for (const ClockRule& each : programme.package->clocks) {
    if (each.key == key) return &each;
  }
  return nullptr;
}

Timing timing_of(Context& context, const Journeys& journeys, const Programme& programme,
                 const ClockRule& rule, const ClockRow& clock) {
  Timing timing;
  timing.base = clock.base_at;
  timing.working_days = &programme.package->working_days;
  const PersonId& who = rule.to == "supporter" ? clock.supporter : clock.participant;
  timing.zone =
      is_side(rule.to) ? zone_of(context, journeys.people(), who, programme) : programme.package->time_zone;
  if (const auto pair = pair_of_match(context.tx, clock.match)) timing.ends_at = pair->ends_at;
  return timing;
}

void happened(Context& context, Journeys& journeys, const Happening& happening) {
  if (happening.programme.empty()) return;
  move_lifecycles(context, journeys, happening);
  const Programme programme = journeys.programmes().get(context.tx, happening.programme);
  for (const ClockRule& each : programme.package->clocks) {
    if (each.ends_with(happening.name)) make_needless(context, journeys, happening, each);
  }
  for (const ClockRule& each : programme.package->clocks) {
    if (each.begins_with(happening.name)) start(context, journeys, happening, each, programme);
  }
}

void happened_now(Context& context, Journeys& journeys, std::string_view name, const PairRow& pair,
                  const std::string& event_id) {
  happened(context, journeys,
           {name, pair.programme, pair.match, "", pair.participant, pair.supporter, event_id,
            last_event_sequence(context.tx) + 1, context.now});
}

void stop_clocks_of_match(Context& context, const std::string& match, std::int64_t before_sequence) {
  for (const ClockRow& each : running_clocks_of_match(context.tx, match)) {
    close_tasks_of(context, each, before_sequence);
    stop(context, each, before_sequence);
  }
}

void stop_clocks_of_person(Context& context, const ProgrammeId& programme, const PersonId& person,
                           std::int64_t before_sequence) {
  for (const ClockRow& each : running_clocks_of_person(context.tx, programme, person)) {
    stop(context, each, before_sequence);
  }
}

void plan_anew(Context& context, Journeys& journeys, const PairRow& pair) {
  const Programme programme = journeys.programmes().get(context.tx, pair.programme);
  for (const ClockRule& rule : programme.package->clocks) {
    const auto found = clock_of(context.tx, pair.programme, rule.key, pair.match);
    if (!found || rule.anchor != package::ClockAnchor::before_end) continue;
    ClockRow each = *found;
    each.place = {};
    const auto due = due_of(rule, timing_of(context, journeys, programme, rule, each), each.place);
    if (!due || *due <= context.now) continue;
    close_tasks_of(context, each, last_event_sequence(context.tx) + 1);
    each.due_at = *due;
    each.state = ClockState::waiting;
    each.event_id += "+";  // what it opens from now on is not what it opened before
    put_clock(context.tx, each);
    context.schedule(clock_kind, each.id, each.due_at, Json::object());
  }
}

void end_turn(Context& context, Journeys& journeys, ClockRow clock) {
  const Programme programme = journeys.programmes().get(context.tx, clock.programme);
  const ClockRule* rule = rule_of(programme, clock.rule);
  const auto next = rule ? next_turn(*rule, clock.place) : std::nullopt;
  const auto due =
      next ? due_of(*rule, timing_of(context, journeys, programme, *rule, clock), *next) : std::nullopt;
  if (!due) {
    set_clock_state(context.tx, clock.id, ClockState::over);
    return context.cancel(clock_kind, clock.id);
  }
  clock.place = *next;
  clock.due_at = *due;
  clock.state = ClockState::waiting;
  put_clock(context.tx, clock);
  context.schedule(clock_kind, clock.id, clock.due_at, Json::object());
}

void clock_task_done(Context& context, Journeys& journeys, const TaskRow& task) {
  const auto rung = clock(context.tx, task.subject);
  if (!rung) return;
  if (rung->place.step > 0 || rung->state == ClockState::rung) end_turn(context, journeys, *rung);
  const Programme programme = journeys.programmes().get(context.tx, task.programme);
  const ClockRule* rule = rule_of(programme, rung->rule);
  if (!rule || rule->until != "match.check_in_done") return;
  happened(context, journeys,
           {rule->until, rung->programme, rung->match, rung->thing, rung->participant, rung->supporter,
            task.id.str(), last_event_sequence(context.tx) + 1, context.now});
}

}  // namespace kith::journeys
