#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/journeys/journeys.h"

// The only maker of Reach over tasks: docs/access.md, row "task".
namespace kith {

template <>
struct ReachMaker<Tasks> {
  static Reach<Tasks> make(Scope scope, PersonId person, ProgrammeId programme) {
    return {scope, std::move(person), std::move(programme)};
  }
};

Reach<Tasks> reach_own_tasks(const Context& context) {
  if (!context.actor.signed_in()) throw not_found();
  return ReachMaker<Tasks>::make(Scope::self, context.actor.person, {});
}

Reach<Tasks> reach_programme_tasks(const Context& context, const ProgrammeId& programme) {
  if (!context.actor.has({Role::coordinator, Role::supervisor, Role::safeguarding_lead}, programme)) {
    throw not_found();
  }
  return ReachMaker<Tasks>::make(Scope::programme, context.actor.person, programme);
}

}  // namespace kith
