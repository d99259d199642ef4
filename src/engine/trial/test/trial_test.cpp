#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "base/refusal.h"
#include "engine/trial/allocation.h"
#include "engine/trial/constrained.h"
#include "engine/trial/sha256.h"

namespace kith::trial {
namespace {

Design two_arms(Method method) {
  Design out;
  out.method = method;
  out.arms = {{"support", 1}, {"usual", 1}};
  if (method != Method::simple)
    out.factors = {{"sex", {"female", "male"}, 1}, {"practice", {"a", "b", "c"}, 2}};
  if (method == Method::blocks) out.blocks = {4, 6};
  return out;
}

std::vector<int> levels_of(const Design& design, Generator& chance) {
  std::vector<int> out;
  for (const Factor& each : design.factors) out.push_back(static_cast<int>(chance.below(each.levels.size())));
  return out;
}

std::vector<Line> run(Allocation& allocation, int units, std::uint64_t seed = 7) {
  Generator chance(seed);
  std::vector<Line> out;
  for (int i = 0; i < units; ++i) {
    out.push_back(allocation.allocate("U" + std::to_string(i), levels_of(allocation.design(), chance), true));
  }
  return out;
}

template <class Act>
std::string code_of(Act act) {
  try {
    act();
  } catch (const Refusal& refusal) {
    return refusal.code();
  }
  return "";
}

TEST(Generator, GivesTheNumbersThatItsHeaderPromises) {
  Generator chance(42);
  EXPECT_EQ(chance.next(), 1546998764402558742u);
  EXPECT_EQ(chance.next(), 6990951692964543102u);
  EXPECT_EQ(chance.next(), 12544586762248559009u);
  Generator zero(0);
  EXPECT_EQ(zero.next(), 11091344671253066420u);
  EXPECT_EQ(zero.next(), 13793997310169335082u);
}

TEST(Generator, DrawsEveryNumberAlikeOften) {
  Generator chance(1);
  std::map<std::uint64_t, int> seen;
  for (int i = 0; i < 60'000; ++i) ++seen[chance.below(6)];
  double chi_square = 0;
  for (std::uint64_t face = 0; face < 6; ++face) chi_square += std::pow(seen[face] - 10'000, 2) / 10'000;
  EXPECT_LT(chi_square, 15.1);  // 99 % of chi-square with 5 degrees of freedom
}

TEST(Sha256, AgreesWithThePublishedExamples) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Simple, FollowsTheSharesOverManyUnits) {
  Design design = two_arms(Method::simple);
  design.arms = {{"a", 2}, {"b", 1}, {"c", 1}};
  Allocation allocation(design, 11);
  run(allocation, 8000);
  const double expected[] = {4000, 2000, 2000};
  double chi_square = 0;
  for (int a = 0; a < 3; ++a) chi_square += std::pow(allocation.counts()[a] - expected[a], 2) / expected[a];
  EXPECT_LT(chi_square, 9.21);  // 99 %, 2 degrees of freedom
}

TEST(Blocks, HoldTheRatioInEveryBlockOfEveryStratum) {
  Design design = two_arms(Method::blocks);
  design.arms = {{"a", 2}, {"b", 1}};
  design.blocks = {3, 6};
  Allocation allocation(design, 5);
  std::map<std::vector<int>, std::vector<int>> arms_of;
  for (const Line& each : run(allocation, 900)) arms_of[each.levels].push_back(each.arm);
  EXPECT_EQ(arms_of.size(), 6u);
  for (const auto& [levels, arms] : arms_of) {
    int balance = 0, farthest = 0;
    for (const int arm : arms) {
      balance += arm == 0 ? 1 : -2;
      farthest = std::max(farthest, std::abs(balance));
    }
    EXPECT_LE(farthest, 4) << "a block of six never strays farther";
  }
}

TEST(Minimisation, BalancesEveryFactorFarBetterThanChance) {
  Allocation minimised(two_arms(Method::minimise), 3);
  Design plain = two_arms(Method::minimise);
  plain.method = Method::simple;
  Allocation simple(plain, 3);
  const auto worst = [](const std::vector<Line>& lines) {
    std::map<std::pair<std::size_t, int>, int> off;
    for (const Line& each : lines) {
      for (std::size_t f = 0; f < each.levels.size(); ++f) off[{f, each.levels[f]}] += each.arm ? 1 : -1;
    }
    int out = 0;
    for (const auto& [level, by] : off) out = std::max(out, std::abs(by));
    return out;
  };
  EXPECT_LE(worst(run(minimised, 1000)), 8);
  EXPECT_GT(worst(run(simple, 1000)), 12);
}

TEST(Minimisation, WeighsAsPocockAndSimonDid) {
  // Three units by hand: each line's imbalances are the sums of weighted ranges before the unit's own arm.
  Allocation allocation(two_arms(Method::minimise), 1);
  const Line first = allocation.allocate("one", {0, 0}, true);
  EXPECT_EQ(first.imbalances, (std::vector<std::int64_t>{3, 3}));
  const Line second = allocation.allocate("two", {0, 1}, true);
  // Sex has one in first.arm; practice b has none yet: 1*2 + 2*1 there, 1*0 + 2*1 in the other arm.
  EXPECT_EQ(second.imbalances[first.arm], 4);
  EXPECT_EQ(second.imbalances[1 - first.arm], 2);
}

TEST(Minimisation, TakesTheBestArmAsOftenAsItShould) {
  Design design = two_arms(Method::minimise);
  design.best_milli = 700;
  Allocation allocation(design, 19);
  int clear = 0, followed = 0;
  for (const Line& each : run(allocation, 6000)) {
    if (each.imbalances[0] == each.imbalances[1]) continue;
    ++clear;
    followed += each.imbalances[each.arm] < each.imbalances[1 - each.arm];
  }
  const double expected = 0.7 * clear;
  EXPECT_LT(std::abs(followed - expected), 3.3 * std::sqrt(clear * 0.7 * 0.3));
}

TEST(Minimisation, HoldsUnequalShares) {
  Design design = two_arms(Method::minimise);
  design.arms = {{"a", 3}, {"b", 1}};
  design.best_milli = 900;
  Allocation allocation(design, 23);
  run(allocation, 2000);
  EXPECT_NEAR(allocation.counts()[0], 1500, 20);
}

class Replay : public ::testing::TestWithParam<Method> {};

TEST_P(Replay, FindsTheSameLinesAgainAndSeesEveryChange) {
  const Design design = two_arms(GetParam());
  Allocation allocation(design, 99);
  std::vector<Line> lines = run(allocation, 200);
  EXPECT_TRUE(replay(design, 99, allocation.commitment(), lines).empty());
  EXPECT_FALSE(replay(design, 98, allocation.commitment(), lines).empty());
  std::vector<Line> changed = lines;
  changed[50].arm = 1 - changed[50].arm;
  EXPECT_FALSE(replay(design, 99, allocation.commitment(), changed).empty());
  changed = lines;
  changed.erase(changed.begin() + 20);
  EXPECT_FALSE(replay(design, 99, allocation.commitment(), changed).empty());
  changed = lines;
  changed.push_back(lines[3]);
  EXPECT_FALSE(replay(design, 99, allocation.commitment(), changed).empty());
}

INSTANTIATE_TEST_SUITE_P(Methods, Replay,
                         ::testing::Values(Method::simple, Method::blocks, Method::minimise));

TEST(Record, SealsEachLineWithTheOneBefore) {
  const Design design = two_arms(Method::minimise);
  Allocation allocation(design, 4);
  const Line line = allocation.allocate("U1", {1, 2}, true);
  const std::string text = to_text(design, line, allocation.commitment());
  EXPECT_TRUE(text.starts_with("1,U1,male;c,3;3,0,2,")) << text;
  EXPECT_NE(text.substr(text.rfind(',')), to_text(design, line, "x").substr(text.rfind(',')));
}

TEST(Concealment, DrawsOnlyOnFinalEnrolmentAndOnce) {
  Allocation allocation(two_arms(Method::minimise), 4);
  EXPECT_EQ(code_of([&] { allocation.allocate("U1", {0, 0}, false); }), "trial.not_enrolled");
  allocation.allocate("U1", {0, 0}, true);
  EXPECT_EQ(code_of([&] { allocation.allocate("U1", {0, 0}, true); }), "trial.allocated");
  EXPECT_EQ(code_of([&] { allocation.allocate("", {0, 0}, true); }), "trial.unit");
  EXPECT_EQ(code_of([&] { allocation.allocate("U2", {0, 3}, true); }), "trial.levels");
  // A refused question draws nothing, so asking cannot steer what comes.
  Allocation other(two_arms(Method::minimise), 4);
  other.allocate("U1", {0, 0}, true);
  EXPECT_EQ(allocation.allocate("U3", {1, 1}, true), other.allocate("U3", {1, 1}, true));
}

TEST(Designs, AreRefusedWhenTheyCannotWork) {
  const auto code = [](auto change) {
    Design design = two_arms(Method::minimise);
    change(design);
    return code_of([&] { Allocation(design, 1); });
  };
  EXPECT_EQ(code([](Design&) {}), "");
  EXPECT_EQ(code([](Design& d) { d.arms.pop_back(); }), "trial.arms");
  EXPECT_EQ(code([](Design& d) { d.arms[1].key = "support"; }), "trial.arms");
  EXPECT_EQ(code([](Design& d) { d.factors.clear(); }), "trial.factors");
  EXPECT_EQ(code([](Design& d) { d.factors[0].levels.clear(); }), "trial.factors");
  EXPECT_EQ(code([](Design& d) { d.best_milli = 400; }), "trial.best");
  EXPECT_EQ(code([](Design& d) { d.method = Method::blocks, d.blocks = {3}; }), "trial.blocks");
}

std::vector<Cluster> practices(int count) {
  Generator chance(13);
  std::vector<Cluster> out;
  for (int i = 0; i < count; ++i) {
    out.push_back({"practice" + std::to_string(i),
                   {static_cast<double>(chance.below(9000)), static_cast<double>(chance.below(50)), 1.0}});
  }
  return out;
}

TEST(Constrained, PicksAmongTheBestBalancedAndFindsThemAgain) {
  ConstrainedDesign design;
  design.arms = {{"one", 1}, {"group", 1}, {"both", 1}, {"usual", 1}};
  design.covariates = {{"size", 1}, {"deprivation", 2}, {"same", 1}};
  const auto clusters = practices(42);
  const ConstrainedResult result = allocate_constrained(design, clusters, 77);
  EXPECT_EQ(result.candidates, 20'000u);
  EXPECT_EQ(result.acceptable, 2'000u);
  EXPECT_LE(result.imbalance, result.worst_acceptable);
  std::map<int, int> sizes;
  for (const int arm : result.arm) ++sizes[arm];
  EXPECT_EQ(sizes[0] + sizes[1] + sizes[2] + sizes[3], 42);
  EXPECT_GE(std::min({sizes[0], sizes[1], sizes[2], sizes[3]}), 10);
  EXPECT_GT(result.least_together_milli, 50);
  EXPECT_LT(result.most_together_milli, 500);
  EXPECT_EQ(result, allocate_constrained(design, clusters, 77));
  EXPECT_NE(result.arm, allocate_constrained(design, clusters, 78).arm);
}

TEST(Constrained, ListsAllAllocationsWhenTheyAreFew) {
  ConstrainedDesign design;
  design.arms = {{"a", 1}, {"b", 1}};
  design.covariates = {{"size", 1}};
  std::vector<Cluster> clusters;
  for (const double size : {1, 2, 3, 4, 5, 6, 7, 8}) clusters.push_back({"c" + std::to_string(size), {size}});
  design.keep_milli = 1;
  const ConstrainedResult result = allocate_constrained(design, clusters, 5);
  EXPECT_EQ(result.candidates, 70u);
  EXPECT_EQ(result.acceptable, 1u);
  EXPECT_NEAR(result.imbalance, 0, 1e-12);
  EXPECT_EQ(result.most_together_milli, 1000) << "one acceptable allocation leaves nothing to chance";
}

TEST(Constrained, EachAcceptableAllocationIsAsLikelyAsAnother) {
  ConstrainedDesign design;
  design.arms = {{"a", 1}, {"b", 1}};
  design.covariates = {{"size", 1}};
  design.keep_milli = 115;  // 8 of 70
  std::vector<Cluster> clusters;
  for (const double size : {1, 2, 3, 4, 5, 6, 7, 8}) clusters.push_back({"c" + std::to_string(size), {size}});
  std::map<std::uint32_t, int> seen;
  for (std::uint64_t seed = 0; seed < 1600; ++seed)
    ++seen[allocate_constrained(design, clusters, seed).picked];
  double chi_square = 0;
  for (std::uint32_t i = 0; i < 8; ++i) chi_square += std::pow(seen[i] - 200, 2) / 200.0;
  EXPECT_LT(chi_square, 18.5);  // 99 %, 7 degrees of freedom
}

TEST(Constrained, RefusesWhatItCannotUse) {
  ConstrainedDesign design;
  design.arms = {{"a", 1}, {"b", 1}};
  design.covariates = {{"size", 1}};
  EXPECT_EQ(code_of([&] { allocate_constrained(design, {{"x", {1}}}, 1); }), "trial.clusters");
  EXPECT_EQ(code_of([&] { allocate_constrained(design, {{"x", {1}}, {"y", {}}}, 1); }), "trial.clusters");
  design.candidates = 5;
  EXPECT_EQ(code_of([&] { allocate_constrained(design, {{"x", {1}}, {"y", {2}}}, 1); }), "trial.candidates");
  design.arms.pop_back();
  EXPECT_EQ(code_of([&] { allocate_constrained(design, {{"x", {1}}, {"y", {2}}}, 1); }), "trial.arms");
}

}  // namespace
}  // namespace kith::trial
