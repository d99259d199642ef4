#pragma once

#include "engine/match/test/random_problem.h"

namespace kith::match {

// What recommend() must answer, worked out in the plainest way from the header's words, without the engine.
Recommendation naive_recommend(const Parts& parts, ParticipantIndex participant);

}  // namespace kith::match
