#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "base/fields.h"
#include "kernel/ids.h"

namespace kith {

// What a person may be in a programme (access policy: docs/access.md). A role counts in one programme only,
// from the moment it is given until the moment it is taken. `administrator` alone is held for the whole
// installation and gives no reading of people.
enum class Role {
  participant,
  caregiver,
  supporter,
  coordinator,
  supervisor,
  safeguarding_lead,
  referrer,
  researcher,
  lead,
  administrator
};

template <>
struct EnumNames<Role> {
  static constexpr std::pair<Role, std::string_view> names[] = {
      {Role::participant, "participant"},
      {Role::caregiver, "caregiver"},
      {Role::supporter, "supporter"},
      {Role::coordinator, "coordinator"},
      {Role::supervisor, "supervisor"},
      {Role::safeguarding_lead, "safeguarding_lead"},
      {Role::referrer, "referrer"},
      {Role::researcher, "researcher"},
      {Role::lead, "lead"},
      {Role::administrator, "administrator"}};
};

// Staff sign in with a second factor, and their roles count only after it.
bool is_staff(Role role);

enum class GrantState { imported, invited, active, paused, ended };

template <>
struct EnumNames<GrantState> {
  static constexpr std::pair<GrantState, std::string_view> names[] = {{GrantState::imported, "imported"},
                                                                      {GrantState::invited, "invited"},
                                                                      {GrantState::active, "active"},
                                                                      {GrantState::paused, "paused"},
                                                                      {GrantState::ended, "ended"}};
};

struct RoleGrant {
  ProgrammeId programme;  // empty for administrator
  Role role = Role::participant;
  GrantState state = GrantState::active;
};

enum class SecondFactor { none, needed, setup, done };

template <>
struct EnumNames<SecondFactor> {
  static constexpr std::pair<SecondFactor, std::string_view> names[] = {{SecondFactor::none, "none"},
                                                                        {SecondFactor::needed, "needed"},
                                                                        {SecondFactor::setup, "setup"},
                                                                        {SecondFactor::done, "done"}};
};

// Who is asking. Made afresh for every request and every socket event, never kept: a change of role counts
// from the next request (promise A4).
struct Actor {
  enum class Kind { anonymous, person, system };

  Kind kind = Kind::anonymous;
  PersonId person;
  SessionId session;
  std::string csrf;
  SecondFactor second_factor = SecondFactor::none;
  std::string language;
  std::vector<RoleGrant> grants;  // every grant that has not ended
  std::string reason;             // for system: which job or reaction acts

  static Actor system(std::string reason);

  // Signed in completely: with the second factor where one is asked for.
  bool signed_in() const;

  // Holds one of the roles in that programme now: active or paused, and for staff roles with the second
  // factor.
  bool has(std::initializer_list<Role> roles, const ProgrammeId& programme) const;
  bool has_any(const std::vector<Role>& roles, const ProgrammeId& programme) const;

  // Has any relation to the programme, invited included: decides between "refuse" and "hide".
  bool knows(const ProgrammeId& programme) const;

  bool is_administrator() const;

  // For the event log: the person's id, or "system:<reason>".
  std::string label() const;
};

}  // namespace kith
