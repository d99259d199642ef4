#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <set>

#include "engine/match/test/naive.h"

namespace kith::match {
namespace {

Problem problem_of(const Parts& parts) { return Problem(parts.model, parts.participants, parts.supporters); }

// Draws a seed and sizes (so that a failure shrinks to a small problem) and tries several problems of that
// size.
template <typename Property>
bool holds(const char* name, int problems_each, Property property) {
  return rc::check(name, [&] {
    const Size size{1, *rc::gen::inRange(0, 25), *rc::gen::inRange(0, 12)};
    const auto seed = *rc::gen::arbitrary<std::uint64_t>();
    for (int i = 0; i < problems_each; ++i) property(random_parts(seed + i, size));
  });
}

TEST(RecommendProperty, AnswersWhatTheNaiveOracleAnswers) {
  std::size_t with_fallback = 0, with_alternatives = 0, with_suggestions = 0;
  EXPECT_TRUE(holds("same answer", 30, [&](const Parts& parts) {
    const Recommendation answer = recommend(problem_of(parts), 0, parts.options);
    const Recommendation expected = naive_recommend(parts, 0);
    RC_ASSERT(answer.passing == expected.passing);
    RC_ASSERT(answer.fallbacks == expected.fallbacks);
    RC_ASSERT(answer.passing_after_fallback == expected.passing_after_fallback);
    RC_ASSERT(answer.counts == expected.counts);
    RC_ASSERT(answer.suggestions == expected.suggestions);
    RC_ASSERT(answer.alternatives == expected.alternatives);
    with_fallback += answer.fallbacks.empty() ? 0 : 1;
    with_alternatives += answer.alternatives.empty() ? 0 : 1;
    with_suggestions += answer.suggestions.empty() ? 0 : 1;
  }));
  // The random problems must reach every branch often enough for the comparison to mean something.
  EXPECT_GT(with_fallback, 20u);
  EXPECT_GT(with_alternatives, 20u);
  EXPECT_GT(with_suggestions, 500u);
}

TEST(RecommendProperty, PartsAddUpNobodyFailsAMustAndTheSecondAnswerIsTheSame) {
  EXPECT_TRUE(holds("sound", 10, [](const Parts& parts) {
    const Problem problem = problem_of(parts);
    const Recommendation answer = recommend(problem, 0, parts.options);
    std::set<SupporterIndex> seen;
    for (const Suggestion& suggestion : answer.suggestions) {
      std::int64_t sum = 0;
      for (const Finding& reason : suggestion.reasons) sum += reason.points;
      RC_ASSERT(sum == suggestion.score);
      RC_ASSERT(suggestion.failed_musts.empty());
      RC_ASSERT(seen.insert(suggestion.supporter).second);
      const PairView view = explain(problem, 0, suggestion.supporter, parts.options);
      RC_ASSERT(view.obstacles.empty());
      if (answer.fallbacks.empty()) RC_ASSERT(view.suggestion == suggestion);
    }
    RC_ASSERT(recommend(problem, 0, parts.options) == answer);
    RC_ASSERT(recommend(problem_of(parts), 0, parts.options) == answer);
  }));
}

TEST(RecommendProperty, AStrangerGetsTheAnswerOfAParticipant) {
  EXPECT_TRUE(holds("stranger", 10, [](const Parts& parts) {
    const Problem without(parts.model, {}, parts.supporters);
    RC_ASSERT(recommend(without, parts.participants[0], parts.options) ==
              recommend(problem_of(parts), 0, parts.options));
  }));
}

TEST(RecommendProperty, TheOrderOfSupportersDoesNotMatter) {
  EXPECT_TRUE(holds("order", 10, [](const Parts& parts) {
    Parts turned = parts;
    std::reverse(turned.supporters.begin(), turned.supporters.end());
    const Problem one = problem_of(parts), two = problem_of(turned);
    const auto first = recommend(one, 0, parts.options), second = recommend(two, 0, parts.options);
    RC_ASSERT(first.suggestions.size() == second.suggestions.size());
    for (std::size_t i = 0; i < first.suggestions.size(); ++i) {
      RC_ASSERT(one.supporter_id(first.suggestions[i].supporter) ==
                two.supporter_id(second.suggestions[i].supporter));
      RC_ASSERT(first.suggestions[i].reasons == second.suggestions[i].reasons);
    }
  }));
}

}  // namespace
}  // namespace kith::match
