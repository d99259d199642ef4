#pragma once

#include <vector>

#include "modules/matching/model.h"

// The two sides of a search as the engine compares them, with what happened between people already. For this
// folder only.
namespace kith {

// A participant, who is not offered again whom they were declined by.
match::Person seeker_of(Context& context, const Programme& programme, const Candidate& participant,
                        Eyes eyes);

// Supporters with what they carry now, in the order given.
std::vector<match::Supporter> supply_of(Context& context, const Programme& programme,
                                        const std::vector<Candidate>& supporters, Eyes eyes);

}  // namespace kith
