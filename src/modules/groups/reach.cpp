#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/groups/groups.h"

// The only maker of Reach over groups: docs/access.md, row "a group, and a proposal of groups".
namespace kith {

template <>
struct ReachMaker<PeerGroup> {
  static Reach<PeerGroup> make(Scope scope, PersonId person, ProgrammeId programme) {
    return {scope, std::move(person), std::move(programme)};
  }
};

Reach<PeerGroup> reach_groups(const Context& context, const ProgrammeId& programme) {
  if (!context.actor.has({Role::coordinator}, programme)) throw not_found();
  return ReachMaker<PeerGroup>::make(Scope::programme, context.actor.person, programme);
}

Reach<PeerGroup> reach_own_groups(const Context& context) {
  if (!context.actor.signed_in()) throw not_found();
  return ReachMaker<PeerGroup>::make(Scope::self, context.actor.person, {});
}

Reach<PeerGroup> reach_groups_as_system(const Context& context, const ProgrammeId& programme) {
  return ReachMaker<PeerGroup>::make(Scope::system, context.actor.person, programme);
}

}  // namespace kith
