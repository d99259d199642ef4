#include "modules/journeys/home.h"

#include <algorithm>

#include "modules/journeys/lifecycles.h"
#include "modules/journeys/local_hours.h"
#include "modules/journeys/sentences.h"
#include "modules/journeys/store.h"
#include "modules/journeys/words.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;
using namespace journeys_words;

constexpr std::size_t most_others = 5;
constexpr std::initializer_list<Role> team_roles{Role::coordinator, Role::supervisor,
                                                 Role::safeguarding_lead};

// Everything that the person could do next, the most urgent first, each page once.
class Steps {
 public:
  Steps(Context& context, const Journeys& journeys) : context_(context), journeys_(journeys) {}

  std::vector<NextStep> all() {
    for (const TaskRow& each : own_tasks(context_.tx, reach_own_tasks(context_))) {
      if (!is_still_theirs(each)) continue;
      const TaskWords words = words_of(context_, journeys_, each);
      add({words.sentence, words.button, words.href});
    }
    for (const RoleGrant& each : context_.actor.grants) {
      if (!each.programme.empty()) add_for(each);
    }
    add_talks();
    for (const NextStep& each : quiet_) add(each);
    if (steps_.empty()) add(step(no_programme, no_programme_button, "/help"));
    return std::move(steps_);
  }

 private:
  // What was given to one of the team is shown, with whom it is about, while they are of the team (promise
  // A4).
  bool is_still_theirs(const TaskRow& task) const {
    return task.owner == context_.actor.person || context_.actor.has(team_roles, task.programme);
  }

  void add(NextStep made) {
    if (made.sentence.empty() || std::ranges::find(steps_, made.href, &NextStep::href) != steps_.end())
      return;
    steps_.push_back(std::move(made));
  }

  NextStep step(const Phrase& sentence, const Phrase& button, std::string href,
                const std::string& name = "") const {
    return {sentence.in(context_.language, {{"name", name}, {"programme", name}}),
            button.in(context_.language), std::move(href)};
  }

  void add_for(const RoleGrant& grant) {
    if (grant.state == GrantState::imported || grant.state == GrantState::invited) {
      if (journeys_.people().is_redirected(context_, context_.actor.person, grant.programme))
        return add(step(redirected, redirected_button, "/welcome"));
      return add(step(come_in, come_in_button, "/welcome"));
    }
    if (context_.actor.has(team_roles, grant.programme) && is_staff(grant.role)) {
      const Programme programme = journeys_.programmes().get(context_.tx, grant.programme);
      return add(step(board, board_button, today_page(grant.programme), programme.name(context_.language)));
    }
    if (is_staff(grant.role)) return;
    if (grant.state == GrantState::paused)
      return quiet_.push_back(step(resting, resting_button, "/me/taking-part"));
    if (grant.role == Role::supporter)
      return quiet_.push_back(step(nobody_asks, nobody_asks_button, "/me/room"));
    const PersonId& me = context_.actor.person;
    if (!open_tasks(context_.tx, grant.programme, {TaskKind::answer_request, "", me, {}, ""}).empty()) {
      add(step(asked, asked_button, "/requests"));
    }
  }

  void add_talks() {
    for (const PairRow& each : open_pairs(context_.tx, context_.actor.person)) {
      const bool mine = each.participant == context_.actor.person;
      const PersonId& other = mine ? each.supporter : each.participant;
      const std::string name = journeys_.people().display_name(context_, other, each.programme);
      add(step(talk_on, talk_on_button, talk_page(each.conversation), name));
    }
  }

  Context& context_;
  const Journeys& journeys_;
  std::vector<NextStep> steps_;
  std::vector<NextStep> quiet_;  // what is said when there is nothing to do
};

std::string own_name(Context& context, const Journeys& journeys) {
  for (const RoleGrant& each : context.actor.grants) {
    if (!is_staff(each.role))
      return journeys.people().display_name(context, context.actor.person, each.programme);
  }
  return journeys.people().display_name(context, context.actor.person, {});
}

// A coordinator oversees every role's tasks, a safeguarding lead and a supervisor their own.
std::string role_seen(const Actor& actor, const ProgrammeId& programme) {
  if (actor.has({Role::coordinator}, programme)) return "";
  const Role role =
      actor.has({Role::safeguarding_lead}, programme) ? Role::safeguarding_lead : Role::supervisor;
  return std::string(enum_name(role));
}

TaskLine line_of(Context& context, const Journeys& journeys, const TaskRow& task) {
  const TaskWords words = words_of(context, journeys, task);
  TaskLine line;
  line.task_id = task.id;
  line.kind = task.kind;
  line.sentence = words.sentence;
  line.person_id = task.about.str();
  line.person_name = words.about_name;
  line.since = task.opened_at;
  line.due_at = task.due_at;
  line.overdue = task.due_at && *task.due_at < context.now;
  line.button = words.button;
  line.href = words.href;
  line.assigned_id = task.assigned.str();
  if (!task.assigned.empty()) {
    line.assigned_name = journeys.people().display_name(context, task.assigned, task.programme);
  }
  return line;
}

// From where the person stands in each programme, each page once, and none that stands above already.
std::vector<NextStep> can_do(Context& context, const HomeView& view) {
  std::vector<NextStep> out;
  const auto is_there = [&](const std::string& href) {
    const auto same = [&](const NextStep& step) { return step.href == href; };
    return same(view.next_step) || std::ranges::any_of(view.also, same) || std::ranges::any_of(out, same);
  };
  for (const RoleGrant& grant : context.actor.grants) {
    if (is_staff(grant.role) || grant.programme.empty()) continue;
    const Machine machine = grant.role == Role::supporter ? Machine::availability : Machine::enrolment;
    const std::string state =
        state_of(context.tx, machine, member_subject(context.actor.person, grant.programme));
    for (const Possible& each : possible(machine)) {
      std::string href(each.page);
      if (href == "/choose") href = choose_page(grant.programme);
      if (each.state == state && !is_there(href)) out.push_back({"", each.words.in(context.language), href});
    }
  }
  return out;
}

}  // namespace

HomeView home(Context& context, const Journeys& journeys) {
  HomeView view;
  view.display_name = own_name(context, journeys);
  std::vector<NextStep> steps = Steps(context, journeys).all();
  view.next_step = steps.front();
  steps.erase(steps.begin());
  if (steps.size() > most_others) steps.resize(most_others);
  view.also = std::move(steps);
  view.can = can_do(context, view);
  for (const RoleGrant& each : context.actor.grants) {
    if (each.programme.empty()) continue;
    const Programme programme = journeys.programmes().get(context.tx, each.programme);
    view.programmes.push_back({each.programme, programme.name(context.language), each.role,
                               programme.role_word(each.role, context.language), each.state});
  }
  return view;
}

TodayView today(Context& context, const Journeys& journeys, const TodayAsk& ask) {
  const auto reach = reach_programme_tasks(context, ask.programme);
  const Programme programme = journeys.programmes().get(context.tx, ask.programme);
  const std::string role = role_seen(context.actor, ask.programme);
  TodayView view;
  view.programme_name = programme.name(context.language);
  std::vector<TaskRow> rows = role_tasks(context.tx, reach, {role, ask.after, ask.limit + 1});
  if (rows.size() > static_cast<std::size_t>(ask.limit)) {
    rows.pop_back();
    view.next = place_of(rows.back());
  }
  for (const TaskRow& each : rows) view.tasks.push_back(line_of(context, journeys, each));
  const Counts all = counts(context.tx, reach, role, end_of_day(context.now, programme.package->time_zone));
  view.waiting_count = static_cast<int>(all.waiting);
  view.due_count = static_cast<int>(all.due);
  view.requests_open = static_cast<int>(all.requests);
  view.conversations_open = static_cast<int>(all.conversations);
  return view;
}

}  // namespace kith::journeys
