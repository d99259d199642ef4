#pragma once

#include "kernel/context.h"
#include "kernel/reach.h"
#include "modules/matching/matching.h"

// How far an actor sees requests and matches (docs/access.md, row "match"). Defined in reach.cpp, the only
// maker.
namespace kith {

Reach<Requests> reach_own_requests(const Context& context);
Reach<Requests> reach_programme_requests(const Context& context,
                                         const ProgrammeId& programme);  // coordinators
Reach<Requests> reach_requests_as_system(const Context& context);
Reach<Pairs> reach_own_pairs(const Context& context);
Reach<Pairs> reach_programme_pairs(const Context& context, const ProgrammeId& programme);  // coordinators
Reach<Pairs> reach_pairs_as_system(const Context& context, const ProgrammeId& programme);

}  // namespace kith
