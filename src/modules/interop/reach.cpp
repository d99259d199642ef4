#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/interop/interop.h"

// The only maker of Reach over uploaded rosters: they hold whole contact lists, so only a coordinator of the
// programme opens them.
namespace kith {

template <>
struct ReachMaker<ImportDrafts> {
  static Reach<ImportDrafts> make(Scope scope, PersonId person, ProgrammeId programme) {
    return {scope, std::move(person), std::move(programme)};
  }
};

Reach<ImportDrafts> reach_import_drafts(const Context& context, const ProgrammeId& programme) {
  if (!context.actor.has({Role::coordinator}, programme)) throw not_found();
  return ReachMaker<ImportDrafts>::make(Scope::programme, context.actor.person, programme);
}

Reach<ImportDrafts> reach_import_drafts_as_system(const Context& context) {
  return ReachMaker<ImportDrafts>::make(Scope::system, context.actor.person, {});
}

}  // namespace kith
