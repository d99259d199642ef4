#include "engine/match/plan.h"

#include <algorithm>
#include <cmath>

#include "base/refusal.h"
#include "engine/match/layout.h"
#include "engine/match/shortages.h"

namespace kith::match {
namespace {

constexpr double largest_weight = (1 << 30) - 1;

RecommendOptions search_options(const PlanOptions& options) {
  return {.top_k = options.top_k, .alternatives_k = 0, .overrides = options.overrides};
}

// Takes the pins out of the graph: their participants have no pairs left and their places are taken.
class Pins {
 public:
  Pins(const Problem& problem, const PlanOptions& options) : is_pinned_(problem.participant_count()) {
    for (const Pair& pin : options.pins) {
      if (is_pinned_[pin.participant]) {
        throw Refusal(RefusalKind::conflict, "match.pinned_twice", "Somebody is pinned to two supporters.");
      }
      is_pinned_[pin.participant] = true;
      const PairView view =
          explain(problem, pin.participant, pin.supporter, {.overrides = options.overrides});
      for (const Obstacle obstacle : view.obstacles) {
        if (obstacle != Obstacle::no_room) {
          throw Refusal(RefusalKind::conflict, "match.pin_not_allowed", "These two cannot be matched.");
        }
      }
      pairs_.push_back({pin, view.suggestion.score, true, {}});
    }
  }

  bool has(ParticipantIndex participant) const { return is_pinned_[participant]; }
  const std::vector<PlannedPair>& pairs() const { return pairs_; }

  void take_places(PairGraph& graph) const {
    for (const PlannedPair& pinned : pairs_) {
      std::uint32_t& room = graph.capacities[pinned.pair.supporter];
      if (room == 0) {
        throw Refusal(RefusalKind::conflict, "match.pin_without_room", "A supporter has no room for a pin.");
      }
      --room;
    }
  }

 private:
  std::vector<bool> is_pinned_;
  std::vector<PlannedPair> pairs_;
};

// The pairs of everybody who is not pinned, with the fallbacks of those who need them.
struct Offers {
  PairGraph graph;
  std::int64_t score_unit = 1;
  std::map<ParticipantIndex, std::vector<std::string>> fallbacks;
};

bool has_fallbacks(const Model& model) {
  return std::ranges::any_of(model.criteria, [](const Criterion& c) { return !c.fallback_to.empty(); });
}

// What recommend() finds by fallback, for somebody with nobody who meets every must.
void append_fallback(const Problem& problem, ParticipantIndex participant, const PlanOptions& options,
                     Offers& offers) {
  const Recommendation found = recommend(problem, participant, search_options(options));
  if (found.suggestions.empty()) return;
  offers.fallbacks[participant] = found.fallbacks;
  for (const Suggestion& suggestion : found.suggestions) {
    const std::int64_t whole_units = suggestion.score / offers.score_unit;
    const double weight = static_cast<double>(whole_units);
    offers.graph.arcs.push_back(
        {suggestion.supporter, static_cast<std::int32_t>(std::min(weight, largest_weight))});
  }
}

Offers offers_for(const Problem& problem, const CandidateIndex& index, const Pins& pins,
                  const PlanOptions& options) {
  CandidatePairs found = candidate_pairs(index, options.top_k, options.threads);
  Offers offers;
  offers.score_unit = found.score_unit;
  const bool may_fall_back = has_fallbacks(problem.model());
  if (!may_fall_back && pins.pairs().empty()) {
    offers.graph = std::move(found.graph);
    return offers;
  }
  offers.graph.capacities = found.graph.capacities;
  pins.take_places(offers.graph);
  for (ParticipantIndex i = 0; i < problem.participant_count(); ++i) {
    const auto arcs = found.graph.of(i);
    if (!pins.has(i)) offers.graph.arcs.insert(offers.graph.arcs.end(), arcs.begin(), arcs.end());
    if (!pins.has(i) && arcs.empty() && may_fall_back) append_fallback(problem, i, options, offers);
    offers.graph.starts.push_back(static_cast<std::uint32_t>(offers.graph.arcs.size()));
  }
  return offers;
}

std::int32_t weight_of(const PairGraph& graph, ParticipantIndex participant, SupporterIndex supporter) {
  const auto arcs = graph.of(participant);
  return std::ranges::find(arcs, supporter, &Arc::supporter)->weight;
}

// The score in full, where a unit above 1 has cut it.
std::int64_t score_of(const Problem& problem, const Offers& offers, const PlannedPair& planned,
                      const PlanOptions& options) {
  if (offers.score_unit == 1) {
    return weight_of(offers.graph, planned.pair.participant, planned.pair.supporter);
  }
  return reasons_for(problem, planned, options).score;
}

}  // namespace

Plan plan_pairs(const Problem& problem, const PlanOptions& options) {
  const CandidateIndex index(problem, options.overrides);
  const Pins pins(problem, options);
  const Offers offers = offers_for(problem, index, pins, options);
  const Assignment solved = options.is_fair ? assign_fairly(offers.graph).assignment
                                            : assign(offers.graph, options.goal, options.effort);
  Plan plan;
  plan.total = solved.total;
  plan.bound = solved.bound;
  plan.score_unit = offers.score_unit;
  plan.pairs = pins.pairs();
  Shortages shortages(problem, index);
  for (ParticipantIndex i = 0; i < problem.participant_count(); ++i) {
    if (pins.has(i)) continue;
    if (solved.supporter_of[i] == nobody) {
      plan.unmatched.push_back(shortages.add(i, !offers.graph.of(i).empty()));
      continue;
    }
    PlannedPair planned{{i, solved.supporter_of[i]}, 0, false, {}};
    const auto fallbacks = offers.fallbacks.find(i);
    if (fallbacks != offers.fallbacks.end()) planned.fallbacks = fallbacks->second;
    planned.score = score_of(problem, offers, planned, options);
    plan.pairs.push_back(std::move(planned));
  }
  std::ranges::sort(plan.pairs, {}, [](const PlannedPair& pair) { return pair.pair.participant; });
  plan.shortages = shortages.all();
  return plan;
}

Suggestion reasons_for(const Problem& problem, const PlannedPair& pair, const PlanOptions& options) {
  RecommendOptions asked{.overrides = options.overrides};
  for (const std::string& key : pair.fallbacks) {
    asked.overrides[key] = Strictness::nice;
    const auto& criteria = problem.model().criteria;
    const auto loosened = std::ranges::find(criteria, key, &Criterion::key);
    const auto fallback = std::ranges::find(criteria, loosened->fallback_to, &Criterion::key);
    const bool is_loosened = std::ranges::find(pair.fallbacks, fallback->key) != pair.fallbacks.end();
    if (fallback->strictness != Strictness::fixed && !is_loosened) {
      asked.overrides[fallback->key] = Strictness::must;
    }
  }
  return explain(problem, pair.pair.participant, pair.pair.supporter, asked).suggestion;
}

}  // namespace kith::match
