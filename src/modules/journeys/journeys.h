#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kernel/module.h"
#include "kernel/ports.h"
#include "kernel/reach.h"
#include "modules/people/people.h"

// Journeys: makes promises kept. It reads the event log and turns what happened into tasks, each with an
// owner (one person) or a role (whoever holds it), and runs the clocks of the programme's package: when X
// happens, after D, at a sensible local hour, a task or a letter, until Y. What is due is a row, never a
// timer, so a restart or a jump of the clock loses nothing (promise R9). Every reaction is idempotent: a task
// remembers the event and the place that caused it, so hearing an event twice gives one task.
//
// Everything a person may do next, their home, and the staff's Today board are views of tasks.
//
// Beside them stand what the two of a match do outside the app (the contact log), the end that they agreed
// on, questions that are answered by a link without signing in, the companion of a first contact (meeting.h),
// calls to whom no letter reaches (phone_calls.h), and where every person and match stands (lifecycles.h).
//
// Refusal codes: journeys.closes_itself (a task that closes when the thing it asks for happens),
// journeys.over (a match that has ended, a clock that will not ring any more), journeys.answered (a question
// that was answered, or whose time is over), journeys.nudged (a nudge today already), journeys.later (a time
// that has passed or lies too far away), journeys.no_such_line (a line that the sheet of the first contact
// does not have).
//
// Known events of packages that nothing publishes yet, so clocks on them stay silent:
// person.profile_completed, supporter.certified. match.check_in_done happens when staff tick off a task whose
// clock waits for it. contact.logged happens with every contact that a person notes, with the first contact
// of a match in the app and with every message after.
namespace kith {

struct TaskTag;
using TaskId = Id<TaskTag>;

enum class TaskKind {
  choose,          // participant: choose someone to talk to
  answer_request,  // supporter: somebody asked
  say_hello,       // both sides of a new match
  help_choose,     // coordinator: nobody was free
  reach_by_phone,  // coordinator: a letter did not arrive
  concern,         // safeguarding lead, else coordinator
  clock,           // what a clock of the programme's package asks for
  reminder,        // what a clock that staff added asks for
  answered,        // coordinator: somebody answered a question with "not sure" or "let us talk"
  look_after,      // coordinator: a supporter had to stop or takes a break while people count on them
  next_door,       // coordinator: somebody chose a group, or to become a supporter
  met_differs,     // coordinator: one of a pair said "we met", the other "not yet"
  call_of_three,   // coordinator: one of a pair would like them on the line for the first talk
  group_news,      // participant, supporter: they have a place in a group, or it is another now, or over
  group_time       // coordinator: the time of a group does not suit somebody in it
};

template <>
struct EnumNames<TaskKind> {
  static constexpr std::pair<TaskKind, std::string_view> names[] = {
      {TaskKind::choose, "choose"},
      {TaskKind::answer_request, "answer_request"},
      {TaskKind::say_hello, "say_hello"},
      {TaskKind::help_choose, "help_choose"},
      {TaskKind::reach_by_phone, "reach_by_phone"},
      {TaskKind::concern, "concern"},
      {TaskKind::clock, "clock"},
      {TaskKind::reminder, "reminder"},
      {TaskKind::answered, "answered"},
      {TaskKind::look_after, "look_after"},
      {TaskKind::next_door, "next_door"},
      {TaskKind::met_differs, "met_differs"},
      {TaskKind::call_of_three, "call_of_three"},
      {TaskKind::group_news, "group_news"},
      {TaskKind::group_time, "group_time"}};
};

struct Tasks;  // what a Reach opens here

struct JourneySettings {
  std::string public_origin;  // the only link in the letters of clocks
};

class Journeys {
 public:
  Journeys(People& people, Postbox& postbox, JourneySettings settings)
      : people_(people), postbox_(postbox), settings_(std::move(settings)) {}

  People& people() const { return people_; }
  const Programmes& programmes() const { return people_.programmes(); }
  Postbox& postbox() const { return postbox_; }
  const JourneySettings& settings() const { return settings_; }

 private:
  People& people_;
  Postbox& postbox_;
  JourneySettings settings_;
};

// The only makers of reach over tasks. Own: the tasks that the person owns. Programme: coordinators reach
// those of every role, supervisors and safeguarding leads those of their own role; refuses not_found to
// everybody else.
Reach<Tasks> reach_own_tasks(const Context& context);
Reach<Tasks> reach_programme_tasks(const Context& context, const ProgrammeId& programme);

// An open task in the words of a package, for the stories that test it: who has it (a person or a role),
// which text of a clock it is or which kind of task, and whom it is about.
struct TaskInBrief {
  TaskId id;
  PersonId owner;
  std::string role;
  std::string what;
  PersonId about;
};
std::vector<TaskInBrief> tasks_in_brief(Context& context, const Journeys& journeys,
                                        const ProgrammeId& programme);

// docs/lifecycles.md: where people and matches stand and what moves them, with diagrams.
std::string lifecycles_document();

std::unique_ptr<Module> make_journeys_module(Journeys& journeys);

}  // namespace kith
