#pragma once

#include <map>
#include <vector>

#include "engine/match/candidates.h"
#include "engine/match/plan.h"

namespace kith::match {

// Collects those who stay unmatched and what they are short of.
class Shortages {
 public:
  Shortages(const Problem& problem, const CandidateIndex& index);

  // `had_candidates`: somebody could have supported them.
  Unmatched add(ParticipantIndex participant, bool had_candidates);

  // The one with the most participants first, then in the order of what is asked.
  std::vector<Shortage> all() const;

 private:
  Shortage::Ask ask(std::size_t criterion, ParticipantIndex participant) const;
  bool is_about_words(std::size_t criterion) const;

  const Problem& problem_;
  const CandidateIndex& index_;
  CandidateSearch search_;
  std::map<std::vector<Shortage::Ask>, std::size_t> counts_;
};

}  // namespace kith::match
