#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/match/assign.h"

namespace kith::match {

// A plan that stays open for changes: people come and go and supporters take more or fewer, and repair()
// mends the plan from the prices it has instead of solving again. Meant for changes to a small part of the
// people (measured: a win below about 5 %). Every number is in 1/scale of a weight.
//
// Between calls the plan and its prices are within epsilon of each other: nobody would gain more than epsilon
// by moving, and a place that is free has the price 0.
class Market {
 public:
  // `graph` must pass check() and outlive the market and its copies. Participants of the graph have its
  // numbers.
  explicit Market(const PairGraph& graph);

  // Solves from nothing; `epsilon` is at least 1. A larger epsilon is faster and further from the optimum.
  void solve(std::int64_t epsilon);

  // Changes, which repair() takes up. A number is never used twice; removing somebody twice is harmless.
  std::uint32_t add_participant(std::span<const Arc> arcs);
  void remove_participant(std::uint32_t participant);
  void set_capacity(std::uint32_t supporter, std::uint32_t capacity);

  // Takes up the changes with the epsilon of the last solve().
  void repair();

  // Makes the plan the optimum of the goal. Slow where the market is large: shortest paths, one after
  // another.
  void polish(Goal goal);

  std::int64_t scale() const { return scale_; }
  std::int64_t mean_weight() const;  // of some participants' heaviest arcs, scaled; at least 1
  std::uint32_t supporter_of(std::uint32_t participant) const { return holder_[participant]; }

  std::int64_t total() const { return total_; }  // of the weights, unscaled

  // The plan with its proof, computed from every pair.
  Assignment result() const;

 private:
  friend class ForwardAuction;
  friend class ReverseAuction;
  friend class ShortestPaths;

  // Nodes that one search along shortest paths has reached. A search marks them with its number instead of
  // clearing them.
  struct Mark {
    std::int64_t distance = 0;
    std::uint32_t pass = 0;
    std::uint32_t from = nobody;  // the node before, of the other side
    std::int32_t weight = 0;      // of the pair with it
  };
  struct Marks {
    std::vector<Mark> supporters;
    std::vector<Mark> participants;
    std::uint32_t pass = 0;
  };

  // More than any weight or price, and small enough that two of them can be added.
  static constexpr std::int64_t out_of_reach = std::int64_t{1} << 60;

  // A pair seen from its supporter.
  struct Candidate {
    std::uint32_t participant = 0;
    std::int32_t weight = 0;
  };
  // The few arcs that were best for a participant when they last looked through all of them. While prices
  // only rise, no arc outside can be worth more than `rest`.
  struct alignas(64) Window {
    static constexpr std::uint32_t width = 6;
    Arc near[width];
    std::int64_t rest = 0;
    std::uint32_t count = 0;
    std::uint32_t season = 0;  // valid only while it is the market's
  };
  // A place that is taken and what was bid for it.
  struct Place {
    std::int64_t bid = 0;
    std::uint32_t participant = 0;
    std::int32_t weight = 0;
  };

  std::span<const Arc> arcs_of(std::uint32_t participant) const { return lists_[participant]; }
  template <typename Visit>
  void for_each_candidate(std::uint32_t supporter, Visit visit) const {
    for (auto at = column_starts_[supporter]; at < column_starts_[supporter + 1]; ++at) visit(column_[at]);
    for (const Candidate& candidate : late_[supporter]) visit(candidate);
  }
  std::int64_t scaled(std::int32_t weight) const { return weight * scale_ + bonus_; }
  bool is_gone(std::uint32_t participant) const { return profit_[participant] == out_of_reach; }
  bool has_room(std::uint32_t supporter) const { return places_[supporter].size() < capacity_[supporter]; }
  void clear();
  void release(std::uint32_t participant);
  void release_place(std::uint32_t supporter, std::size_t place);
  void take(std::uint32_t supporter, Place place);
  std::int64_t best_profit(std::uint32_t participant) const;
  void need_columns();
  void put_rivals_together(std::vector<std::uint32_t>& people) const;
  std::int64_t bonus_for(Goal goal) const;
  std::uint64_t proven() const;

  std::int64_t scale_ = 1;
  std::int64_t bonus_ = 0;
  std::int64_t epsilon_ = 1;
  std::vector<std::span<const Arc>> lists_;
  std::vector<std::shared_ptr<const std::vector<Arc>>> late_lists_;  // of those who came after the graph
  std::vector<std::uint32_t> column_starts_;
  std::vector<Candidate> column_;             // laid out when first needed: participants who bid do without
  std::vector<std::vector<Candidate>> late_;  // pairs of those who came after the columns were laid out
  std::vector<std::uint32_t> capacity_;
  std::vector<std::int64_t> price_;
  std::vector<std::vector<Place>> places_;  // a heap by bid, the lowest first
  std::vector<std::uint32_t> holder_;
  // By participant. In an auction what their place leaves to them: weight less bid. After polish() the best
  // that they can have at the present prices.
  std::vector<std::int64_t> profit_;
  std::vector<Window> windows_;
  std::uint32_t season_ = 0;             // counts the times that prices fell
  std::vector<std::uint32_t> unplaced_;  // participants whom repair() has to look at
  std::vector<std::uint32_t> emptied_;   // supporters whom repair() has to look at
  std::int64_t total_ = 0;
  Goal goal_ = Goal::weight;
  bool is_exact_ = false;
  Marks marks_;
};

}  // namespace kith::match
