#include "modules/journeys/clock_words.h"
#include "modules/journeys/clocks.h"
#include "modules/journeys/questions.h"
#include "modules/journeys/tasks.h"
#include "store/events.h"

// What happens when a clock rings.
namespace kith::journeys {
namespace {

using namespace journeys_store;
using package::ClockAction;
using package::ClockRule;

constexpr Duration late_after = minutes(30);  // what rings later than that looks again at the hour

// What the ring, or the step of if_nothing, asks for.
struct Asked {
  ClockAction action = ClockAction::task;
  std::string to;
  std::string text;
  Duration time_to_do{0};
};

Asked asked_at(const ClockRule& rule, ClockPlace place) {
  const Duration time(minutes(rule.due_minutes));
  if (place.step == 0) return {rule.action, rule.to, rule.text, time};
  const package::ClockStep& step = rule.if_nothing[static_cast<std::size_t>(place.step - 1)];
  return {step.action, step.to, step.text, time};
}

// The same for the same ring, however often it is heard of; the first keeps its old form.
std::string cause_of(const ClockRow& clock) {
  const std::string place = clock.place == ClockPlace{} ? ""
                                                        : " " + std::to_string(clock.place.turn) + "." +
                                                              std::to_string(clock.place.step);
  return clock.id + " " + clock.event_id + place;
}

TaskRow task_of(Context& context, const ClockRow& clock, const std::string& to) {
  TaskRow task;
  task.programme = clock.programme;
  task.kind = TaskKind::clock;
  task.cause = "clock " + cause_of(clock);
  task.subject = clock.id;
  task.sequence = clock.sequence;
  task.about = clock.participant.empty() ? clock.supporter : clock.participant;
  task.other = clock.participant.empty() ? PersonId() : clock.supporter;
  if (to == "supporter") {
    task.owner = clock.supporter;
  } else if (is_side(to)) {
    task.owner = clock.participant;
  } else {
    task.role = to;
  }
  if (const auto pair = pair_of_match(context.tx, clock.match)) task.link = pair->conversation;
  return task;
}

void open_clock_task(Context& context, const ClockRow& clock, const ClockRule& rule, const Asked& asked) {
  TaskRow task = task_of(context, clock, asked.to);
  task.rule = clock.place.step == 0 ? rule.key : rule.key + "." + std::to_string(clock.place.step);
  task.due_at = context.now + asked.time_to_do;
  // A new turn takes the place of the one before.
  if (clock.place.step == 0 && clock.place.turn > 0) {
    close_tasks(context, open_tasks(context.tx, clock.programme, {TaskKind::clock, clock.id, {}, {}, ""}),
                TaskState::moot, clock.sequence + 1);
  }
  // What is asked for a second time before it was done is still one task.
  const Closing same{TaskKind::clock, clock.id, {}, {}, task.rule};
  if (open_tasks(context.tx, clock.programme, same).empty()) open_task(context, std::move(task));
}

std::vector<PersonId> receivers(Context& context, const Journeys& journeys, const ClockRow& clock,
                                const std::string& to) {
  if (to == "supporter") return {clock.supporter};
  if (is_side(to)) return {clock.participant};
  const auto role = enum_from<Role>(to);
  if (!role) return {};
  return journeys.people().people_with_role(context.tx, clock.programme, *role);
}

void send(Context& context, Journeys& journeys, const ClockRow& clock, const Asked& asked,
          const Programme& programme) {
  for (const PersonId& person : receivers(context, journeys, clock, asked.to)) {
    Letter letter = clock_letter(context, journeys, programme, asked.text, person);
    letter.kind = "clock:" + asked.text;
    letter.dedupe = cause_of(clock);
    if (asked.action == ClockAction::question) {
      const Question question{person,         clock.programme, clock.match,
                              clock_question, asked.text,      letter.dedupe};
      ask(context, journeys, question, std::move(letter));
      continue;
    }
    journeys.postbox().post(context, letter);
  }
}

void act(Context& context, Journeys& journeys, const ClockRow& clock, const ClockRule& rule,
         const Programme& programme) {
  const Asked asked = asked_at(rule, clock.place);
  if (asked.action == ClockAction::task) return open_clock_task(context, clock, rule, asked);
  send(context, journeys, clock, asked, programme);
}

// A clock that staff added themselves rings once.
void ring_own(Context& context, const ClockRow& clock) {
  set_clock_state(context.tx, clock.id, ClockState::rung);
  TaskRow task = task_of(context, clock, clock.role);
  task.kind = TaskKind::reminder;
  task.rule = std::string(own_rule);
  task.due_at = context.now + days(2);
  open_task(context, std::move(task));
}

// Late, after a stop of the server or a jump of the clock, it may be night by now, or a day off.
Instant by_day(const ClockRule& rule, const Timing& timing, ClockPlace place, Instant now) {
  const auto due = due_of(rule, timing, place);
  if (asked_at(rule, place).action == ClockAction::task || (due && now < *due + late_after)) return now;
  const auto* working_days = rule.days == package::ClockDays::working ? timing.working_days : nullptr;
  return at_sensible_hour(now, Hour{timing.zone, -1, working_days});
}

void wait_for(Context& context, ClockRow clock, const ClockRule& rule, const Timing& timing) {
  const auto next = place_after(rule, clock.place);
  const auto due = next ? due_of(rule, timing, *next) : std::nullopt;
  if (!due) {
    clock.state = ClockState::rung;
    return put_clock(context.tx, clock);
  }
  clock.place = *next;
  clock.due_at = *due;
  put_clock(context.tx, clock);
  context.schedule(clock_kind, clock.id, clock.due_at, Json::object());
}

void ring(Context& context, Journeys& journeys, const Job& job) {
  auto found = clock(context.tx, job.key);
  if (!found || found->state != ClockState::waiting) return;
  // Something that makes the clock needless may have happened and not been heard yet.
  if (is_news_after(context.tx, cursor_of(context.tx, "journeys"))) {
    return context.schedule(clock_kind, job.key, found->due_at, Json::object());
  }
  if (found->is_own()) return ring_own(context, *found);
  const Programme programme = journeys.programmes().get(context.tx, found->programme);
  const ClockRule* rule = rule_of(programme, found->rule);
  const bool has_place = rule && found->place.turn < rule->turns() &&
                         found->place.step <= static_cast<int>(rule->if_nothing.size());
  if (!has_place) return set_clock_state(context.tx, found->id, ClockState::over);
  const Timing timing = timing_of(context, journeys, programme, *rule, *found);
  found->place = latest_place(*rule, timing, found->place, context.now);
  const Instant when = by_day(*rule, timing, found->place, context.now);
  if (when > context.now) {
    found->due_at = when;
    put_clock(context.tx, *found);
    return context.schedule(clock_kind, job.key, when, Json::object());
  }
  act(context, journeys, *found, *rule, programme);
  wait_for(context, *found, *rule, timing);
}

}  // namespace

JobKind clock_job(Journeys& journeys) {
  return {std::string(clock_kind),
          [&journeys](Context& context, const Job& job) { ring(context, journeys, job); },
          {},
          {}};
}

}  // namespace kith::journeys
