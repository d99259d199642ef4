#include "bench/match/groups_program.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>

#include "bench/match/solvers.h"
#include "engine/groups/plan.h"
#include "engine/groups/test/checker.h"
#include "engine/groups/test/instance.h"

namespace kith::bench {
namespace {

using groups::Decision;
using groups::Input;
using groups::Plan;
using groups::Problem;

// What a program costs at least when its whole columns are decided: bounds of the others, narrowed row by
// row.
class Decided {
 public:
  Decided(const LinearProgram& program, const std::set<std::string>& ones) : program_(program) {
    std::size_t met = 0;
    for (const auto& column : program.columns()) {
      const bool one = ones.contains(column.name);
      met += one;
      low_.push_back(column.whole && one ? 1 : 0);
      high_.push_back(column.whole ? low_.back() : column.most);
    }
    possible_ = met == ones.size();
  }

  std::optional<std::int64_t> least() {
    for (int pass = 0; pass < 4 && possible_; ++pass) {
      for (std::size_t r = 0; r < program_.rows().size() && possible_; ++r) narrow(program_.rows()[r]);
    }
    for (std::size_t r = 0; r < program_.rows().size() && possible_; ++r)
      possible_ = holds(program_.rows()[r]);
    if (!possible_) return std::nullopt;
    std::int64_t sum = 0;
    for (std::size_t c = 0; c < low_.size(); ++c) sum += low_[c] * program_.columns()[c].cost;
    return sum;
  }

 private:
  // Narrowing only needs to know the one term of a row that is still open, which has the factor 1 or -1 here.
  void narrow(const LinearProgram::Row& row) {
    std::int64_t rest = row.right;
    for (const auto& each : row.terms) rest -= each.factor * (each.factor > 0 ? low_ : high_)[each.column];
    if (rest < 0) possible_ = false;
    for (const auto& each : row.terms) {
      if (each.factor == 1) high_[each.column] = std::min(high_[each.column], low_[each.column] + rest);
      if (each.factor == -1) low_[each.column] = std::max(low_[each.column], high_[each.column] - rest);
    }
  }

  bool holds(const LinearProgram::Row& row) const {
    std::int64_t sum = 0;
    for (const auto& each : row.terms) sum += each.factor * low_[each.column];
    return row.exact ? sum == row.right : sum <= row.right;
  }

  const LinearProgram& program_;
  std::vector<std::int64_t> low_, high_;
  bool possible_ = true;
};

Input tiny_input(std::uint64_t seed) {
  groups::testing::Shape shape;
  shape.people = 4 + static_cast<int>(seed % 2);
  shape.facilitators = 3 - static_cast<int>(seed % 2);
  shape.venues = 1;
  shape.slots = 2;
  shape.free_percent = 90;
  shape.width_km = 12;
  Input input = groups::testing::random_input(shape, seed);
  input.design.floor = 1;
  input.design.attending_low = 1;
  input.design.attending_high = 2;
  input.design.cap = 3;
  input.design.groups = 2;
  input.design.team.least = seed % 4 == 2 ? 2 : 1;
  input.design.team.most = 2;
  if (seed % 3 == 0) input.pins.apart = {{0, 1}};
  if (seed % 3 == 1) input.slots[1] = input.slots[0];
  input.attributes[0].alone = seed % 2 == 0 ? groups::Alone::never : groups::Alone::costs;
  input.attributes[0].alone_weight = 9;
  return input;
}

// Every way to put the people into up to two groups, good or bad.
template <typename See>
void for_each_plan(const Input& input, const Problem& problem, See&& see) {
  const auto people = static_cast<groups::PersonIndex>(input.people.size());
  std::vector<Decision> teams;
  for (groups::SlotIndex s = 0; s < input.slots.size(); ++s) {
    for (unsigned team = 1; team < 1u << input.facilitators.size(); ++team) {
      Decision decision;
      decision.slot = s;
      for (groups::FacilitatorIndex f = 0; f < input.facilitators.size(); ++f) {
        if (team >> f & 1) decision.facilitators.push_back(f);
      }
      teams.push_back(decision);
    }
  }
  const auto members_of = [&](unsigned members) {
    std::vector<groups::PersonIndex> out;
    for (groups::PersonIndex i = 0; i < people; ++i) {
      if (members >> i & 1) out.push_back(i);
    }
    return out;
  };
  const auto see_plan = [&](std::vector<Decision> decisions) {
    Plan plan;
    std::set<groups::PersonIndex> in;
    for (Decision& each : decisions) {
      in.insert(each.members.begin(), each.members.end());
      plan.groups.push_back(groups::describe(problem, each));
      plan.cost += plan.groups.back().cost;
    }
    for (groups::PersonIndex i = 0; i < people; ++i) {
      if (!in.contains(i)) plan.left_over.push_back({i, groups::Why::too_few_left});
    }
    see(plan);
  };
  see_plan({});
  for (unsigned first = 1; first < 1u << people; ++first) {
    for (Decision one : teams) {
      one.members = members_of(first);
      see_plan({one});
      for (unsigned second = first + 1; second < 1u << people; ++second) {
        // More than three are too many, as has been seen by now of one group alone.
        if (second & first || one.members.size() > 3 || members_of(second).size() > 3) continue;
        for (Decision other : teams) {
          other.members = members_of(second);
          see_plan({one, other});
        }
      }
    }
  }
}

// The whole columns that are 1 in a plan, in the one numbering of copies that is allowed.
std::set<std::string> ones_of(const Plan& plan) {
  std::vector<groups::GroupPlan> groups = plan.groups;
  std::ranges::sort(groups, {}, [](const auto& group) { return group.members.front(); });
  std::map<std::pair<groups::VenueIndex, groups::SlotIndex>, int> copies;
  std::set<std::string> out;
  for (const auto& group : groups) {
    const std::string name = "_v" + std::to_string(group.venue) + "_s" + std::to_string(group.slot) + "_k" +
                             std::to_string(copies[{group.venue, group.slot}]++);
    out.insert("open" + name);
    for (const auto i : group.members) out.insert("in_" + std::to_string(i) + name);
    for (const auto f : group.facilitators) out.insert("lead_" + std::to_string(f) + name);
  }
  for (const auto& each : plan.left_over) out.insert("left_" + std::to_string(each.person));
  return out;
}

struct Best {
  std::int64_t count = std::numeric_limits<std::int64_t>::max();
  std::int64_t cost = 0;
  int left_over = 0;
  int groups = 0;
};

struct Seen {
  Best best;
  int plans = 0;
  int allowed = 0;
};

// Holds both programs against every plan there is: the same are allowed, and they cost the same.
Seen compare(const Input& input) {
  const Problem problem(input);
  const LinearProgram counting = counting_program(problem);
  std::map<std::pair<int, int>, LinearProgram> costing;
  Seen seen;
  for_each_plan(input, problem, [&](const Plan& plan) {
    if (testing::Test::HasFatalFailure()) return;
    const int left = static_cast<int>(plan.left_over.size()), formed = static_cast<int>(plan.groups.size());
    const auto [at, is_new] = costing.try_emplace({left, formed});
    if (is_new) at->second = cost_program(problem, left, formed);
    const std::set<std::string> ones = ones_of(plan);
    const auto counted = Decided(counting, ones).least(), cost = Decided(at->second, ones).least();
    const bool allowed = groups::testing::violations(input, plan).empty();
    const std::int64_t count = std::int64_t{left} * (problem.groups_wanted() + 1) - formed;
    ++seen.plans;
    ASSERT_EQ(counted.has_value(), allowed);
    ASSERT_EQ(cost.has_value(), allowed);
    if (!allowed) return;
    ++seen.allowed;
    ASSERT_EQ(*counted, count);
    ASSERT_EQ(*cost, plan.cost);
    if (std::pair(count, plan.cost) < std::pair(seen.best.count, seen.best.cost))
      seen.best = {count, plan.cost, left, formed};
  });
  return seen;
}

TEST(GroupsProgram, AllowsThePlansThatAreAllowedAtTheirCost) {
  int with_groups = 0, with_two = 0;
  for (std::uint64_t seed = 0; seed < 6; ++seed) {
    const Seen seen = compare(tiny_input(seed));
    if (HasFatalFailure()) FAIL() << "seed " << seed;
    EXPECT_LT(seen.allowed, seen.plans) << seed;
    with_groups += seen.best.groups > 0;
    with_two += seen.best.groups > 1;
  }
  EXPECT_GE(with_groups, 4);
  EXPECT_GE(with_two, 1);
}

TEST(GroupsProgram, HasTheOptimumThatCountingOutFinds) {
  for (Solver solver : {cbc(), highs()}) {
    if (!solver.is_there()) continue;
    for (std::uint64_t seed = 0; seed < 2; ++seed) {
      const Input input = tiny_input(seed);
      const Best best = compare(input).best;
      const Problem problem(input);
      const Solver::Answer counted = solver.solve(counting_program(problem), 20);
      EXPECT_NEAR(counted.least, static_cast<double>(best.count), 0.1) << solver.name() << seed;
      const Solver::Answer cost = solver.solve(cost_program(problem, best.left_over, best.groups), 20);
      EXPECT_EQ(cost.end, Solver::End::optimal) << solver.name() << seed;
      EXPECT_NEAR(cost.least, static_cast<double>(best.cost), 0.1) << solver.name() << seed;
    }
  }
}

TEST(GroupsProgram, SaysWhatItCannotSay) {
  Input input = tiny_input(1);
  EXPECT_TRUE(has_program(Problem(input)));
  input.pins.together = {{0, 2}};
  EXPECT_FALSE(has_program(Problem(input)));
  EXPECT_THROW(counting_program(Problem(input)), std::invalid_argument);
  EXPECT_THROW(cost_program(Problem(input), 0, 1), std::invalid_argument);
}

TEST(LinearProgram, WritesTheFormatThatSolversRead) {
  LinearProgram program;
  const int x = program.add({"x", 3, 4, true}), y = program.add({"y", -2, 9, false});
  program.at_least({{x}, {y, -5}}, 1);
  program.equal({{y}}, 7);
  EXPECT_EQ(program.text(),
            "Minimize\n cost: + 3 x - 2 y\nSubject To\n r0: - 1 x + 5 y <= -1\n r1: + 1 y = 7\n"
            "Bounds\n 0 <= x <= 4\n 0 <= y <= 9\nGenerals\n x\nEnd\n");
}

TEST(Solver, SaysWhenItIsNotThereOrHasNoAnswer) {
  EXPECT_FALSE(Solver("nobody", {"kith-no-such-solver", "PROGRAM", "ANSWER"}).is_there());
  EXPECT_FALSE(Solver("silent", {"true"}).is_there());
  LinearProgram impossible;
  const int x = impossible.add({"x", 1, 1, true});
  impossible.at_least({{x}}, 2);
  Solver peer = cbc();
  if (!peer.is_there()) return;
  EXPECT_EQ(peer.solve(impossible, 20).end, Solver::End::infeasible);
}

}  // namespace
}  // namespace kith::bench
