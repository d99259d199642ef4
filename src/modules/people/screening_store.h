#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "kernel/reach.h"
#include "modules/people/people.h"

// Whom the questions at the beginning sent on, and whom they did not. For this folder only.
namespace kith::people_store {

struct ScreeningRow {
  bool fits = false;
  std::string unfit;  // sealed keys of questions; empty when all fit
  Instant at;
};

void put_screening(Tx& tx, const PersonId& person, const ProgrammeId& programme, const ScreeningRow& row);
// Of the reach's programme; nothing for somebody whom the reach does not open.
std::optional<ScreeningRow> screening_of(Tx& tx, const Reach<Profiles>& reach, const PersonId& person);
// Who does not fit and has not come in, in the reach's programme; at most 20,000.
std::set<PersonId> redirected_people(Tx& tx, const Reach<Profiles>& reach);
// The same of all that were told before that moment and are not held; the earliest first.
std::vector<PersonId> redirected_before(Tx& tx, const ProgrammeId& programme, Instant before,
                                        std::size_t limit);
bool anybody_redirected(Tx& tx);

}  // namespace kith::people_store
