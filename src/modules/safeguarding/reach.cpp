#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/safeguarding/store.h"
#include "modules/safeguarding/words.h"

// The only maker of Reach over concerns: docs/access.md, row "concern, report".
namespace kith {

template <>
struct ReachMaker<Concern> {
  static Reach<Concern> make(PersonId person, ProgrammeId programme) {
    return {Scope::programme, std::move(person), std::move(programme)};
  }
};

template <>
struct ReachMaker<ConcernContent> {
  static Reach<ConcernContent> make(PersonId person, ProgrammeId programme) {
    return {Scope::programme, std::move(person), std::move(programme)};
  }
};

Reach<Concern> reach_concerns(const Context& context, const ProgrammeId& programme) {
  if (!context.actor.has({Role::coordinator, Role::safeguarding_lead}, programme)) throw not_found();
  return ReachMaker<Concern>::make(context.actor.person, programme);
}

Reach<ConcernContent> reach_content(const Context& context, const Safeguarding& safeguarding,
                                    const ProgrammeId& programme, const ConcernId& id) {
  const auto concern = safeguarding_store::find(context.tx, reach_concerns(context, programme), id);
  if (!concern) throw not_found();
  if (!safeguarding.may_read(context, *concern)) {
    throw Refusal(RefusalKind::forbidden, "safeguarding.not_reader",
                  safeguarding_words::not_reader.in(context.language));
  }
  return ReachMaker<ConcernContent>::make(context.actor.person, programme);
}

}  // namespace kith
