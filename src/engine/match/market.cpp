#include "engine/match/market.h"

#include <algorithm>
#include <cstdlib>

#include "engine/match/forward_auction.h"
#include "engine/match/reverse_auction.h"
#include "engine/match/shortest_paths.h"

namespace kith::match {
namespace {

// Weights are scaled up to about this, so that a whole epsilon is a small share of them.
constexpr std::int64_t resolution = std::int64_t{1} << 20;

// Where places are fewer than this share of the people, supporters bid: the side that is short has little to
// fight over.
constexpr double scarce_share = 0.95;

constexpr auto is_above = [](const auto& a, const auto& b) { return a.bid > b.bid; };

std::int64_t scale_for(const std::vector<Arc>& arcs) {
  std::int64_t largest = 1;
  for (const Arc& arc : arcs) largest = std::max<std::int64_t>(largest, std::abs(arc.weight));
  std::int64_t scale = 1;
  while (largest * scale * 2 <= resolution) scale *= 2;
  return scale;
}

}  // namespace

Market::Market(const PairGraph& graph)
    : scale_(scale_for(graph.arcs)), arcs_(graph.arcs), capacity_(graph.capacities) {
  const std::size_t people = graph.participant_count(), supporters = graph.supporter_count();
  lists_.resize(people);
  for (std::size_t i = 0; i < people; ++i) {
    lists_[i] = {graph.starts[i], graph.starts[i + 1] - graph.starts[i]};
  }
  build_columns();
  late_.resize(supporters);
  price_.resize(supporters);
  places_.resize(supporters);
  holder_.assign(people, nobody);
  profit_.resize(people);
  profit_bound_.resize(people);
  windows_.resize(people);
  clear();
}

void Market::build_columns() {
  column_starts_.assign(capacity_.size() + 1, 0);
  for (const Arc& arc : arcs_) ++column_starts_[arc.supporter + 1];
  for (std::size_t j = 0; j < capacity_.size(); ++j) column_starts_[j + 1] += column_starts_[j];
  column_.resize(arcs_.size());
  std::vector<std::uint32_t> next = column_starts_;
  for (std::uint32_t i = 0; i < lists_.size(); ++i) {
    for (const Arc& arc : arcs_of(i)) column_[next[arc.supporter]++] = {i, arc.weight};
  }
}

void Market::clear() {
  ++season_;
  total_ = 0;
  price_sum_ = 0;
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

bool Market::is_scarce() const {
  std::size_t people = 0, places = 0;
  for (std::uint32_t i = 0; i < lists_.size(); ++i) people += !is_gone(i) && lists_[i].count > 0 ? 1 : 0;
  for (std::uint32_t j = 0; j < capacity_.size(); ++j) {
    const std::size_t asked = column_starts_[j + 1] - column_starts_[j] + late_[j].size();
    places += std::min<std::size_t>(capacity_[j], asked);
  }
  return static_cast<double>(places) < scarce_share * static_cast<double>(people);
}

void Market::solve(std::int64_t epsilon) {
  epsilon_ = std::max<std::int64_t>(1, epsilon);
  clear();
  if (is_scarce()) {
    for (std::uint32_t j = 0; j < capacity_.size(); ++j) {
      if (capacity_[j] > 0) emptied_.push_back(j);
    }
    ReverseAuction(*this).run(emptied_);
  } else {
    for (std::uint32_t i = 0; i < lists_.size(); ++i) {
      if (!is_gone(i)) unplaced_.push_back(i);
    }
    ForwardAuction(*this).run(unplaced_);
  }
  prove();
}

std::uint32_t Market::add_participant(std::span<const Arc> arcs) {
  const auto number = static_cast<std::uint32_t>(lists_.size());
  lists_.push_back({static_cast<std::uint32_t>(arcs_.size()), static_cast<std::uint32_t>(arcs.size())});
  for (const Arc& arc : arcs) late_[arc.supporter].push_back({number, arc.weight});
  arcs_.insert(arcs_.end(), arcs.begin(), arcs.end());
  holder_.push_back(nobody);
  profit_.push_back(0);
  windows_.emplace_back();
  profit_bound_.push_back(best_profit(number));
  profit_sum_ += static_cast<std::uint64_t>(profit_bound_.back());
  unplaced_.push_back(number);
  return number;
}

void Market::remove_participant(std::uint32_t participant) {
  if (is_gone(participant)) return;
  release(participant);
  profit_[participant] = out_of_reach;
  profit_sum_ -= static_cast<std::uint64_t>(profit_bound_[participant]);
  profit_bound_[participant] = 0;
  lists_[participant].count = 0;
}

void Market::set_capacity(std::uint32_t supporter, std::uint32_t capacity) {
  while (places_[supporter].size() > capacity) {
    const std::uint32_t out = places_[supporter].front().participant;
    release_place(supporter, 0);
    unplaced_.push_back(out);
  }
  price_sum_ -= capacity_[supporter] * static_cast<std::uint64_t>(price_[supporter]);
  if (capacity == 0) {
    price_[supporter] = out_of_reach;
  } else if (capacity_[supporter] == 0) {
    // From here on the price counts in the bound: the lowest at which nobody would come.
    price_[supporter] = 0;
    for_each_candidate(supporter, [&](const Candidate& candidate) {
      price_[supporter] = std::max(price_[supporter], scaled(candidate.weight));
    });
  }
  capacity_[supporter] = capacity;
  if (capacity > 0) price_sum_ += capacity * static_cast<std::uint64_t>(price_[supporter]);
  emptied_.push_back(supporter);
}

void Market::repair() {
  std::erase_if(unplaced_, [&](std::uint32_t i) { return is_gone(i) || holder_[i] != nobody; });
  ForwardAuction(*this).run(unplaced_);
  std::erase_if(emptied_, [&](std::uint32_t j) { return !has_room(j) || price_[j] == 0; });
  if (emptied_.empty()) return;
  ReverseAuction auction(*this);
  auction.run(emptied_);
  for (const std::uint32_t j : auction.lowered()) raise_profit_bounds(j);
}

void Market::polish(Goal goal) {
  ShortestPaths(*this, goal).run();
  prove();
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

void Market::set_price(std::uint32_t supporter, std::int64_t price) {
  price_sum_ += capacity_[supporter] * static_cast<std::uint64_t>(price - price_[supporter]);
  price_[supporter] = price;
}

void Market::raise_profit_bounds(std::uint32_t supporter) {
  for_each_candidate(supporter, [&](const Candidate& candidate) {
    const std::int64_t profit = scaled(candidate.weight) - price_[supporter];
    std::int64_t& bound = profit_bound_[candidate.participant];
    if (profit <= bound || is_gone(candidate.participant)) return;
    profit_sum_ += static_cast<std::uint64_t>(profit - bound);
    bound = profit;
  });
}

std::int64_t Market::best_profit(std::uint32_t participant) const {
  std::int64_t best = 0;
  for (const Arc& arc : arcs_of(participant)) {
    best = std::max(best, scaled(arc.weight) - price_[arc.supporter]);
  }
  return best;
}

std::int64_t Market::mean_weight() const {
  std::int64_t sum = 0, people = 1;
  for (std::uint32_t i = 0; i < lists_.size(); ++i) {
    std::int32_t best = 0;
    for (const Arc& arc : arcs_of(i)) best = std::max(best, arc.weight);
    sum += best * scale_;
    people += best > 0 ? 1 : 0;
  }
  return std::max<std::int64_t>(1, sum / people);
}

void Market::prove() {
  profit_sum_ = 0;
  for (std::uint32_t i = 0; i < lists_.size(); ++i) {
    profit_bound_[i] = best_profit(i);
    profit_sum_ += static_cast<std::uint64_t>(profit_bound_[i]);
  }
  price_sum_ = 0;
  for (std::uint32_t j = 0; j < capacity_.size(); ++j) {
    if (capacity_[j] > 0) price_sum_ += capacity_[j] * static_cast<std::uint64_t>(price_[j]);
  }
}

std::int64_t Market::bound() const {
  std::uint64_t sum = price_sum_;
  for (std::uint32_t i = 0; i < lists_.size(); ++i) sum += static_cast<std::uint64_t>(best_profit(i));
  return static_cast<std::int64_t>(sum);
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
  result.bound = static_cast<std::int64_t>(profit_sum_ + price_sum_ - bonuses) / scale_;
  return result;
}

}  // namespace kith::match
