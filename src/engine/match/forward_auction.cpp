#include "engine/match/forward_auction.h"

#include <algorithm>

namespace kith::match {
namespace {

constexpr auto is_above = [](const auto& a, const auto& b) { return a.bid > b.bid; };

// Puts `value` where the lowest of a heap was.
template <typename Place>
void replace_lowest(std::vector<Place>& heap, const Place& value) {
  std::size_t at = 0;
  for (std::size_t child = 1; child < heap.size(); child = 2 * at + 1) {
    if (child + 1 < heap.size() && heap[child + 1].bid < heap[child].bid) ++child;
    if (heap[child].bid >= value.bid) break;
    heap[at] = heap[child];
    at = child;
  }
  heap[at] = value;
}

}  // namespace

void ForwardAuction::run(std::vector<std::uint32_t> waiting) {
  while (!waiting.empty()) {
    std::uint32_t participant = waiting.back();
    waiting.pop_back();
    while (participant != nobody) {
      const Choice choice = choose(participant);
      if (!choice.arc) break;
      participant = bid(participant, choice);
    }
  }
}

ForwardAuction::Choice ForwardAuction::choose(std::uint32_t participant) {
  const Market::Window& window = market_.windows_[participant];
  if (window.season == market_.season_) {
    const Choice choice = choose_from(window);
    if (choice.next_worth >= window.rest) return choice;
  }
  refill(participant);
  Choice choice = choose_from(window);
  choice.next_worth = std::max(choice.next_worth, window.rest);
  return choice;
}

ForwardAuction::Choice ForwardAuction::choose_from(const Market::Window& window) const {
  Choice choice;
  for (std::uint32_t k = 0; k < window.count; ++k) {
    const Arc& arc = window.near[k];
    const std::int64_t worth = market_.scaled(arc.weight) - market_.price_[arc.supporter];
    if (worth > choice.worth) {
      choice = {&arc, worth, choice.worth};
    } else {
      choice.next_worth = std::max(choice.next_worth, worth);
    }
  }
  return choice;
}

void ForwardAuction::refill(std::uint32_t participant) {
  Market::Window& window = market_.windows_[participant];
  std::int64_t worths[Market::Window::width];
  std::uint32_t count = 0;
  std::int64_t rest = 0;
  for (const Arc& arc : market_.arcs_of(participant)) {
    const std::int64_t worth = market_.scaled(arc.weight) - market_.price_[arc.supporter];
    if (worth <= rest) continue;
    if (count == Market::Window::width) {
      if (worth <= worths[count - 1]) {
        rest = worth;
        continue;
      }
      rest = worths[--count];
    }
    std::uint32_t at = count++;
    for (; at > 0 && worths[at - 1] < worth; --at) {
      worths[at] = worths[at - 1];
      window.near[at] = window.near[at - 1];
    }
    worths[at] = worth;
    window.near[at] = arc;
  }
  window.rest = rest;
  window.count = count;
  window.season = market_.season_;
}

// Returns whom the bid puts out of their place.
std::uint32_t ForwardAuction::bid(std::uint32_t participant, const Choice& choice) {
  const std::uint32_t supporter = choice.arc->supporter;
  const std::int64_t amount = market_.price_[supporter] + choice.worth - choice.next_worth + market_.epsilon_;
  const Market::Place place{amount, participant, choice.arc->weight};
  auto& places = market_.places_[supporter];
  std::uint32_t out = nobody;
  if (market_.has_room(supporter)) {
    places.push_back(place);
    std::ranges::push_heap(places, is_above);
  } else {
    out = places.front().participant;
    market_.total_ -= places.front().weight;
    market_.holder_[out] = nobody;
    market_.profit_[out] = 0;
    replace_lowest(places, place);
  }
  market_.holder_[participant] = supporter;
  market_.profit_[participant] = market_.scaled(place.weight) - amount;
  market_.total_ += place.weight;
  if (!market_.has_room(supporter)) market_.price_[supporter] = places.front().bid;
  return out;
}

}  // namespace kith::match
