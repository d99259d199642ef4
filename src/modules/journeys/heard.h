#pragma once

#include "modules/journeys/clocks.h"
#include "modules/journeys/journeys.h"
#include "modules/journeys/tasks.h"

// One event, heard. The files people_heard.cpp, groups_heard.cpp and matches_heard.cpp say what follows
// from each. For this folder only.
namespace kith::journeys {

class Heard {
 public:
  Heard(Context& context, Journeys& journeys, const StoredEvent& event)
      : context_(context), journeys_(journeys), event_(event), programme_(event.programme) {}

  void person_invited();
  void person_screened();
  void person_added_or_changed();
  void delivery_failed();

  void request_asked();
  void request_reminded() { happened_to_request("request.reminded"); }
  void request_ended();  // declined, not now, released or withdrawn
  void requests_exhausted();

  void match_made();
  void first_contact();
  void match_ended();
  void message_sent();

  void group_joined();
  void group_changed();
  void group_left();
  void group_answered();

  void concern_raised();
  void concern_handled();

 private:
  PersonId person(std::string_view member) const { return PersonId(event_.data.text(member)); }
  Happening happening(std::string_view name) const;
  void happened_to_request(std::string_view name);
  void happened_to_pair(std::string_view name, const journeys_store::PairRow& pair);
  Happening happening_to(std::string_view name, const PersonId& whom, Role role) const;

  journeys_store::TaskRow new_task(TaskKind kind, const std::string& subject, const std::string& place) const;
  void close(TaskKind kind, const std::string& subject, const PersonId& about, const PersonId& owner,
             TaskState state = TaskState::moot);
  void let_choose(const PersonId& participant);
  bool may_choose(const PersonId& participant) const;
  void tell_of_group(const char* news);
  void say_hello(const PersonId& owner, const PersonId& to);
  void matches_pause(const PersonId& whom);
  void matches_resume(const PersonId& whom);
  void came_in(const PersonId& whom, Role role);
  void rests(const PersonId& supporter);
  void left(const PersonId& whom);

  Context& context_;
  Journeys& journeys_;
  const StoredEvent& event_;
  ProgrammeId programme_;
};

}  // namespace kith::journeys
