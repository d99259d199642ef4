#pragma once

#include <cstdint>
#include <vector>

#include "engine/match/market.h"

namespace kith::match {

// Participants bid for supporters, one after another. Prices rise until everybody has a place that is within
// epsilon of the best for them, or nothing left that is worth its price. A supporter's price is the lowest
// bid for a place, so that many places of one supporter do not fight each other.
class ForwardAuction {
 public:
  explicit ForwardAuction(Market& market) : market_(market) {}

  // Places everybody in `waiting`, the last one first, and those whom they put out.
  void run(std::vector<std::uint32_t> waiting);

 private:
  // The best arc of a participant and what it and the next best are worth now. No arc: nothing pays.
  struct Choice {
    const Arc* arc = nullptr;
    std::int64_t worth = 0;
    std::int64_t next_worth = 0;
  };

  Choice choose(std::uint32_t participant);
  Choice choose_from(const Market::Window& window) const;
  void refill(std::uint32_t participant);
  std::uint32_t bid(std::uint32_t participant, const Choice& choice);

  Market& market_;
};

}  // namespace kith::match
