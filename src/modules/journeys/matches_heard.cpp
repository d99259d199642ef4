#include "modules/journeys/contacts.h"
#include "modules/journeys/endings.h"
#include "modules/journeys/heard.h"

namespace kith::journeys {

using namespace journeys_store;

namespace {

std::string_view package_name(std::string_view type) {
  if (type == "matching.request_declined") return "request.declined";
  if (type == "matching.request_not_now") return "request.not_now";
  return type == "matching.request_released" ? "request.released" : "request.withdrawn";
}

// Whether the programme's own clocks ask its staff to help at once when nobody is left.
bool asks_for_help_itself(const package::Package& package) {
  for (const package::ClockRule& each : package.clocks) {
    const bool at_once = each.after_minutes == 0 && each.action == package::ClockAction::task;
    if (each.when == "request.exhausted" && at_once) return true;
  }
  return false;
}

}  // namespace

Happening Heard::happening(std::string_view name) const {
  return {name,
          programme_,
          event_.data.text("match"),
          event_.data.text("request"),
          person("participant"),
          person("supporter"),
          event_.id,
          event_.sequence,
          event_.at};
}

void Heard::happened_to_request(std::string_view name) { happened(context_, journeys_, happening(name)); }

void Heard::happened_to_pair(std::string_view name, const PairRow& pair) {
  happened(context_, journeys_,
           {name, pair.programme, pair.match, "", pair.participant, pair.supporter, event_.id,
            event_.sequence, event_.at});
}

void Heard::request_asked() {
  const Programme programme = journeys_.programmes().get(context_.tx, programme_);
  close(TaskKind::choose, person("participant").str(), {}, {}, TaskState::done);
  close(TaskKind::help_choose, person("participant").str(), {}, {}, TaskState::done);
  TaskRow task = new_task(TaskKind::answer_request, event_.data.text("request"), "");
  task.owner = person("supporter");
  task.about = person("participant");
  task.due_at = event_.at + minutes(programme.package->matching.requests.release_after_minutes);
  open_task(context_, std::move(task));
  happened_to_request("request.sent");
}

void Heard::request_ended() {
  const bool answered =
      event_.type == "matching.request_declined" || event_.type == "matching.request_not_now";
  close(TaskKind::answer_request, event_.data.text("request"), {}, {},
        answered ? TaskState::done : TaskState::moot);
  happened_to_request(package_name(event_.type));
  // Who takes a request back may choose again; after a no the list goes on, or is exhausted.
  if (event_.type == "matching.request_withdrawn") let_choose(person("participant"));
}

void Heard::requests_exhausted() {
  const PersonId participant = person("participant");
  close(TaskKind::answer_request, "", participant, {});
  let_choose(participant);
  const Programme programme = journeys_.programmes().get(context_.tx, programme_);
  if (!asks_for_help_itself(*programme.package)) {
    TaskRow task = new_task(TaskKind::help_choose, participant.str(), "");
    task.role = enum_name(Role::coordinator);
    task.about = participant;
    task.due_at = event_.at + days(2);
    open_task(context_, std::move(task));
  }
  happened_to_request("request.exhausted");
}

void Heard::say_hello(const PersonId& owner, const PersonId& to) {
  TaskRow task = new_task(TaskKind::say_hello, event_.data.text("match"), owner.str());
  task.owner = owner;
  task.about = to;
  task.link = event_.data.text("conversation");
  open_task(context_, std::move(task));
}

void Heard::match_made() {
  const PersonId participant = person("participant");
  const PersonId supporter = person("supporter");
  const std::string& match = event_.data.text("match");
  if (pair_of_match(context_.tx, match)) return;  // heard already
  const Programme programme = journeys_.programmes().get(context_.tx, programme_);
  PairRow pair;
  pair.match = match;
  pair.programme = programme_;
  pair.participant = participant;
  pair.supporter = supporter;
  pair.conversation = event_.data.text("conversation");
  pair.made_at = event_.at;
  pair.ends_at = agreed_end(programme, event_.at);
  insert_pair(context_.tx, pair);
  plan_ending(context_, pair);
  close(TaskKind::choose, participant.str(), {}, {}, TaskState::done);
  close(TaskKind::help_choose, participant.str(), {}, {}, TaskState::done);
  close(TaskKind::answer_request, "", participant, supporter, TaskState::done);
  close(TaskKind::answer_request, "", participant, {});
  say_hello(participant, supporter);
  say_hello(supporter, participant);
  happened_to_request("request.accepted");
  happened_to_request("match.accepted");
}

void Heard::first_contact() {
  const auto pair = pair_of_match(context_.tx, event_.data.text("match"));
  if (!pair) return;
  note_contact(context_.tx, pair->match, event_.at);
  close(TaskKind::say_hello, pair->match, {}, {}, TaskState::done);
  happened_to_pair("match.first_contact", *pair);
  happened_to_pair("contact.logged", *pair);
}

void Heard::match_ended() {
  const auto pair = pair_of_match(context_.tx, event_.data.text("match"));
  if (!pair || pair->ended_at) return;
  end_pair(context_.tx, pair->match, event_.at);
  close_tasks(context_, open_tasks_of_subject(context_.tx, programme_, pair->match), TaskState::moot,
              event_.sequence);
  stop_clocks_of_match(context_, pair->match, event_.sequence);
  context_.cancel(ending_kind, pair->match);
  happened_to_pair("match.ended", *pair);
  ended_early(context_, journeys_, *pair, event_);
  ask_who_stopped(context_, journeys_, *pair, event_);
  let_choose(pair->participant);
}

void Heard::message_sent() {
  const auto pair = pair_of_conversation(context_.tx, event_.data.text("conversation"));
  if (!pair || pair->ended_at) return;
  const Programme programme = journeys_.programmes().get(context_.tx, pair->programme);
  const bool first_of_day = note_carried(context_, pair->match, programme.package->time_zone, event_);
  note_message(context_.tx, pair->match, event_.at, first_of_day ? 1 : 0);
  const Json* sequence = event_.data.find("sequence");
  if (sequence && sequence->is_integer() && sequence->integer() == 1) {
    happened_to_pair("conversation.first_message", *pair);
  }
  happened_to_pair("conversation.message_sent", *pair);
  if (pair->contact_at) happened_to_pair("contact.logged", *pair);
}

}  // namespace kith::journeys
