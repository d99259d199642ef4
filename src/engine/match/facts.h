#pragma once

#include "engine/match/judge.h"
#include "engine/match/recommend.h"

namespace kith::match {

// The values that a sentence about this answer to this question needs.
Facts facts_of(const Question& question, Cell offered, const Verdict& verdict, const Words& words);

}  // namespace kith::match
