#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "kernel/actor.h"
#include "kernel/ids.h"

// What the people module publishes. Subject of each is the person's id.
namespace kith {

struct PersonAdded {
  static constexpr std::string_view schema_name = "PersonAdded";
  static constexpr std::string_view type = "people.person_added";
  PersonId person;
  Role role = Role::participant;
  GrantState state = GrantState::imported;
  static constexpr auto fields() {
    return std::tuple{field("person", &PersonAdded::person), field("role", &PersonAdded::role),
                      field("state", &PersonAdded::state)};
  }
};

struct PersonInvited {
  static constexpr std::string_view schema_name = "PersonInvited";
  static constexpr std::string_view type = "people.person_invited";
  PersonId person;
  Role role = Role::participant;
  static constexpr auto fields() {
    return std::tuple{field("person", &PersonInvited::person), field("role", &PersonInvited::role)};
  }
};

// A role was given, taken, paused or came back. The person's open sockets are looked at again.
struct RoleChanged {
  static constexpr std::string_view schema_name = "RoleChanged";
  static constexpr std::string_view type = "people.role_changed";
  PersonId person;
  Role role = Role::participant;
  GrantState state = GrantState::active;
  static constexpr auto fields() {
    return std::tuple{field("person", &RoleChanged::person), field("role", &RoleChanged::role),
                      field("state", &RoleChanged::state)};
  }
};

struct CapacityChanged {
  static constexpr std::string_view schema_name = "CapacityChanged";
  static constexpr std::string_view type = "people.capacity_changed";
  PersonId person;
  int capacity = 0;
  bool paused = false;
  static constexpr auto fields() {
    return std::tuple{field("person", &CapacityChanged::person),
                      field("capacity", &CapacityChanged::capacity),
                      field("paused", &CapacityChanged::paused)};
  }
};

// What somebody answers, shows or wants kept from was written anew; not what it says.
struct AnswersChanged {
  static constexpr std::string_view schema_name = "AnswersChanged";
  static constexpr std::string_view type = "people.answers_changed";
  PersonId person;
  static constexpr auto fields() { return std::tuple{field("person", &AnswersChanged::person)}; }
};

struct ConsentChanged {
  static constexpr std::string_view schema_name = "ConsentChanged";
  static constexpr std::string_view type = "people.consent_changed";
  PersonId person;
  std::string purpose;
  bool given = false;
  std::string how;
  static constexpr auto fields() {
    return std::tuple{field("person", &ConsentChanged::person), field("purpose", &ConsentChanged::purpose),
                      field("given", &ConsentChanged::given), field("how", &ConsentChanged::how)};
  }
};

// The questions at the beginning were answered: the programme suits the person, or not. Which of them did not
// fit stays with the person's own record.
struct PersonScreened {
  static constexpr std::string_view schema_name = "PersonScreened";
  static constexpr std::string_view type = "people.screened";
  PersonId person;
  bool fits = false;
  static constexpr auto fields() {
    return std::tuple{field("person", &PersonScreened::person), field("fits", &PersonScreened::fits)};
  }
};

struct RecordViewed {
  static constexpr std::string_view schema_name = "RecordViewed";
  static constexpr std::string_view type = "people.record_viewed";
  PersonId person;
  static constexpr auto fields() { return std::tuple{field("person", &RecordViewed::person)}; }
};

struct PersonBlocked {
  static constexpr std::string_view schema_name = "PersonBlocked";
  static constexpr std::string_view type = "people.person_blocked";
  PersonId blocker;
  PersonId blocked;
  static constexpr auto fields() {
    return std::tuple{field("blocker", &PersonBlocked::blocker), field("blocked", &PersonBlocked::blocked)};
  }
};

// Somebody chose to leave. `erase_at` is when what is held on them goes, nothing when it is kept until the
// programme's time is over; `nowhere_else`: they take part in no other programme.
struct PersonLeft {
  static constexpr std::string_view schema_name = "PersonLeft";
  static constexpr std::string_view type = "people.person_left";
  PersonId person;
  std::string leaving;
  std::string choice;
  std::string research;
  std::string reason;
  std::string how;
  std::optional<Instant> erase_at;
  bool nowhere_else = false;
  static constexpr auto fields() {
    return std::tuple{
        field("person", &PersonLeft::person),     field("leaving", &PersonLeft::leaving),
        field("choice", &PersonLeft::choice),     field("research", &PersonLeft::research),
        field("reason", &PersonLeft::reason),     field("how", &PersonLeft::how),
        field("erase_at", &PersonLeft::erase_at), field("nowhere_else", &PersonLeft::nowhere_else)};
  }
};

struct LeavingUndone {
  static constexpr std::string_view schema_name = "LeavingUndone";
  static constexpr std::string_view type = "people.leaving_undone";
  PersonId person;
  std::string leaving;
  static constexpr auto fields() {
    return std::tuple{field("person", &LeavingUndone::person), field("leaving", &LeavingUndone::leaving)};
  }
};

// What is held on somebody in this programme is being taken away: every module takes its own away within the
// same transaction. `extent` is "words" (what they wrote to others stays, without the name) or "everything";
// `cause` is "asked" or "retention"; `last`: nothing of them is held in another programme either. The row of
// this event is what remains, and says when it was done.
struct RecordClosed {
  static constexpr std::string_view schema_name = "RecordClosed";
  static constexpr std::string_view type = "people.record_closed";
  PersonId person;
  std::string cause;
  std::string extent;
  std::string research;
  bool last = false;
  static constexpr auto fields() {
    return std::tuple{field("person", &RecordClosed::person), field("cause", &RecordClosed::cause),
                      field("extent", &RecordClosed::extent), field("research", &RecordClosed::research),
                      field("last", &RecordClosed::last)};
  }
};

}  // namespace kith
