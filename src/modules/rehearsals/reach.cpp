#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/rehearsals/rehearsals.h"

// The only maker of Reach over rehearsals: docs/access.md, row "a rehearsal".
namespace kith {

template <>
struct ReachMaker<Rehearsal> {
  static Reach<Rehearsal> make(Scope scope, PersonId person, ProgrammeId programme) {
    return {scope, std::move(person), std::move(programme)};
  }
};

Reach<Rehearsal> reach_rehearsals(const Context& context, const ProgrammeId& programme) {
  if (!context.actor.has({Role::coordinator, Role::lead}, programme)) throw not_found();
  return ReachMaker<Rehearsal>::make(Scope::programme, context.actor.person, programme);
}

Reach<Rehearsal> reach_rehearsals_as_system(const Context& context) {
  return ReachMaker<Rehearsal>::make(Scope::system, context.actor.person, ProgrammeId());
}

}  // namespace kith
