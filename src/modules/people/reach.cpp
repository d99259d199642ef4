#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/people/people.h"

// The only maker of Reach over people: docs/access.md, rows "display name" and "legal name".
namespace kith {

template <>
struct ReachMaker<Profiles> {
  static Reach<Profiles> make(Scope scope, PersonId person, ProgrammeId programme) {
    return {scope, std::move(person), std::move(programme)};
  }
};

template <>
struct ReachMaker<Identities> {
  static Reach<Identities> make(Scope scope, PersonId person, ProgrammeId programme) {
    return {scope, std::move(person), std::move(programme)};
  }
};

Reach<Profiles> reach_own_profile(const Context& context, const ProgrammeId& programme) {
  if (context.actor.person.empty() || !context.actor.knows(programme)) throw not_found();
  return ReachMaker<Profiles>::make(Scope::self, context.actor.person, programme);
}

Reach<Profiles> reach_own_leavings(const Context& context) {
  if (context.actor.person.empty()) throw not_found();
  return ReachMaker<Profiles>::make(Scope::self, context.actor.person, {});
}

Reach<Profiles> reach_programme_profiles(const Context& context, const ProgrammeId& programme) {
  const bool staff = context.actor.has({Role::coordinator, Role::supervisor, Role::lead}, programme);
  if (staff) return ReachMaker<Profiles>::make(Scope::programme, context.actor.person, programme);
  throw not_found();
}

Reach<Profiles> reach_profiles_for_matching(const Context& context, const ProgrammeId& programme) {
  return ReachMaker<Profiles>::make(Scope::system, context.actor.person, programme);
}

Reach<Identities> reach_programme_identities(const Context& context, const ProgrammeId& programme) {
  if (!context.actor.has({Role::coordinator}, programme)) throw not_found();
  return ReachMaker<Identities>::make(Scope::programme, context.actor.person, programme);
}

Reach<Identities> reach_identities_as_system(const Context& context) {
  return ReachMaker<Identities>::make(Scope::system, context.actor.person, {});
}

}  // namespace kith
