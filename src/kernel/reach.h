#pragma once

#include <string>
#include <utility>

#include "kernel/ids.h"

namespace kith {

// How far an actor's sight goes for one kind of thing, decided once and joined on by the store.
enum class Scope {
  self,       // what is the person's own
  own_pairs,  // the matches, requests and conversations that the person is one side of
  caseload,   // the supporters and participants that the person looks after
  programme,  // everyone in one programme
  system      // a job or a reaction, with its reason in the log
};

template <class Thing>
struct ReachMaker;

// Store functions that return personal data take a Reach of their thing as first argument, and only the
// module's reach.cpp can make one: it defines ReachMaker<Thing>. So forgetting the check does not compile
// (docs/decisions/0007). Store statements always bind the programme of the Reach, so that one programme never
// reaches another even when an operation is wrong (promise A5).
template <class Thing>
class Reach {
 public:
  Scope scope() const { return scope_; }
  const PersonId& person() const { return person_; }
  const ProgrammeId& programme() const { return programme_; }  // empty: every programme the person is in

 private:
  friend struct ReachMaker<Thing>;
  Reach(Scope scope, PersonId person, ProgrammeId programme)
      : scope_(scope), person_(std::move(person)), programme_(std::move(programme)) {}

  Scope scope_;
  PersonId person_;
  ProgrammeId programme_;
};

}  // namespace kith
