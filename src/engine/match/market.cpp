#include "engine/match/market.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "engine/match/forward_auction.h"
#include "engine/match/reverse_auction.h"
#include "engine/match/shortest_paths.h"

namespace kith::match {
namespace {

// Weights are scaled up to about this, so that a whole epsilon is a small share of them.
constexpr std::int64_t resolution = std::int64_t{1} << 20;

// A mean needs no more.
constexpr std::size_t weighed_people = 2000;

// Where places are fewer than this share of the people, supporters bid.
constexpr double scarce_share = 0.95;

constexpr auto is_above = [](const auto& a, const auto& b) { return a.bid > b.bid; };

std::int64_t heaviest_of(std::span<const Arc> arcs) {
  std::int64_t heaviest = 1;
  for (const Arc& arc : arcs) heaviest = std::max<std::int64_t>(heaviest, std::abs(arc.weight));
  return heaviest;
}

std::int64_t scale_for(std::int64_t largest) {
  std::int64_t scale = 1;
  while (largest * scale * 2 <= resolution) scale *= 2;
  return scale;
}

}  // namespace

Market::Market(const PairGraph& graph)
    : scale_(scale_for(heaviest_of(graph.arcs))), capacity_(graph.capacities) {
  const std::size_t people = graph.participant_count(), supporters = graph.supporter_count();
  lists_.resize(people);
  for (std::size_t i = 0; i < people; ++i) {
    lists_[i] = graph.of(i);
  }
  late_.resize(supporters);
  price_.resize(supporters);
  places_.resize(supporters);
  holder_.assign(people, nobody);
  profit_.resize(people);
  windows_.resize(people);
  clear();
}

void Market::need_columns() {
  if (!column_.empty()) return;
  late_.assign(capacity_.size(), {});
  column_starts_.assign(capacity_.size() + 1, 0);
  for (const auto& list : lists_) {
    for (const Arc& arc : list) ++column_starts_[arc.supporter + 1];
  }
  for (std::size_t j = 0; j < capacity_.size(); ++j) column_starts_[j + 1] += column_starts_[j];
  column_.resize(column_starts_.back());
  std::vector<std::uint32_t> next = column_starts_;
  for (std::uint32_t i = 0; i < lists_.size(); ++i) {
    for (const Arc& arc : arcs_of(i)) column_[next[arc.supporter]++] = {i, arc.weight};
  }
}

void Market::clear() {
  ++season_;
  total_ = 0;
  is_exact_ = false;
  bonus_ = 0;
  unplaced_.clear();
  emptied_.clear();
  for (std::uint32_t j = 0; j < capacity_.size(); ++j) {
    places_[j].clear();
    places_[j].reserve(capacity_[j]);
    price_[j] = capacity_[j] == 0 ? out_of_reach : 0;
  }
  for (std::uint32_t i = 0; i < holder_.size(); ++i) {
    holder_[i] = nobody;
    if (!is_gone(i)) profit_[i] = 0;
  }
}

// Where places are many, participants who bid settle at once; where they are few, their bids creep up against
// each other, and it is the supporters who settle at once when they bid.
void Market::solve(std::int64_t epsilon) {
  epsilon_ = std::max<std::int64_t>(1, epsilon);
  clear();
  std::vector<std::uint32_t> people, supporters;
  std::size_t places = 0;
  for (std::uint32_t i = 0; i < lists_.size(); ++i) {
    if (!is_gone(i) && !lists_[i].empty()) people.push_back(i);
  }
  for (std::uint32_t j = 0; j < capacity_.size(); ++j) {
    if (capacity_[j] > 0) supporters.push_back(j);
    places += std::min<std::size_t>(capacity_[j], lists_.size());
  }
  // The first bid first and win where all else is equal; auctions take from the back.
  std::ranges::reverse(people);
  std::ranges::reverse(supporters);
  if (static_cast<double>(places) < scarce_share * static_cast<double>(people.size())) {
    need_columns();
    ReverseAuction(*this).run(std::move(supporters));
  } else {
    put_rivals_together(people);
    ForwardAuction(*this).run(std::move(people));
  }
}

// People who want the same supporters bid one after another, so that what they fight over stays in the cache.
// Two passes of passing on the lowest number of a supporter whom they share are enough to tell most markets
// apart.
void Market::put_rivals_together(std::vector<std::uint32_t>& people) const {
  std::vector<std::uint32_t> label(capacity_.size());
  std::iota(label.begin(), label.end(), 0);
  std::vector<std::uint32_t> label_of(lists_.size());
  for (int pass = 0; pass < 2; ++pass) {
    for (const std::uint32_t i : people) {
      std::uint32_t lowest = nobody;
      for (const Arc& arc : lists_[i]) lowest = std::min(lowest, label[arc.supporter]);
      for (const Arc& arc : lists_[i]) label[arc.supporter] = lowest;
      label_of[i] = lowest;
    }
  }
  std::ranges::stable_sort(people, std::greater{}, [&](std::uint32_t i) { return label_of[i]; });
}

std::uint32_t Market::add_participant(std::span<const Arc> arcs) {
  const auto number = static_cast<std::uint32_t>(lists_.size());
  late_lists_.push_back(std::make_shared<const std::vector<Arc>>(arcs.begin(), arcs.end()));
  lists_.push_back(*late_lists_.back());
  for (const Arc& arc : arcs) late_[arc.supporter].push_back({number, arc.weight});
  holder_.push_back(nobody);
  windows_.emplace_back();
  profit_.push_back(best_profit(number));
  unplaced_.push_back(number);
  return number;
}

void Market::remove_participant(std::uint32_t participant) {
  if (is_gone(participant)) return;
  release(participant);
  profit_[participant] = out_of_reach;
  lists_[participant] = {};
}

void Market::set_capacity(std::uint32_t supporter, std::uint32_t capacity) {
  while (places_[supporter].size() > capacity) {
    const std::uint32_t out = places_[supporter].back().participant;
    release_place(supporter, places_[supporter].size() - 1);
    profit_[out] = best_profit(out);
    unplaced_.push_back(out);
  }
  if (capacity == 0) {
    price_[supporter] = out_of_reach;
  } else if (capacity_[supporter] == 0) {
    // The lowest price at which nobody would come; from there it falls.
    need_columns();
    price_[supporter] = 0;
    for_each_candidate(supporter, [&](const Candidate& candidate) {
      const std::int64_t offer = scaled(candidate.weight) - profit_[candidate.participant];
      price_[supporter] = std::max(price_[supporter], offer);
    });
  }
  capacity_[supporter] = capacity;
  emptied_.push_back(supporter);
}

// More than any change of weights that matching one person more can cost, with room for people who come
// later.
std::int64_t Market::bonus_for(Goal goal) const {
  if (goal == Goal::weight) return 0;
  std::int64_t heaviest = 1;
  for (const auto& list : lists_) heaviest = std::max(heaviest, heaviest_of(list));
  return (2 * static_cast<std::int64_t>(lists_.size()) + 1) * heaviest * scale_;
}

void Market::polish(Goal goal) {
  goal_ = goal;
  bonus_ = bonus_for(goal);
  ShortestPaths(*this).run();
  unplaced_.clear();
  emptied_.clear();
  is_exact_ = true;
}

void Market::repair() {
  // Those who came may ask for a larger bonus; then every pair is worth something else.
  if (!is_exact_ || bonus_ < bonus_for(goal_)) return polish(goal_);
  ShortestPaths paths(*this);
  for (const std::uint32_t i : unplaced_) paths.place_if_due(i);
  for (const std::uint32_t j : emptied_) paths.fill_if_due(j);
  unplaced_.clear();
  emptied_.clear();
}

void Market::release(std::uint32_t participant) {
  const std::uint32_t supporter = holder_[participant];
  if (supporter == nobody) return;
  const auto& places = places_[supporter];
  const auto place = std::ranges::find(places, participant, &Place::participant);
  release_place(supporter, place - places.begin());
  emptied_.push_back(supporter);
}

void Market::release_place(std::uint32_t supporter, std::size_t place) {
  auto& places = places_[supporter];
  holder_[places[place].participant] = nobody;
  profit_[places[place].participant] = 0;
  total_ -= places[place].weight;
  places[place] = places.back();
  places.pop_back();
  std::ranges::make_heap(places, is_above);
}

void Market::take(std::uint32_t supporter, Place place) {
  auto& places = places_[supporter];
  places.push_back(place);
  std::ranges::push_heap(places, is_above);
  holder_[place.participant] = supporter;
  profit_[place.participant] = scaled(place.weight) - place.bid;
  total_ += place.weight;
}

std::int64_t Market::best_profit(std::uint32_t participant) const {
  std::int64_t best = 0;
  for (const Arc& arc : arcs_of(participant)) {
    best = std::max(best, scaled(arc.weight) - price_[arc.supporter]);
  }
  return best;
}

std::int64_t Market::mean_weight() const {
  const std::size_t step = 1 + lists_.size() / weighed_people;
  std::int64_t sum = 0, people = 1;
  for (std::size_t i = 0; i < lists_.size(); i += step) {
    std::int32_t best = 0;
    for (const Arc& arc : lists_[i]) best = std::max(best, arc.weight);
    sum += best * scale_;
    people += best > 0 ? 1 : 0;
  }
  return std::max<std::int64_t>(1, sum / people);
}

// Unsigned, because with a bonus it may wrap around; what is left after taking the bonus off does not.
std::uint64_t Market::proven() const {
  std::uint64_t sum = 0;
  for (std::uint32_t j = 0; j < capacity_.size(); ++j) {
    if (capacity_[j] > 0) sum += capacity_[j] * static_cast<std::uint64_t>(price_[j]);
  }
  for (std::uint32_t i = 0; i < lists_.size(); ++i) sum += static_cast<std::uint64_t>(best_profit(i));
  return sum;
}

Assignment Market::result() const {
  Assignment result;
  result.supporter_of = holder_;
  result.total = total_;
  result.matched = std::ranges::count_if(holder_, [](std::uint32_t j) { return j != nobody; });
  result.prices = price_;
  result.scale = scale_;
  result.bonus = bonus_ / scale_;
  // Rounded down: the optimum is a whole number.
  const auto bonuses = static_cast<std::uint64_t>(bonus_) * result.matched;
  result.bound = static_cast<std::int64_t>(proven() - bonuses) / scale_;
  return result;
}

}  // namespace kith::match
