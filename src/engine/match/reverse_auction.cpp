#include "engine/match/reverse_auction.h"

#include <algorithm>
#include <utility>

namespace kith::match {
namespace {

// How many candidates are kept beyond those wanted at once.
constexpr std::size_t spare_candidates = 24;

constexpr auto is_better = [](const auto& a, const auto& b) {
  if (a.amount != b.amount) return a.amount > b.amount;
  return a.candidate.participant < b.candidate.participant;
};

}  // namespace

ReverseAuction::ReverseAuction(Market& market) : market_(market), shortlists_(market.capacity_.size()) {}

void ReverseAuction::run(std::vector<std::uint32_t> waiting) {
  for (const std::uint32_t j : waiting) shortlists_[j].is_waiting = true;
  while (!waiting.empty()) {
    const std::uint32_t supporter = waiting.back();
    waiting.pop_back();
    shortlists_[supporter].is_waiting = false;
    fill(supporter, waiting);
  }
  set_prices();
}

void ReverseAuction::fill(std::uint32_t supporter, std::vector<std::uint32_t>& waiting) {
  const std::size_t free = market_.capacity_[supporter] - market_.places_[supporter].size();
  if (free == 0) return;
  const std::int64_t next_best = find_offers(supporter, free);
  const std::int64_t price = std::max<std::int64_t>(0, next_best - market_.epsilon_);
  const std::size_t count = std::min(free, offers_.size());
  for (std::size_t k = 0; k < count; ++k) win(supporter, offers_[k], price, waiting);
}

// The best `wanted` offers come first in offers_; returns what the next one is worth.
std::int64_t ReverseAuction::find_offers(std::uint32_t supporter, std::size_t wanted) {
  const Shortlist& shortlist = shortlists_[supporter];
  if (shortlist.rest >= 0) collect(supporter);
  if (shortlist.rest < 0 || (offers_.size() <= wanted && shortlist.rest > 0)) refill(supporter, wanted);
  const std::size_t sorted = std::min(wanted + 1, offers_.size());
  std::ranges::partial_sort(offers_, offers_.begin() + static_cast<std::ptrdiff_t>(sorted), is_better);
  return offers_.size() > wanted ? offers_[wanted].amount : shortlist.rest;
}

void ReverseAuction::collect(std::uint32_t supporter) {
  const Shortlist& shortlist = shortlists_[supporter];
  offers_.clear();
  for (const Market::Candidate& candidate : shortlist.candidates) {
    const std::int64_t amount = market_.scaled(candidate.weight) - market_.profit_[candidate.participant];
    if (amount <= shortlist.rest || market_.holder_[candidate.participant] == supporter) continue;
    offers_.push_back({amount, candidate});
  }
}

void ReverseAuction::refill(std::uint32_t supporter, std::size_t wanted) {
  Shortlist& shortlist = shortlists_[supporter];
  shortlist.candidates.clear();
  offers_.clear();
  market_.for_each_candidate(supporter, [&](const Market::Candidate& candidate) {
    if (market_.holder_[candidate.participant] == supporter) {
      // Somebody may take them away, and then they are worth an offer again.
      shortlist.candidates.push_back(candidate);
      return;
    }
    const std::int64_t amount = market_.scaled(candidate.weight) - market_.profit_[candidate.participant];
    if (amount > 0) offers_.push_back({amount, candidate});
  });
  shortlist.rest = 0;
  const std::size_t kept = wanted + 1 + spare_candidates;
  if (offers_.size() > kept) {
    const auto last = offers_.begin() + static_cast<std::ptrdiff_t>(kept);
    std::ranges::nth_element(offers_, last, is_better);
    shortlist.rest = last->amount;
    offers_.resize(kept);
  }
  for (const Offer& offer : offers_) shortlist.candidates.push_back(offer.candidate);
}

void ReverseAuction::win(std::uint32_t supporter, const Offer& offer, std::int64_t price,
                         std::vector<std::uint32_t>& waiting) {
  const std::uint32_t participant = offer.candidate.participant;
  const std::uint32_t loser = market_.holder_[participant];
  if (loser != nobody) {
    const auto& places = market_.places_[loser];
    const auto place = std::ranges::find(places, participant, &Market::Place::participant);
    market_.release_place(loser, place - places.begin());
    if (!std::exchange(shortlists_[loser].is_waiting, true)) waiting.push_back(loser);
  }
  market_.take(supporter, {price, participant, offer.candidate.weight});
}

void ReverseAuction::set_prices() {
  for (std::uint32_t j = 0; j < shortlists_.size(); ++j) {
    if (shortlists_[j].rest < 0) continue;
    market_.price_[j] = market_.has_room(j) ? 0 : market_.places_[j].front().bid;
  }
}

}  // namespace kith::match
