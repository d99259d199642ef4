#pragma once

#include <cstdint>
#include <vector>

#include "engine/match/market.h"

namespace kith::match {

// Supporters bid for participants: one with free places takes those who are worth most to them beyond what
// they have already, at the highest price at which these still come. What participants have only rises.
class ReverseAuction {
 public:
  explicit ReverseAuction(Market& market);

  // Fills the places of everybody in `waiting`, the last one first, and of those who lose somebody by it, or
  // leaves them free at the price 0. Sets their prices.
  void run(std::vector<std::uint32_t> waiting);

 private:
  struct Offer {
    std::int64_t amount = 0;
    Market::Candidate candidate;
  };
  // The candidates that were best for a supporter when they last looked through all. No other is worth more
  // than `rest`.
  struct Shortlist {
    std::vector<Market::Candidate> candidates;
    std::int64_t rest = -1;  // -1: never filled
    bool is_waiting = false;
  };

  void fill(std::uint32_t supporter, std::vector<std::uint32_t>& waiting);
  std::int64_t find_offers(std::uint32_t supporter, std::size_t wanted);
  void collect(std::uint32_t supporter);
  void refill(std::uint32_t supporter, std::size_t wanted);
  void win(std::uint32_t supporter, const Offer& offer, std::int64_t price,
           std::vector<std::uint32_t>& waiting);
  void set_prices();

  Market& market_;
  std::vector<Shortlist> shortlists_;
  std::vector<Offer> offers_;
};

}  // namespace kith::match
