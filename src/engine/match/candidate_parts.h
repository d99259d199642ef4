#pragma once

#include <vector>

#include "engine/match/candidates.h"
#include "engine/match/layout.h"
#include "engine/match/yardstick.h"

namespace kith::match {

// What a CandidateIndex is made of. For the files of this folder only.
struct CandidateIndex::Parts {
  explicit Parts(const Problem& given) : problem(given), layout(given.layout()) {}

  const Problem& problem;
  const Problem::Layout& layout;
  // The supporter of each seat. Those with the same answer to a must on words sit together, by number, so
  // that most searches read a short stretch of every column.
  std::vector<SupporterIndex> order;
  std::vector<Yardstick> musts;
  std::vector<Yardstick> wishes;
  Bits open;                                // has room, is not paused, is certified
  Bits wary;                                // avoids somebody
  std::vector<std::uint32_t> freer_rank;    // by seat: the order of recommend() at the same score
  std::vector<SupporterIndex> same_person;  // by participant: their number among the supporters, or nobody
};

}  // namespace kith::match
