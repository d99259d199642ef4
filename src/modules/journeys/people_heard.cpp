#include "modules/journeys/call_store.h"
#include "modules/journeys/endings.h"
#include "modules/journeys/heard.h"
#include "modules/journeys/phone_calls.h"

namespace kith::journeys {

using namespace journeys_store;

namespace {

bool chooses(Role role) { return role == Role::participant || role == Role::caregiver; }

}  // namespace

TaskRow Heard::new_task(TaskKind kind, const std::string& subject, const std::string& place) const {
  TaskRow task;
  task.programme = programme_;
  task.kind = kind;
  task.cause = event_.id + " " + std::string(enum_name(kind)) + " " + place;
  task.subject = subject;
  task.sequence = event_.sequence;
  return task;
}

void Heard::close(TaskKind kind, const std::string& subject, const PersonId& about, const PersonId& owner,
                  TaskState state) {
  close_tasks(context_, open_tasks(context_.tx, programme_, {kind, subject, about, owner, ""}), state,
              event_.sequence);
}

Happening Heard::happening_to(std::string_view name, const PersonId& whom, Role role) const {
  Happening out{name, programme_, "", "", {}, {}, event_.id, event_.sequence, event_.at};
  (role == Role::supporter ? out.supporter : out.participant) = whom;
  return out;
}

void Heard::person_invited() {
  const auto role = enum_from<Role>(event_.data.text("role"));
  if (role && !is_staff(*role))
    happened(context_, journeys_, happening_to("person.invited", person("person"), *role));
}

// Only those who look for support are asked.
void Heard::person_screened() {
  const bool fits = event_.data.find("fits")->boolean();
  happened(context_, journeys_,
           happening_to(fits ? "person.eligible" : "person.redirected", person("person"), Role::participant));
}

// Whether someone came in or came back is told by what they were before.
void Heard::person_added_or_changed() {
  const auto role = enum_from<Role>(event_.data.text("role"));
  const auto state = enum_from<GrantState>(event_.data.text("state"));
  if (!role || !state || is_staff(*role) || programme_.empty()) return;
  MemberRow now{person("person"), programme_, *role, *state, event_.sequence};
  const auto before = member(context_.tx, now);
  if (before && before->sequence >= now.sequence) return;  // heard already
  put_member(context_.tx, now);
  const bool was_here =
      before && (before->state == GrantState::paused || before->state == GrantState::active);
  switch (*state) {
    case GrantState::active:
      happened(context_, journeys_,
               happening_to(was_here ? "person.resumed" : "person.joined", now.person, *role));
      if (before && before->state == GrantState::paused) matches_resume(now.person);
      return came_in(now.person, *role);
    case GrantState::paused:
      close(TaskKind::choose, now.person.str(), {}, now.person);
      if (*role == Role::supporter) rests(now.person);
      happened(context_, journeys_, happening_to("person.paused", now.person, *role));
      return matches_pause(now.person);
    case GrantState::ended:
      left(now.person);
      return happened(context_, journeys_, happening_to("person.left", now.person, *role));
    case GrantState::imported:
    case GrantState::invited:
      return;
  }
}

void Heard::matches_pause(const PersonId& whom) {
  for (const PairRow& each : open_pairs(context_.tx, whom)) {
    if (each.programme == programme_) happened_to_pair("match.paused", each);
  }
}

// A match goes on when neither of the two takes a break.
void Heard::matches_resume(const PersonId& whom) {
  for (const PairRow& each : open_pairs(context_.tx, whom)) {
    if (each.programme != programme_) continue;
    const auto other = journeys_.people().member_grant(context_.tx, each.other(whom), programme_);
    if (other && other->state == GrantState::active) happened_to_pair("match.resumed", each);
  }
}

void Heard::came_in(const PersonId& whom, Role role) {
  if (chooses(role)) let_choose(whom);
}

void Heard::rests(const PersonId& supporter) {
  for (const PairRow& each : open_pairs(context_.tx, supporter)) {
    if (each.programme == programme_ && each.supporter == supporter) {
      supporter_rests(context_, journeys_, each, event_);
    }
  }
}

void Heard::left(const PersonId& whom) {
  std::vector<TaskRow> needless;
  for (TaskRow& each : open_tasks_of_person(context_.tx, programme_, whom)) {
    if (each.kind != TaskKind::concern) needless.push_back(std::move(each));
  }
  close_tasks(context_, needless, TaskState::moot, event_.sequence);
  stop_clocks_of_person(context_, programme_, whom, event_.sequence);
}

// Only who takes part, has nobody and waits for no answer is asked to choose.
bool Heard::may_choose(const PersonId& participant) const {
  const auto grant = journeys_.people().member_grant(context_.tx, participant, programme_);
  if (!grant || grant->state != GrantState::active || !chooses(grant->role)) return false;
  for (const PairRow& each : open_pairs(context_.tx, participant)) {
    if (each.programme == programme_ && each.participant == participant) return false;
  }
  return open_tasks(context_.tx, programme_, {TaskKind::answer_request, "", participant, {}, ""}).empty();
}

void Heard::let_choose(const PersonId& participant) {
  if (!may_choose(participant)) return;
  if (!open_tasks(context_.tx, programme_, {TaskKind::choose, participant.str(), {}, {}, ""}).empty()) return;
  TaskRow task = new_task(TaskKind::choose, participant.str(), "");
  task.owner = participant;
  open_task(context_, std::move(task));
}

// One call is enough for however many letters.
void Heard::delivery_failed() {
  if (programme_.empty()) return;
  const PersonId whom = person("person");
  if (!journeys_.people().member_grant(context_.tx, whom, programme_)) return;
  insert_to_tell(context_.tx, {event_.id, whom, programme_, event_.data.text("kind"), event_.at});
  if (!open_tasks(context_.tx, programme_, {TaskKind::reach_by_phone, whom.str(), {}, {}, ""}).empty())
    return;
  TaskRow task = new_task(TaskKind::reach_by_phone, whom.str(), "");
  task.role = enum_name(Role::coordinator);
  task.about = whom;
  task.due_at = call_due(context_, journeys_, programme_, whom, event_.at + days(1));
  open_task(context_, std::move(task));
}

// The times are those of docs/access.md's safeguarding lead: the concern itself keeps its own clock, and asks
// the next person when it runs out.
void Heard::concern_raised() {
  TaskRow task = new_task(TaskKind::concern, event_.data.text("concern"), "");
  const bool has_lead =
      !journeys_.people().people_with_role(context_.tx, programme_, Role::safeguarding_lead).empty();
  task.role = enum_name(has_lead ? Role::safeguarding_lead : Role::coordinator);
  const std::string& level = event_.data.text("level");
  task.due_at = event_.at + (level == "urgent"    ? Duration(minutes(15))
                             : level == "worried" ? hours(24)
                                                  : hours(72));
  open_task(context_, std::move(task));
  Happening raised{"concern.raised", programme_,      "",       event_.data.text("concern"), {}, {},
                   event_.id,        event_.sequence, event_.at};
  const PersonId reporter = person("reporter");
  const auto grant = journeys_.people().member_grant(context_.tx, reporter, programme_);
  if (grant) (grant->role == Role::supporter ? raised.supporter : raised.participant) = reporter;
  happened(context_, journeys_, raised);
}

void Heard::concern_handled() {
  const std::string& concern = event_.data.text("concern");
  close(TaskKind::concern, concern, {}, {}, TaskState::done);
  if (event_.type != "safeguarding.concern_closed") return;
  happened(context_, journeys_,
           {"concern.closed", programme_, "", concern, {}, {}, event_.id, event_.sequence, event_.at});
}

}  // namespace kith::journeys
