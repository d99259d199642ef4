#include "modules/matching/reach.h"

#include "base/refusal.h"

namespace kith {

template <>
struct ReachMaker<Requests> {
  static Reach<Requests> make(Scope scope, PersonId person, ProgrammeId programme) {
    return {scope, std::move(person), std::move(programme)};
  }
};

template <>
struct ReachMaker<Pairs> {
  static Reach<Pairs> make(Scope scope, PersonId person, ProgrammeId programme) {
    return {scope, std::move(person), std::move(programme)};
  }
};

namespace {

void must_be_coordinator(const Context& context, const ProgrammeId& programme) {
  if (!context.actor.has({Role::coordinator}, programme)) throw not_found();
}

void must_be_someone(const Context& context) {
  if (context.actor.person.empty()) throw not_found();
}

}  // namespace

Reach<Requests> reach_own_requests(const Context& context) {
  must_be_someone(context);
  return ReachMaker<Requests>::make(Scope::own_pairs, context.actor.person, {});
}

Reach<Requests> reach_programme_requests(const Context& context, const ProgrammeId& programme) {
  must_be_coordinator(context, programme);
  return ReachMaker<Requests>::make(Scope::programme, context.actor.person, programme);
}

Reach<Requests> reach_requests_as_system(const Context& context) {
  return ReachMaker<Requests>::make(Scope::system, context.actor.person, {});
}

Reach<Pairs> reach_own_pairs(const Context& context) {
  must_be_someone(context);
  return ReachMaker<Pairs>::make(Scope::own_pairs, context.actor.person, {});
}

Reach<Pairs> reach_programme_pairs(const Context& context, const ProgrammeId& programme) {
  must_be_coordinator(context, programme);
  return ReachMaker<Pairs>::make(Scope::programme, context.actor.person, programme);
}

Reach<Pairs> reach_pairs_as_system(const Context& context, const ProgrammeId& programme) {
  return ReachMaker<Pairs>::make(Scope::system, context.actor.person, programme);
}

}  // namespace kith
