#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/conversations/store.h"

// The only maker of Reach over conversations: docs/access.md, row "pair messages". There is no scope for
// staff and none for the system, on purpose: what nobody can make, no operation can use.
namespace kith {

template <>
struct ReachMaker<Conversation> {
  static Reach<Conversation> make(PersonId person, ProgrammeId programme) {
    return {Scope::own_pairs, std::move(person), std::move(programme)};
  }
};

Reach<Conversation> reach_own_conversations(const Context& context) {
  if (context.actor.person.empty() || !context.actor.signed_in()) throw not_found();
  return ReachMaker<Conversation>::make(context.actor.person, {});
}

Reach<Conversation> reach_conversation(const Context& context, const ConversationId& id) {
  const auto programme = conversations_store::programme_of(context.tx, reach_own_conversations(context), id);
  if (!programme) throw not_found();
  return ReachMaker<Conversation>::make(context.actor.person, *programme);
}

}  // namespace kith
