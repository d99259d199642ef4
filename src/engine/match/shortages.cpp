#include "engine/match/shortages.h"

#include <algorithm>

#include "engine/match/layout.h"

namespace kith::match {

Shortages::Shortages(const Problem& problem, const CandidateIndex& index)
    : problem_(problem), index_(index), search_(index) {}

Unmatched Shortages::add(ParticipantIndex participant, bool had_candidates) {
  Unmatched unmatched{participant, WhyUnmatched::all_taken, {}, {}};
  if (!had_candidates) {
    unmatched.why = WhyUnmatched::nobody_passes;
    unmatched.near_misses = search_.near_misses(participant);
  }
  if (!unmatched.near_misses.empty()) {
    unmatched.asks.push_back(ask(unmatched.near_misses.front().criterion, participant));
  } else {
    // Another supporter would have to be all that the participant asks for in words.
    for (const std::size_t criterion : index_.musts()) {
      if (is_about_words(criterion)) unmatched.asks.push_back(ask(criterion, participant));
    }
  }
  ++counts_[unmatched.asks];
  return unmatched;
}

bool Shortages::is_about_words(std::size_t criterion) const {
  const Problem::Layout& layout = problem_.layout();
  const AttributeKind kind = layout.supporters.column(layout.rules[criterion].supporter).attribute().kind;
  return is_words(kind) || kind == AttributeKind::language;
}

Shortage::Ask Shortages::ask(std::size_t criterion, ParticipantIndex participant) const {
  const Problem::Layout& layout = problem_.layout();
  const Rule& rule = layout.rules[criterion];
  const Column& column =
      rule.participant ? layout.participants.column(*rule.participant) : *layout.fixed_values[criterion];
  const std::uint32_t row = rule.participant ? participant : 0;
  Shortage::Ask ask{criterion, {}};
  if (!column.known(row)) return ask;
  for (const Term term : column.terms(row)) ask.words.push_back(layout.words.text(term));
  std::ranges::sort(ask.words);
  return ask;
}

std::vector<Shortage> Shortages::all() const {
  std::vector<Shortage> shortages;
  for (const auto& [asks, participants] : counts_) shortages.push_back({asks, participants});
  std::ranges::stable_sort(shortages, std::greater{}, &Shortage::participants);
  return shortages;
}

}  // namespace kith::match
