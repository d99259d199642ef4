#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <set>

#include "engine/groups/solve.h"
#include "engine/groups/test/checker.h"
#include "engine/groups/test/instance.h"

namespace kith::groups {
namespace {

using testing::random_input;

struct Option {
  std::uint32_t members;
  SlotIndex slot;
  std::vector<FacilitatorIndex> team;
  std::int64_t cost;
};

struct Best {
  int left = 99;
  int groups = 0;
  std::int64_t cost = 0;

  bool worse_than(const Best& other) const {
    return std::tuple(left, -groups, cost) > std::tuple(other.left, -other.groups, other.cost);
  }
};

// Every group there could be, and every set of them: slow, and plain enough to be believed.
class Exhaustive {
 public:
  explicit Exhaustive(const Input& input) : input_(input), problem_(input) {
    for (std::uint32_t members = 1; members < 1u << input.people.size(); ++members) add_options(members);
  }

  Best run() {
    best_ = {static_cast<int>(input_.people.size()), 0, 0};
    extend({}, 0, 0, 0);
    return best_;
  }

 private:
  void add_options(std::uint32_t members) {
    Decision decision;
    for (PersonIndex i = 0; i < input_.people.size(); ++i) {
      if (members >> i & 1) decision.members.push_back(i);
    }
    if (std::popcount(members) < problem_.enrolment().least ||
        std::popcount(members) > problem_.enrolment().most)
      return;
    for (VenueIndex v = 0; v < input_.venues.size(); ++v) {
      for (SlotIndex s = 0; s < input_.slots.size(); ++s) {
        // What nobody could come to need not be asked of the checker.
        const bool free = std::ranges::all_of(
            decision.members, [&](PersonIndex person) { return input_.people[person].free[s]; });
        for (std::uint32_t team = 0; free && team < 1u << input_.facilitators.size(); ++team) {
          decision.venue = v;
          decision.slot = s;
          decision.facilitators.clear();
          for (FacilitatorIndex f = 0; f < input_.facilitators.size(); ++f) {
            if (team >> f & 1) decision.facilitators.push_back(f);
          }
          Plan plan;
          plan.groups.push_back(describe(problem_, decision));
          plan.cost = plan.groups[0].cost;
          for (PersonIndex i = 0; i < input_.people.size(); ++i) {
            if (!(members >> i & 1)) plan.left_over.push_back({i, Why::too_few_left});
          }
          if (testing::violations(input_, plan).empty())
            options_.push_back({members, s, decision.facilitators, plan.cost});
        }
      }
    }
  }

  void extend(std::vector<const Option*> chosen, std::uint32_t taken, std::size_t from, std::int64_t cost) {
    const Best now{static_cast<int>(input_.people.size()) - std::popcount(taken),
                   static_cast<int>(chosen.size()), cost};
    if (best_.worse_than(now)) best_ = now;
    if (static_cast<int>(chosen.size()) == problem_.groups_wanted()) return;
    for (std::size_t o = from; o < options_.size(); ++o) {
      if (options_[o].members & taken || !can_lead_all(chosen, options_[o])) continue;
      chosen.push_back(&options_[o]);
      extend(chosen, taken | options_[o].members, o + 1, cost + options_[o].cost);
      chosen.pop_back();
    }
  }

  bool can_lead_all(const std::vector<const Option*>& chosen, const Option& next) const {
    for (const FacilitatorIndex f : next.team) {
      int led = 1;
      for (const Option* each : chosen) {
        if (!std::ranges::count(each->team, f)) continue;
        if (problem_.slots_overlap(each->slot, next.slot)) return false;
        ++led;
      }
      if (led > input_.facilitators[f].groups_most) return false;
    }
    return true;
  }

  const Input& input_;
  Problem problem_;
  std::vector<Option> options_;
  Best best_;
};

Input tiny_input(std::uint64_t seed) {
  Input input =
      random_input({.people = 7, .facilitators = 4, .venues = 2, .slots = 4, .free_percent = 75}, seed);
  input.design.floor = 2;
  input.design.attending_low = 2;
  input.design.attending_high = 3;
  input.design.cap = 4;
  input.design.groups = 2;
  input.design.team.least = static_cast<int>(seed % 3);
  input.design.team.most = static_cast<int>(seed % 3) + 1;
  if (seed % 4 == 0) input.pins.apart = {{0, 1}, {2, 5}};
  if (seed % 3 == 1) input.pins.never_led_by = {{1, 0}, {3, 1}, {4, 0}};
  if (seed % 2 == 0) input.attributes[0].alone = Alone::costs, input.attributes[0].alone_weight = 9;
  return input;
}

TEST(Exact, AgreesWithExhaustiveSearchOnTinyTowns) {
  int with_groups = 0;
  for (std::uint64_t seed = 0; seed < 14; ++seed) {
    const Input input = tiny_input(seed);
    const Plan plan = form_groups(Problem(input), {.steps_per_person = 20, .seed = seed});
    const Best best = Exhaustive(input).run();
    EXPECT_TRUE(plan.proven) << seed;
    EXPECT_EQ(static_cast<int>(plan.left_over.size()), best.left) << seed;
    EXPECT_EQ(static_cast<int>(plan.groups.size()), best.groups) << seed;
    EXPECT_EQ(plan.cost, best.cost) << seed;
    EXPECT_TRUE(testing::violations(input, plan).empty()) << seed;
    with_groups += best.groups > 0;
  }
  EXPECT_GE(with_groups, 5);
}

TEST(Exact, IsNeverWorseThanTheSearchAndDoesNotDependOnIt) {
  for (std::uint64_t seed = 0; seed < 12; ++seed) {
    const Input input = random_input({.people = 24, .facilitators = 8, .venues = 2}, seed);
    const Problem problem(input);
    const Plan quick = form_groups(problem, {.steps_per_person = 20, .seed = seed, .exact = false});
    const Plan best = form_groups(problem, {.steps_per_person = 0});
    const Plan same = form_groups(problem, {.steps_per_person = 50, .seed = seed});
    ASSERT_TRUE(best.proven && same.proven) << seed;
    EXPECT_EQ(best.left_over.size(), same.left_over.size()) << seed;
    EXPECT_EQ(best.cost, same.cost) << seed;
    EXPECT_LE(best.left_over.size(), quick.left_over.size()) << seed;
    EXPECT_TRUE(testing::violations(input, best).empty()) << seed;
  }
}

}  // namespace
}  // namespace kith::groups
