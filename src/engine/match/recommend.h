#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/match/problem.h"

namespace kith::match {

// What a sentence needs, as data: the engine writes no prose.
struct Facts {
  std::vector<std::string> shared;       // words or languages that both have, in the participant's order
  std::vector<std::string> participant;  // the participant's words, step or languages (or the programme's)
  std::vector<std::string> supporter;    // the supporter's
  // near_km: metres apart. overlap: minutes in the least week. Number: supporter minus participant in
  // thousandths. Year: the same in years. Scale: in steps.
  std::optional<std::int64_t> amount;

  bool operator==(const Facts&) const = default;
};

// What one criterion says about one pair. `criterion` is its place in Model::criteria.
struct Finding {
  std::size_t criterion = 0;
  std::string key;
  std::int64_t points = 0;
  Facts facts;

  bool operator==(const Finding&) const = default;
};

struct Suggestion {
  SupporterIndex supporter = 0;
  std::int64_t score = 0;

  // Everything that speaks for this supporter; the points add up exactly to the score. In the order to be
  // said: most points first, then musts that are met without points, both in the model's order where equal.
  std::vector<Finding> reasons;
  // Wishes, loosened musts and (in alternatives) failed musts that are known not to hold, in the model's
  // order.
  std::vector<Finding> differs;
  // Musts and wishes that cannot be told because a side's value is not known, in the model's order.
  std::vector<Finding> unknown;
  // Musts that fail, as asked for. Empty but in alternatives; each stands in `differs` or `unknown` too.
  std::vector<std::size_t> failed_musts;

  bool operator==(const Suggestion&) const = default;
};

// How many supporters would pass all musts if only this criterion changed. For the live counts beside the
// filters.
struct CriterionCount {
  std::string key;
  Strictness strictness = Strictness::off;  // as asked for
  std::size_t if_must = 0;
  std::size_t if_dropped = 0;

  bool operator==(const CriterionCount&) const = default;
};

struct RecommendOptions {
  std::size_t top_k = 10;
  std::size_t alternatives_k = 5;
  // By criterion key, for this search only: must, nice or off.
  std::map<std::string, Strictness> overrides = {};
};

struct Recommendation {
  std::vector<Suggestion> suggestions;  // best first, all musts met (after fallback, see below)
  std::size_t passing = 0;              // supporters who meet every must as asked for
  std::vector<std::string> fallbacks;   // keys of the musts whose loosening made these suggestions possible
  std::size_t passing_after_fallback = 0;  // the same as passing when there was no fallback
  std::vector<CriterionCount> counts;      // one for each criterion, in the model's order, as asked for
  // Only when there are no suggestions: those who fail the fewest musts, best first.
  std::vector<Suggestion> alternatives;

  bool operator==(const Recommendation&) const = default;
};

// The best supporters for one participant. Exact: every supporter is looked at.
//
// People who are paused, uncertified, full, avoided by or avoiding the participant, the participant themself,
// and those who fail a `fixed` criterion are not there at all: not suggested, not counted, not an
// alternative.
//
// Order: score, then the supporter with the smaller part of their capacity in use, then the id byte by byte.
// Load is not in the score, so the score speaks of the fit of two people only.
//
// Fallback: while nobody passes, the first must (model's order) with a `fallback_to` becomes a wish and its
// fallback a must; it stays loosened. When that helps nobody, the answer is `alternatives`, told
// against what was asked for.
//
// `participant` and `supporter` are below the problem's counts. Safe to call from several threads at once.
//
// Throws Refusal invalid "match.unknown_criterion", "match.fixed_criterion" (an override of a fixed
// criterion) and "match.bad_override" (an override to fixed).
Recommendation recommend(const Problem& problem, ParticipantIndex participant,
                         const RecommendOptions& options = {});

// The same for someone who is not in the problem, with the refusals of Problem's constructor
// ("person.profile.x").
Recommendation recommend(const Problem& problem, const Person& person, const RecommendOptions& options = {});

// Why a supporter is not there at all. For coordinators: never show it to the participant, because it can
// disclose what the supporter asked for.
enum class Obstacle {
  same_person,
  no_room,
  paused,
  not_certified,
  avoided_person,
  avoided_place,
  fixed_criterion
};

struct PairView {
  std::vector<Obstacle> obstacles;  // in the order of the enumeration, each at most once
  Suggestion suggestion;            // as if there were no obstacles; failed_musts lists fixed ones too
};

// One pair in full: for the coordinator's shortlist and for "why is this person not suggested?".
PairView explain(const Problem& problem, ParticipantIndex participant, SupporterIndex supporter,
                 const RecommendOptions& options = {});

}  // namespace kith::match
