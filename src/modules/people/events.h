#pragma once

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
  static constexpr auto fields() {
    return std::tuple{field("person", &ConsentChanged::person), field("purpose", &ConsentChanged::purpose),
                      field("given", &ConsentChanged::given)};
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

}  // namespace kith
