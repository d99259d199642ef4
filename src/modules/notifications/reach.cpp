#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/notifications/notifications.h"

// The only maker of Reach over the outbox: docs/access.md, row "installation".
namespace kith {

template <>
struct ReachMaker<Deliveries> {
  static Reach<Deliveries> make(Scope scope, PersonId person) { return {scope, std::move(person), {}}; }
};

Reach<Deliveries> reach_outbox(const Context& context) {
  if (!context.actor.is_administrator()) throw not_found();
  return ReachMaker<Deliveries>::make(Scope::system, context.actor.person);
}

}  // namespace kith
