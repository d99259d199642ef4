#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/journeys/journeys.h"

// The statements of this module. For this folder only.
namespace kith {

// `moot`: what it asked for is no longer needed.
enum class TaskState { open, done, moot };

template <>
struct EnumNames<TaskState> {
  static constexpr std::pair<TaskState, std::string_view> names[] = {
      {TaskState::open, "open"}, {TaskState::done, "done"}, {TaskState::moot, "moot"}};
};

}  // namespace kith

namespace kith::journeys_store {

struct TaskRow {
  TaskId id;
  ProgrammeId programme;
  TaskKind kind = TaskKind::choose;
  std::string cause;    // the event and the place that it fills: no second task has the same
  std::string subject;  // the request, match, concern or person by which it is closed
  PersonId owner;
  std::string role;  // "" when there is an owner
  PersonId about;
  PersonId other;             // the second person of the sentence
  std::string link;           // what the button opens: a conversation
  std::string rule;           // the clock's key, of kind clock
  std::int64_t sequence = 0;  // of the event that opened it
  Instant opened_at;
  std::optional<Instant> due_at;
  TaskState state = TaskState::open;
  PersonId assigned;  // of the staff: who does it for the role
};

// False when this cause has its task already.
bool insert_task(Tx& tx, const TaskRow& row);
void close_task(Tx& tx, const TaskId& id, TaskState state, Instant at, const std::string& by);

std::optional<TaskRow> task(Tx& tx, const TaskId& id, const ProgrammeId& programme);

// Open tasks opened before that event, for closing: hearing an old event again touches nothing newer.
struct Closing {
  TaskKind kind;
  std::string subject;  // "" for any
  PersonId about;       // empty for any
  PersonId owner;       // empty for any
  std::string rule;     // "" for any
};
std::vector<TaskRow> open_tasks(Tx& tx, const ProgrammeId& programme, const Closing& which);
std::vector<TaskRow> all_open_tasks(Tx& tx, const ProgrammeId& programme);  // at most 1,000
std::vector<TaskRow> open_tasks_of_subject(Tx& tx, const ProgrammeId& programme, const std::string& subject);
std::vector<TaskRow> open_tasks_of_person(Tx& tx, const ProgrammeId& programme, const PersonId& person);

// One's own open tasks, the most urgent first: by due time, then by age.
std::vector<TaskRow> own_tasks(Tx& tx, const Reach<Tasks>& reach);

// Of one role, or of every role when `role` is ""; the most urgent first, after a place in that order.
struct TaskPage {
  std::string role;
  std::string after;  // "<due>.<id>" or ""
  std::int64_t limit = 50;
};
std::vector<TaskRow> role_tasks(Tx& tx, const Reach<Tasks>& reach, const TaskPage& page);
std::string place_of(const TaskRow& row);

struct Counts {
  std::int64_t waiting = 0;  // participants without a match who choose or wait for an answer
  std::int64_t due = 0;      // role tasks due before the moment
  std::int64_t requests = 0;
  std::int64_t conversations = 0;
};
Counts counts(Tx& tx, const Reach<Tasks>& reach, const std::string& role, Instant due_before);

struct MemberRow {
  PersonId person;
  ProgrammeId programme;
  Role role = Role::participant;
  GrantState state = GrantState::imported;
  std::int64_t sequence = 0;
};
std::optional<MemberRow> member(Tx& tx, const MemberRow& key);
void put_member(Tx& tx, const MemberRow& row);

struct PairRow {
  std::string match;
  ProgrammeId programme;
  PersonId participant;
  PersonId supporter;
  std::string conversation;
  Instant made_at;
  std::optional<Instant> contact_at;
  std::optional<Instant> ended_at;
  std::optional<Instant> ends_at;          // as agreed at the beginning, or moved since
  std::optional<Instant> last_contact_at;  // in the app or noted
  std::int64_t contacts = 0;               // noted ones, and days with messages
  std::int64_t attempts = 0;               // noted ones in which nobody was reached
  std::string wishes = {};                 // what each side wishes for the end: "participant=extend "...

  const PersonId& other(const PersonId& one) const { return participant == one ? supporter : participant; }
};
void insert_pair(Tx& tx, const PairRow& row);
void note_contact(Tx& tx, const std::string& match, Instant at);
void end_pair(Tx& tx, const std::string& match, Instant at);
std::optional<PairRow> pair_of_match(Tx& tx, const std::string& match);
std::optional<PairRow> pair_of_conversation(Tx& tx, const std::string& conversation);
std::vector<PairRow> open_pairs(Tx& tx, const PersonId& person);  // newest first, at most 50
// Also sets the time of the first contact when this is it.
void count_contact(Tx& tx, const std::string& match, Instant at);
// A message was carried; `days` is 1 on the first of a day. It is no first contact until both have written.
void note_message(Tx& tx, const std::string& match, Instant at, std::int64_t days);
void count_attempt(Tx& tx, const std::string& match);
void set_wishes(Tx& tx, const std::string& match, const std::string& wishes);
void set_end(Tx& tx, const std::string& match, Instant ends_at);
// Open pairs of the programme without a contact since then, the longest first; not those that take a break.
std::vector<PairRow> silent_pairs(Tx& tx, const Reach<Tasks>& reach, Instant before, std::int64_t limit);

std::optional<Instant> nudged_at(Tx& tx, const std::string& match);
void note_nudge(Tx& tx, const std::string& match, Instant at);
std::int64_t count_open_pairs(Tx& tx, const PersonId& supporter, const ProgrammeId& programme);

// Days on which Kith carried messages between the two. True on the first message of a day; a message heard
// before counts once.
struct CarriedDay {
  std::string day;  // yyyy-mm-dd
  std::int64_t messages = 0;
};
bool count_carried(Tx& tx, const std::string& match, const std::string& day, Instant at,
                   std::int64_t sequence);
std::vector<CarriedDay> carried_since(Tx& tx, const std::string& match, const std::string& day);

// Gives a task of the staff to one of them, or back to its role.
void assign_task(Tx& tx, const TaskId& id, const PersonId& to);

// Takes away what was noted about or asked of somebody; with `all` also how they felt after each contact.
// The times stay, which belong to no name any more.
void forget_person(Tx& tx, const PersonId& person, const ProgrammeId& programme, bool all);

std::vector<std::string> broken_rows(Tx& tx);

}  // namespace kith::journeys_store
