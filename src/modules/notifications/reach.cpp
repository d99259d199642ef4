#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/notifications/notifications.h"

// The only maker of Reach over the outbox: docs/access.md, row "installation".
namespace kith {

template <>
struct ReachMaker<Deliveries> {
  static Reach<Deliveries> make(Scope scope, PersonId person, ProgrammeId programme = {}) {
    return {scope, std::move(person), std::move(programme)};
  }
};

Reach<Deliveries> reach_outbox(const Context& context) {
  if (!context.actor.is_administrator()) throw not_found();
  return ReachMaker<Deliveries>::make(Scope::system, context.actor.person);
}

Reach<Deliveries> reach_programme_letters(const Context& context, const ProgrammeId& programme) {
  if (!context.actor.has({Role::coordinator}, programme)) throw not_found();
  return ReachMaker<Deliveries>::make(Scope::programme, context.actor.person, programme);
}

}  // namespace kith
