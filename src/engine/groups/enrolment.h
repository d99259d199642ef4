#pragma once

#include "engine/groups/input.h"

namespace kith::groups {

// How many to enlist so that the wished-for number comes.
//
// Each of n members comes with probability p, independently, so the number who come is Binomial(n, p): its
// mean is np (Feller, An Introduction to Probability Theory and Its Applications I, chapter VI). Hence
//   least  the smallest n with np >= floor;
//   wished the n whose np lies nearest to the middle of the wished-for range (the smaller of two);
//   most   the largest n with P(more than cap come) <= 1/100, but never less than cap.
struct Enrolment {
  int least = 0;
  int wished = 0;
  int most = 0;

  bool operator==(const Enrolment&) const = default;
};

// Throws Refusal invalid "groups.sizes": unless 1 <= floor <= attending_low <= attending_high <= cap, and
// most does not pass most_group_size.
Enrolment enrolment_for(const Design& design, int attendance_milli);

// P(at least k of n come), each with probability p.
double at_least(int k, int n, double p);

}  // namespace kith::groups
