#pragma once

#include <cstdint>
#include <queue>
#include <vector>

#include "engine/match/market.h"

namespace kith::match {

// Makes a market's plan exact: keeps the pairs that are tight (each is the best for its participant at the
// present prices) and mends the rest one by one along shortest augmenting paths, first for participants
// without a place, then for free places that still have a price. All amounts are whole, so the end is the
// optimum and its prices prove it, whatever the prices were at the start; good prices make the paths short.
class ShortestPaths {
 public:
  explicit ShortestPaths(Market& market);

  void run();

  // In a plan that is the optimum but for them: finds a place for a participant, fills the free places of a
  // supporter, where that pays.
  void place_if_due(std::uint32_t participant);
  void fill_if_due(std::uint32_t supporter);

 private:
  // A node of the search and how far away it is.
  struct Reached {
    std::int64_t distance = 0;
    std::uint32_t node = 0;

    bool operator>(const Reached& other) const {
      return distance != other.distance ? distance > other.distance : node > other.node;
    }
  };
  using Frontier = std::priority_queue<Reached, std::vector<Reached>, std::greater<>>;

  // Where the shortest path so far ends: at a supporter or a participant, with or without a change of plan.
  struct End {
    std::int64_t distance = 0;
    std::uint32_t node = nobody;
    bool gives_up = false;  // the node falls back to what it can have alone: no place, or a free place
  };

  using Mark = Market::Mark;

  void make_tight();
  void begin();
  bool reach(std::vector<Mark>& marks, std::uint32_t node, std::int64_t distance, std::uint32_t from,
             std::int32_t weight);

  void place(std::uint32_t participant);
  void look_from_participant(std::uint32_t participant, std::int64_t distance);
  void raise_prices();
  void shift_participants(std::uint32_t participant);

  void fill(std::uint32_t supporter);
  void look_from_supporter(std::uint32_t supporter, std::int64_t distance);
  void lower_prices();
  void shift_places();

  void give(std::uint32_t supporter, std::uint32_t participant, std::int32_t weight);
  void take_away(std::uint32_t participant);

  Market& market_;
  Market::Marks& marks_;
  std::vector<Reached> seen_supporters_;
  std::vector<Reached> seen_participants_;
  Frontier frontier_;
  End end_;
};

}  // namespace kith::match
