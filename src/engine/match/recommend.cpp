#include "engine/match/recommend.h"

#include <algorithm>
#include <bit>

#include "engine/match/search.h"

namespace kith::match {
namespace {

struct Candidate {
  SupporterIndex supporter = 0;
  std::int64_t score = 0;
  CriterionSet failed = 0;
};

// Everyone who is there for the participant, with what they fail and their score as asked for.
std::vector<Candidate> candidates(const Search& search, const Settings& asked) {
  std::vector<Candidate> found;
  const CriterionSet fixed = fixed_of(asked);
  for (SupporterIndex supporter = 0; supporter < search.supporter_count(); ++supporter) {
    if (!search.is_there(supporter)) continue;
    Candidate candidate{supporter, 0, 0};
    candidate.failed = search.failed_and_score(supporter, asked, candidate.score);
    if ((candidate.failed & fixed) == 0) found.push_back(candidate);
  }
  return found;
}

std::size_t count_passing(const std::vector<Candidate>& found, CriterionSet musts) {
  return std::ranges::count_if(found, [&](const Candidate& c) { return (c.failed & musts) == 0; });
}

std::vector<CriterionCount> live_counts(const std::vector<Candidate>& found, const Model& model,
                                        const Settings& asked) {
  const CriterionSet musts = musts_of(asked);
  std::vector<CriterionCount> counts(asked.size());
  for (std::size_t i = 0; i < asked.size(); ++i) {
    counts[i].key = model.criteria[i].key;
    counts[i].strictness = asked[i];
  }
  for (const Candidate& candidate : found) {
    const CriterionSet failed_musts = candidate.failed & musts;
    if (std::popcount(failed_musts) > 1) continue;
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const CriterionSet only = CriterionSet{1} << i;
      if (((failed_musts | (candidate.failed & only)) == 0)) ++counts[i].if_must;
      const CriterionSet dropped = asked[i] == Strictness::fixed ? 0 : only;
      if ((failed_musts & ~dropped) == 0) ++counts[i].if_dropped;
    }
  }
  return counts;
}

// Loosens musts that have a fallback until somebody passes or none is left; returns their keys.
std::vector<std::string> fall_back(const std::vector<Candidate>& found, const Problem::Layout& layout,
                                   Settings& settings) {
  std::vector<std::string> loosened;
  std::vector<bool> was_loosened(settings.size());
  for (std::size_t i = 0; i < settings.size() && count_passing(found, musts_of(settings)) == 0;) {
    if (settings[i] != Strictness::must || !layout.rules[i].fallback_to || was_loosened[i]) {
      ++i;
      continue;
    }
    was_loosened[i] = true;
    settings[i] = Strictness::nice;
    Strictness& fallback = settings[*layout.rules[i].fallback_to];
    if (fallback != Strictness::fixed) fallback = Strictness::must;
    loosened.push_back(layout.model.criteria[i].key);
    // The fallback may have one of its own, earlier in the model.
    i = 0;
  }
  return loosened;
}

// The best `count`, by the number of `musts` they fail, then score, then who is freer.
std::vector<Candidate> best(std::vector<Candidate> found, std::size_t count, CriterionSet musts,
                            const Search& search) {
  const auto comes_before = [&](const Candidate& a, const Candidate& b) {
    const int failed_a = std::popcount(a.failed & musts);
    const int failed_b = std::popcount(b.failed & musts);
    if (failed_a != failed_b) return failed_a < failed_b;
    if (a.score != b.score) return a.score > b.score;
    return search.is_freer(a.supporter, b.supporter);
  };
  const std::size_t kept = std::min(count, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(kept), comes_before);
  found.resize(kept);
  return found;
}

std::vector<Suggestion> describe_all(const std::vector<Candidate>& chosen, const Search& search,
                                     const Settings& settings, CriterionSet asked_musts) {
  std::vector<Suggestion> suggestions;
  for (const Candidate& c : chosen) {
    suggestions.push_back(search.describe(c.supporter, settings, asked_musts));
  }
  return suggestions;
}

void suggest(const Search& search, const Problem::Layout& layout, const Settings& asked,
             std::vector<Candidate> found, const RecommendOptions& options, Recommendation& result) {
  Settings settings = asked;
  result.fallbacks = fall_back(found, layout, settings);
  const CriterionSet musts = musts_of(settings);
  result.passing_after_fallback = count_passing(found, musts);
  if (result.passing_after_fallback == 0) {
    // What failed is told against the wish as it was asked, because no loosening helped.
    result.fallbacks.clear();
    const CriterionSet asked_musts = musts_of(asked);
    const auto nearest = best(std::move(found), options.alternatives_k, asked_musts, search);
    result.alternatives = describe_all(nearest, search, asked, asked_musts);
    return;
  }
  std::erase_if(found, [&](const Candidate& c) { return (c.failed & musts) != 0; });
  if (!result.fallbacks.empty()) {
    for (Candidate& c : found) c.score = search.score(c.supporter, settings);
  }
  const auto chosen = best(std::move(found), options.top_k, musts, search);
  result.suggestions = describe_all(chosen, search, settings, musts);
}

Recommendation run(const Search& search, const Problem::Layout& layout, const RecommendOptions& options) {
  const Settings asked = settings_for(layout.model, options);
  std::vector<Candidate> found = candidates(search, asked);
  Recommendation result;
  result.passing = count_passing(found, musts_of(asked));
  result.counts = live_counts(found, layout.model, asked);
  suggest(search, layout, asked, std::move(found), options, result);
  return result;
}

}  // namespace

Recommendation recommend(const Problem& problem, ParticipantIndex participant,
                         const RecommendOptions& options) {
  const Problem::Layout& layout = problem.layout();
  return run(Search(layout, layout.participants, participant, layout.words), layout, options);
}

Recommendation recommend(const Problem& problem, const Person& person, const RecommendOptions& options) {
  const Problem::Layout& layout = problem.layout();
  Words words(&layout.words), ids(&layout.ids);
  People stranger(layout.model);
  FieldErrors errors;
  stranger.append(person, words, ids, "person", errors);
  errors.refuse_if_any();
  return run(Search(layout, stranger, 0, words), layout, options);
}

PairView explain(const Problem& problem, ParticipantIndex participant, SupporterIndex supporter,
                 const RecommendOptions& options) {
  const Problem::Layout& layout = problem.layout();
  const Search search(layout, layout.participants, participant, layout.words);
  const Settings asked = settings_for(layout.model, options);
  PairView view;
  view.obstacles = search.obstacles(supporter);
  const CriterionSet fixed = fixed_of(asked);
  if (fixed != 0 && (search.failed(supporter) & fixed) != 0) {
    view.obstacles.push_back(Obstacle::fixed_criterion);
  }
  view.suggestion = search.describe(supporter, asked, musts_of(asked));
  return view;
}

}  // namespace kith::match
