#include "engine/match/candidates.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/match/geometry.h"
#include "engine/match/test/random_problem.h"

namespace kith::match {
namespace {

TEST(Candidates, AreThePeopleAndScoresOfRecommend) {
  int with_answers = 0, with_fallback = 0;
  for (std::uint64_t seed = 0; seed < 3000; ++seed) {
    const int size = static_cast<int>(seed % 7);
    Parts parts = random_parts(seed, {3, size == 6 ? 90 : 4 * size, 1 + static_cast<int>(seed % 10)});
    const Problem problem(parts.model, parts.participants, parts.supporters);
    const CandidateIndex index(problem, parts.options.overrides);
    CandidateSearch search(index);
    for (ParticipantIndex i = 0; i < problem.participant_count(); ++i) {
      const Recommendation expected = recommend(problem, i, parts.options);
      if (!expected.fallbacks.empty()) {
        ASSERT_TRUE(search.best(i, parts.options.top_k).empty()) << "seed " << seed;
        ++with_fallback;
        continue;
      }
      const auto& found = search.best(i, parts.options.top_k);
      ASSERT_EQ(found.size(), expected.suggestions.size()) << "seed " << seed;
      for (std::size_t k = 0; k < found.size(); ++k) {
        ASSERT_EQ(found[k].supporter, expected.suggestions[k].supporter) << "seed " << seed;
        ASSERT_EQ(found[k].score, expected.suggestions[k].score) << "seed " << seed;
      }
      with_answers += found.empty() ? 0 : 1;
    }
  }
  EXPECT_GT(with_answers, 1000);
  EXPECT_GT(with_fallback, 50);
}

// Enough people for many blocks, so that most are left out without being asked everything.
TEST(Candidates, OfManyAreThePeopleAndScoresOfRecommend) {
  std::size_t with_more_than_asked = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    Parts parts = random_parts(seed, {4, 600 + static_cast<int>(seed) * 20, 1 + static_cast<int>(seed % 12)});
    parts.options.top_k = 1 + seed % 60;
    const Problem problem(parts.model, parts.participants, parts.supporters);
    const CandidateIndex index(problem, parts.options.overrides);
    CandidateSearch search(index);
    for (ParticipantIndex i = 0; i < problem.participant_count(); ++i) {
      const Recommendation expected = recommend(problem, i, parts.options);
      if (!expected.fallbacks.empty()) continue;
      const auto& found = search.best(i, parts.options.top_k);
      ASSERT_EQ(found.size(), expected.suggestions.size()) << "seed " << seed;
      for (std::size_t k = 0; k < found.size(); ++k) {
        ASSERT_EQ(found[k].supporter, expected.suggestions[k].supporter) << "seed " << seed;
        ASSERT_EQ(found[k].score, expected.suggestions[k].score) << "seed " << seed;
      }
      const std::vector<Scored> ranked = found;
      std::vector<Scored> unordered = search.best_unordered(i, parts.options.top_k);
      ASSERT_TRUE(std::ranges::is_sorted(unordered, {}, &Scored::supporter)) << "seed " << seed;
      ASSERT_TRUE(std::ranges::is_permutation(unordered, ranked)) << "seed " << seed;
      with_more_than_asked += expected.passing > 300 ? 1 : 0;
    }
  }
  EXPECT_GT(with_more_than_asked, 40u);
}

TEST(Candidates, AreTheSameOnOneAndTwoThreads) {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    const Parts parts = random_parts(seed, {17, 30, 5});
    const Problem problem(parts.model, parts.participants, parts.supporters);
    const CandidateIndex index(problem, parts.options.overrides);
    const CandidatePairs one = candidate_pairs(index, 5, 1), two = candidate_pairs(index, 5, 2);
    ASSERT_EQ(one.graph.starts, two.graph.starts);
    ASSERT_EQ(one.graph.arcs, two.graph.arcs);
    ASSERT_EQ(one.graph.capacities, two.graph.capacities);
    ASSERT_EQ(one.score_unit, two.score_unit);
  }
}

TEST(Geometry, TheSeriesRoundsToTheSameMetre) {
  double longitude = -180;
  for (int k = 0; k < 200'000; ++k) {
    longitude = std::fmod(longitude + 0.37 + 180, 360) - 180;
    const Place here{49.2 + k * 1e-5, -123.1};
    const Place there{49.2 + (k % 977) * 0.01, k % 3 == 0 ? longitude : -123.1 + (k % 1013) * 0.01};
    const SpherePoint a = on_sphere(here), b = on_sphere(there);
    ASSERT_EQ(metres_of_chord(squared_chord(a, b)), metres_between(a, b)) << k;
  }
}

}  // namespace
}  // namespace kith::match
