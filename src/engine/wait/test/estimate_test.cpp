#include "engine/wait/estimate.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace kith::wait {
namespace {

TEST(Estimate, SaysNothingFromTooLittle) {
  EXPECT_FALSE(estimate({2, 90}, 0));
  EXPECT_TRUE(estimate({3, 90}, 0));
}

TEST(Estimate, SaysNothingBeyondAYear) { EXPECT_FALSE(estimate({4, 90}, 40)); }

TEST(Estimate, GrowsWithThoseAheadAndShrinksWithThoseWhoFoundSomebody) {
  const auto first = estimate({12, 90}, 0);
  const auto fourth = estimate({12, 90}, 3);
  const auto quicker = estimate({30, 90}, 3);
  ASSERT_TRUE(first && fourth && quicker);
  EXPECT_LT(first->high_days, fourth->high_days);
  EXPECT_LT(first->low_days, fourth->low_days);
  EXPECT_LT(quicker->high_days, fourth->high_days);
}

// For the first in line the distribution has a closed form: P(T > t) = (days / (days + t))^(found + 1/2).
TEST(Estimate, AgreesWithTheClosedForm) {
  const auto range = estimate({10, 90}, 0);
  ASSERT_TRUE(range);
  const auto days_at = [](double p) { return 90 * (std::pow(1 - p, -1 / 10.5) - 1); };
  EXPECT_NEAR(range->low_days, days_at(0.1), 1e-6);
  EXPECT_NEAR(range->high_days, days_at(0.9), 1e-6);
}

// Programmes whose rate is drawn from a wide prior: of the waits that are estimated, about eight in ten end
// within the range.
TEST(Estimate, HoldsAsOftenAsItSays) {
  std::mt19937_64 chance(20261122);
  int said = 0, held = 0;
  while (said < 20'000) {
    const double rate = std::exp(std::uniform_real_distribution<double>(-4, 0)(chance));
    const auto found = std::poisson_distribution<std::int64_t>(rate * 90)(chance);
    const auto ahead = std::uniform_int_distribution<std::int64_t>(0, 5)(chance);
    const auto range = estimate({found, 90}, ahead);
    if (!range) continue;
    const double wait = std::gamma_distribution<double>(static_cast<double>(ahead) + 1, 1 / rate)(chance);
    ++said;
    if (range->low_days <= wait && wait <= range->high_days) ++held;
  }
  EXPECT_NEAR(static_cast<double>(held) / said, 0.8, 0.03);
}

}  // namespace
}  // namespace kith::wait
