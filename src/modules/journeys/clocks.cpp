#include "modules/journeys/clocks.h"

#include "modules/journeys/clock_store.h"
#include "modules/journeys/clock_words.h"
#include "modules/journeys/local_hours.h"
#include "modules/journeys/tasks.h"
#include "store/events.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;
using package::ClockAction;
using package::ClockRule;

constexpr std::string_view clock_kind = "journeys.clock";
constexpr Duration time_to_do = days(2);  // after a clock's task opened it is due

bool is_side(std::string_view role) {
  return role == "participant" || role == "caregiver" || role == "supporter";
}

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
  return row;
}

// Whether both speak of the same, by the closest thing that both name.
bool same_subject(const ClockRow& a, const ClockRow& b) {
  if (!a.match.empty() && !b.match.empty()) return a.match == b.match;
  if (!a.thing.empty() && !b.thing.empty()) return a.thing == b.thing;
  if (!a.participant.empty() && !b.participant.empty()) return a.participant == b.participant;
  return !a.supporter.empty() && a.supporter == b.supporter;
}

void stop(Context& context, const ClockRow& clock, std::int64_t before_sequence) {
  if (clock.sequence >= before_sequence) return;
  set_clock_state(context.tx, clock.id, ClockState::over);
  context.cancel(clock_kind, clock.id);
}

void stop_needless(Context& context, const Happening& happening, const ClockRule& rule) {
  const ClockRow here = clock_from(happening, rule.key);
  for (const ClockRow& each : running_clocks(context.tx, here)) {
    if (!same_subject(each, here)) continue;
    close_tasks(context, open_tasks(context.tx, each.programme, {TaskKind::clock, each.id, {}, {}, ""}),
                TaskState::moot, happening.sequence);
    stop(context, each, happening.sequence);
  }
}

// Reminders of things that happen now come now; what comes later comes at an hour when people are up.
Instant due_of(const ClockRule& rule, Instant at, const std::string& zone) {
  const bool at_once = rule.after_minutes == 0 && rule.action == ClockAction::task;
  return at_once ? at : at_sensible_hour(at + minutes(rule.after_minutes), zone);
}

void start(Context& context, const Happening& happening, const ClockRule& rule, const std::string& zone) {
  if (rule.to == "supporter" && happening.supporter.empty()) return;
  if (is_side(rule.to) && rule.to != "supporter" && happening.participant.empty()) return;
  ClockRow row = clock_from(happening, rule.key);
  const auto running = clock_of(context.tx, row.programme, row.rule, row.subject);
  if (running && running->sequence >= row.sequence) return;  // heard before
  row.id = running ? running->id : context.world.ids.next();
  row.due_at = due_of(rule, happening.at, zone);
  put_clock(context.tx, row);
  context.schedule(clock_kind, row.id, row.due_at, Json::object());
}

const ClockRule* rule_of(const Programme& programme, const std::string& key) {
  for (const ClockRule& each : programme.package->clocks) {
    if (each.key == key) return &each;
  }
  return nullptr;
}

void open_clock_task(Context& context, const ClockRow& clock, const ClockRule& rule) {
  // What is asked for a second time before it was done is still one task.
  const Closing same{TaskKind::clock, clock.id, {}, {}, ""};
  if (!open_tasks(context.tx, clock.programme, same).empty()) return;
  TaskRow task;
  task.programme = clock.programme;
  task.kind = TaskKind::clock;
  task.cause = "clock " + clock.id + " " + clock.event_id;
  task.subject = clock.id;
  task.rule = rule.key;
  task.sequence = clock.sequence;
  task.about = clock.participant.empty() ? clock.supporter : clock.participant;
  task.other = clock.participant.empty() ? PersonId() : clock.supporter;
  if (rule.to == "supporter") {
    task.owner = clock.supporter;
  } else if (is_side(rule.to)) {
    task.owner = clock.participant;
  } else {
    task.role = rule.to;
  }
  if (const auto pair = pair_of_match(context.tx, clock.match)) task.link = pair->conversation;
  task.due_at = context.now + time_to_do;
  open_task(context, std::move(task));
}

std::vector<PersonId> receivers(Context& context, const Journeys& journeys, const ClockRow& clock,
                                const std::string& to) {
  if (to == "supporter") return {clock.supporter};
  if (is_side(to)) return {clock.participant};
  const auto role = enum_from<Role>(to);
  if (!role) return {};
  return journeys.people().people_with_role(context.tx, clock.programme, *role);
}

void send(Context& context, Journeys& journeys, const ClockRow& clock, const ClockRule& rule) {
  const Programme programme = journeys.programmes().get(context.tx, clock.programme);
  for (const PersonId& person : receivers(context, journeys, clock, rule.to)) {
    Letter letter = clock_letter(context, journeys, programme, rule.text, person);
    letter.dedupe = clock.id + " " + clock.event_id;
    journeys.postbox().post(context, letter);
  }
}

void ring(Context& context, Journeys& journeys, const Job& job) {
  const auto found = clock(context.tx, job.key);
  if (!found || found->state != ClockState::waiting) return;
  // Something that makes the clock needless may have happened and not been heard yet.
  if (is_news_after(context.tx, cursor_of(context.tx, "journeys"))) {
    return context.schedule(clock_kind, job.key, found->due_at, Json::object());
  }
  const Programme programme = journeys.programmes().get(context.tx, found->programme);
  const ClockRule* rule = rule_of(programme, found->rule);
  if (!rule) return set_clock_state(context.tx, found->id, ClockState::over);
  // Late, after a stop of the server or a jump of the clock, it may be night by now.
  const Instant by_day = at_sensible_hour(context.now, programme.package->time_zone);
  if (rule->action == ClockAction::message && by_day > context.now) {
    return context.schedule(clock_kind, job.key, by_day, Json::object());
  }
  set_clock_state(context.tx, found->id, ClockState::rung);
  if (rule->action == ClockAction::task) return open_clock_task(context, *found, *rule);
  send(context, journeys, *found, *rule);
}

}  // namespace

void happened(Context& context, Journeys& journeys, const Happening& happening) {
  if (happening.programme.empty()) return;
  const Programme programme = journeys.programmes().get(context.tx, happening.programme);
  for (const ClockRule& each : programme.package->clocks) {
    if (each.until == happening.name) stop_needless(context, happening, each);
  }
  for (const ClockRule& each : programme.package->clocks) {
    if (each.when == happening.name) start(context, happening, each, programme.package->time_zone);
  }
}

void stop_clocks_of_match(Context& context, const std::string& match, std::int64_t before_sequence) {
  for (const ClockRow& each : running_clocks_of_match(context.tx, match)) {
    close_tasks(context, open_tasks(context.tx, each.programme, {TaskKind::clock, each.id, {}, {}, ""}),
                TaskState::moot, before_sequence);
    stop(context, each, before_sequence);
  }
}

void stop_clocks_of_person(Context& context, const ProgrammeId& programme, const PersonId& person,
                           std::int64_t before_sequence) {
  for (const ClockRow& each : running_clocks_of_person(context.tx, programme, person)) {
    stop(context, each, before_sequence);
  }
}

void clock_task_done(Context& context, Journeys& journeys, const TaskRow& task) {
  const auto rung = clock(context.tx, task.subject);
  if (!rung) return;
  set_clock_state(context.tx, rung->id, ClockState::over);
  const Programme programme = journeys.programmes().get(context.tx, task.programme);
  const ClockRule* rule = rule_of(programme, rung->rule);
  if (!rule || rule->until != "match.check_in_done") return;
  Happening checked{rule->until,       rung->programme, rung->match,   rung->thing,
                    rung->participant, rung->supporter, task.id.str(), last_event_sequence(context.tx) + 1,
                    context.now};
  happened(context, journeys, checked);
}

JobKind clock_job(Journeys& journeys) {
  return {std::string(clock_kind),
          [&journeys](Context& context, const Job& job) { ring(context, journeys, job); },
          {},
          {}};
}

}  // namespace kith::journeys
