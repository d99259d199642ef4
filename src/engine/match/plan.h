#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/match/assign.h"
#include "engine/match/candidates.h"
#include "engine/match/recommend.h"

// Matching everybody who waits, from people to pairs: what a coordinator reads and confirms.
namespace kith::match {

struct Pair {
  ParticipantIndex participant = 0;
  SupporterIndex supporter = 0;

  bool operator==(const Pair&) const = default;
};

struct PlannedPair {
  Pair pair;
  std::int64_t score = 0;
  bool is_pinned = false;
  // Keys of the musts that were loosened for this participant, as in Recommendation::fallbacks.
  std::vector<std::string> fallbacks;

  bool operator==(const PlannedPair&) const = default;
};

enum class WhyUnmatched {
  nobody_passes,  // no supporter meets every must, whoever else is matched
  all_taken,      // those who could support them are taken by others
};

// A change that would help: one more place with a supporter who answers like this. "One more supporter who
// speaks Punjabi", "... with a pump who speaks English".
struct Shortage {
  struct Ask {
    std::size_t criterion = 0;
    std::vector<std::string> words;  // what the participants answered; empty for criteria without words

    auto operator<=>(const Ask&) const = default;
  };
  std::vector<Ask> asks;
  std::size_t participants = 0;  // who are unmatched for the want of it; each is counted in one shortage

  bool operator==(const Shortage&) const = default;
};

struct Unmatched {
  ParticipantIndex participant = 0;
  WhyUnmatched why = WhyUnmatched::nobody_passes;
  // For nobody_passes: the musts that alone stand in the way, the one with the most supporters behind it
  // first.
  std::vector<NearMiss> near_misses;
  std::vector<Shortage::Ask> asks;  // of the shortage that they are counted in

  bool operator==(const Unmatched&) const = default;
};

struct PlanOptions {
  // With Goal::weight whoever scores 0 may stay unmatched.
  Goal goal = Goal::matched_first;
  // As assign_fairly: the worst-off pair first. `goal` is then not looked at.
  bool is_fair = false;
  Effort effort = {.is_exact = true};  // for Goal::weight
  // How many supporters each participant is compared with in the plan: those best for them.
  std::size_t top_k = 50;
  std::vector<Pair> pins = {};  // the coordinator's own choices, kept as they are
  std::map<std::string, Strictness> overrides = {};
  unsigned threads = 1;  // the plan does not depend on it
};

struct Plan {
  std::vector<PlannedPair> pairs;    // by participant
  std::vector<Unmatched> unmatched;  // by participant
  std::vector<Shortage> shortages;   // the one that would help the most people first
  // Of the pairs that were not pinned, in units of score / score_unit (see CandidatePairs): what the plan
  // reaches, and what no plan on these candidates can pass.
  std::int64_t total = 0;
  std::int64_t bound = 0;
  std::int64_t score_unit = 1;

  bool operator==(const Plan&) const = default;
};

// Matches the participants of a problem to its supporters, each supporter to as many as have room beside
// their load. Who meets no must finds their candidates by fallback, as in recommend().
//
// Throws Refusal: as recommend() for overrides; "match.pinned_twice" (a participant),
// "match.pin_without_room", and "match.pin_not_allowed" for a pair that has an Obstacle other than room,
// which nobody may pin.
Plan plan_pairs(const Problem& problem, const PlanOptions& options = {});

// The pair in full, as recommend() would have shown it: reasons that add up to the score.
Suggestion reasons_for(const Problem& problem, const PlannedPair& pair, const PlanOptions& options = {});

}  // namespace kith::match
