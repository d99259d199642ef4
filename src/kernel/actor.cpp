#include "kernel/actor.h"

#include <algorithm>

namespace kith {

bool is_staff(Role role) {
  return role != Role::participant && role != Role::caregiver && role != Role::supporter;
}

Actor Actor::system(std::string reason) {
  Actor actor;
  actor.kind = Kind::system;
  actor.reason = std::move(reason);
  return actor;
}

bool Actor::signed_in() const {
  return kind == Kind::person && (second_factor == SecondFactor::none || second_factor == SecondFactor::done);
}

bool Actor::has(std::initializer_list<Role> roles, const ProgrammeId& programme) const {
  return has_any(std::vector<Role>(roles), programme);
}

bool Actor::has_any(const std::vector<Role>& roles, const ProgrammeId& programme) const {
  if (!signed_in() || programme.empty()) return false;
  return std::ranges::any_of(grants, [&](const RoleGrant& grant) {
    const bool counts = grant.state == GrantState::active || grant.state == GrantState::paused;
    const bool proven = !is_staff(grant.role) || second_factor == SecondFactor::done;
    return counts && proven && grant.programme == programme &&
           std::ranges::find(roles, grant.role) != roles.end();
  });
}

bool Actor::knows(const ProgrammeId& programme) const {
  return std::ranges::any_of(grants, [&](const RoleGrant& grant) { return grant.programme == programme; });
}

bool Actor::is_administrator() const {
  return signed_in() && second_factor == SecondFactor::done &&
         std::ranges::any_of(grants, [](const RoleGrant& grant) {
           return grant.role == Role::administrator && grant.state == GrantState::active;
         });
}

std::string Actor::label() const {
  if (kind == Kind::system) return "system:" + reason;
  return person.str();
}

}  // namespace kith
