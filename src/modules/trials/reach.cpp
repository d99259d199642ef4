#include "kernel/reach.h"

#include "base/refusal.h"
#include "modules/trials/trials.h"

// The only maker of Reach over trials: docs/access.md, row "a trial".
namespace kith {

template <>
struct ReachMaker<Trial> {
  static Reach<Trial> make(const Context& context, const ProgrammeId& programme,
                           std::initializer_list<Role> roles) {
    if (!context.actor.has(roles, programme)) throw not_found();
    return {Scope::programme, context.actor.person, programme};
  }
};

Reach<Trial> reach_trial_to_run(const Context& context, const ProgrammeId& programme) {
  return ReachMaker<Trial>::make(context, programme, {Role::coordinator});
}

Reach<Trial> reach_trial_to_decide(const Context& context, const ProgrammeId& programme) {
  return ReachMaker<Trial>::make(context, programme, {Role::coordinator, Role::lead});
}

Reach<Trial> reach_trial_record(const Context& context, const ProgrammeId& programme) {
  return ReachMaker<Trial>::make(context, programme, {Role::lead, Role::researcher});
}

Reach<Trial> reach_trial_to_read(const Context& context, const ProgrammeId& programme) {
  return ReachMaker<Trial>::make(context, programme, {Role::coordinator, Role::lead, Role::researcher});
}

}  // namespace kith
