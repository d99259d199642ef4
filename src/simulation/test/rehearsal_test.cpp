#include "simulation/rehearsal.h"

#include <gtest/gtest.h>

#include "base/refusal.h"
#include "simulation/report.h"
#include "small.h"

namespace kith::simulation {
namespace {

Outcome run(const std::string& programme, std::uint64_t seed, int weeks, const Faults& faults) {
  return rehearse({package_named(programme), small(), shipped(), weeks, seed, faults, {}});
}

std::string told(const std::string& programme, const Outcome& outcome, int weeks, bool faults) {
  return report({programme, "src/simulation/test/small.yaml", small(), weeks, faults}, {outcome},
                ReportFormat::text);
}

std::string told_of_groups(const Outcome& outcome, int weeks, bool faults) {
  return report({"build/small-groups", "src/simulation/test/neighbours.yaml", neighbours(), weeks, faults},
                {outcome}, ReportFormat::text);
}

Outcome run_groups(std::uint64_t seed, int weeks, const Faults& faults) {
  static const package::Package package = with_small_groups();
  return rehearse({package, neighbours(), shipped(), weeks, seed, faults, {}});
}

// Fifty seeds over the shipped programmes, half of them with everything going wrong that can.
class Seeds : public testing::TestWithParam<int> {};

TEST_P(Seeds, BreakNoInvariant) {
  const int seed = GetParam();
  const char* const keys[] = {"reachout", "parent-to-parent", "rapsid"};
  const std::string programme = keys[seed % 3];
  const Outcome outcome =
      run(programme, static_cast<std::uint64_t>(seed), 4, seed % 2 == 0 ? Faults::all() : Faults::none());
  EXPECT_EQ(outcome.violation_count, 0) << told(programme, outcome, 4, seed % 2 == 0);
}

INSTANTIATE_TEST_SUITE_P(Rehearsal, Seeds, testing::Range(1, 51));

// Seeds that broke one once, and what had happened there.
struct FoundSeed {
  const char* what;
  const char* programme;
  std::uint64_t seed;
  int weeks;
};

class FoundSeeds : public testing::TestWithParam<FoundSeed> {};

TEST_P(FoundSeeds, BreakNoInvariantAnyMore) {
  const FoundSeed& found = GetParam();
  const Outcome outcome = run(found.programme, found.seed, found.weeks, Faults::all());
  EXPECT_EQ(outcome.violation_count, 0) << told(found.programme, outcome, found.weeks, true);
}

INSTANTIATE_TEST_SUITE_P(Rehearsal, FoundSeeds,
                         testing::Values(FoundSeed{"died_after_coming_in_and_came_in_again", "reachout", 1231,
                                                   3}),
                         [](const auto& each) { return std::string(each.param.what); });

TEST(Rehearsal, LivesAWholeLife) {
  Outcome outcome;
  std::int64_t matches = 0, ended = 0, crashes = 0, concerns = 0, letters = 0, minutes = 0, released = 0;
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    outcome = run("reachout", seed, 10, Faults::all());
    crashes += outcome.crashes;
    for (const Week& each : outcome.weeks) {
      matches += each[Figure::accepted];
      ended += each[Figure::pairs_ended];
      concerns += each[Figure::concerns];
      letters += each[Figure::letters];
      minutes += each[Figure::coordinator_minutes];
      released += each[Figure::unanswered];
    }
  }
  EXPECT_GT(matches, 10);
  EXPECT_GT(ended, 2);
  EXPECT_GT(released, 0);
  EXPECT_GT(concerns, 0);
  EXPECT_GT(letters, 100);
  EXPECT_GT(minutes, 100);
  EXPECT_GT(crashes, 1);
  EXPECT_GT(outcome.probes, 100);
}

// Fewer of them: forming groups takes its time under the sanitizers.
class SeedsInGroups : public testing::TestWithParam<int> {};

TEST_P(SeedsInGroups, BreakNoInvariant) {
  const Outcome outcome = run_groups(static_cast<std::uint64_t>(GetParam()), 4, Faults::all());
  EXPECT_EQ(outcome.violation_count, 0) << told_of_groups(outcome, 4, true);
}

INSTANTIATE_TEST_SUITE_P(Rehearsal, SeedsInGroups, testing::Values(3, 4));

TEST(Rehearsal, GroupsFormAndShrinkAndMerge) {
  const Outcome outcome = run_groups(2, 10, Faults::none());
  std::int64_t formed = 0, merged = 0, met = 0, left = 0, back = 0;
  for (const Week& each : outcome.weeks) {
    formed += each[Figure::groups_formed];
    merged += each[Figure::groups_merged];
    met += each[Figure::met];
    left += each[Figure::withdrew];
    back += each[Figure::came_back];
  }
  EXPECT_GT(formed, 3);
  EXPECT_GT(merged, 0);
  EXPECT_GT(outcome.weeks.back()[Figure::group_people_now], 5);
  EXPECT_GT(met, 3);
  EXPECT_GT(left, 2);
  EXPECT_GT(back, 0);
  EXPECT_EQ(outcome.groups_lasting.front().weeks, 4);
  EXPECT_GT(outcome.groups_lasting.front().begun, 0);
  EXPECT_EQ(outcome.violation_count, 0) << told_of_groups(outcome, 10, false);
}

TEST(Rehearsal, GroupsAreTheSameByteForByte) {
  const Outcome once = run_groups(5, 3, Faults::all());
  const Outcome again = run_groups(5, 3, Faults::all());
  EXPECT_EQ(once.weeks, again.weeks);
  EXPECT_EQ(once.events, again.events);
}

TEST(Lasting, CountsOnlyThoseThatCouldHave) {
  const Instant now{days(100).count()};
  const std::vector<Life> lives{{now - days(60), {}, false},
                                {now - days(60), now - days(50), true},
                                {now - days(60), now - days(20), true},
                                {now - days(10), {}, false}};
  EXPECT_EQ(lasting(lives, 4, now), (Lasting{4, 3, 2}));
  EXPECT_EQ(lasting(lives, 13, now), (Lasting{13, 0, 0}));
}

TEST(Rehearsal, IsTheSameByteForByte) {
  for (const Faults& faults : {Faults::none(), Faults::all()}) {
    const Outcome once = run("rapsid", 7, 3, faults);
    const Outcome again = run("rapsid", 7, 3, faults);
    EXPECT_EQ(told("rapsid", once, 3, true), told("rapsid", again, 3, true));
    EXPECT_EQ(once.weeks, again.weeks);
    EXPECT_EQ(once.events, again.events);
    EXPECT_EQ(once.steps, again.steps);
  }
}

TEST(Rehearsal, SaysTheSameOnEveryMachine) {
  Chance chance(1, "a name", 2);
  EXPECT_EQ(chance.next(), Chance(1, "a name", 2).next());
  EXPECT_NE(Chance(1, "a name", 2).next(), Chance(1, "another", 2).next());
  EXPECT_NE(Chance(1, "a name", 2).next(), Chance(2, "a name", 2).next());
}

TEST(Chance, WaitsAsLongAsItsMeanSays) {
  Chance chance(3, "waits", 0);
  Duration sum{};
  for (int i = 0; i < 20'000; ++i) sum += chance.wait(hours(10));
  EXPECT_NEAR(static_cast<double>(sum.count()) / 20'000 / 3.6e9, 10.0, 0.2);
}

TEST(Chance, KeepsToItsOdds) {
  Chance chance(3, "odds", 0);
  int happened = 0;
  for (int i = 0; i < 20'000; ++i) happened += chance.happens(Odds::of(0.25)) ? 1 : 0;
  EXPECT_NEAR(happened, 5'000, 200);
  EXPECT_FALSE(chance.happens({0}));
  EXPECT_TRUE(chance.happens({1'000'000}));
}

TEST(Report, SeveralSeedsGiveAnInterval) {
  std::vector<Outcome> outcomes;
  for (std::uint64_t seed = 1; seed <= 3; ++seed)
    outcomes.push_back(run("reachout", seed, 4, Faults::none()));
  const ReportHead head{"reachout", "small", small(), 4, false};
  const std::string text = report(head, outcomes, ReportFormat::text);
  EXPECT_NE(text.find("predicts nobody"), std::string::npos);
  EXPECT_TRUE(text.ends_with("\nInvariants broken: 0\n")) << text;
  const Json json = parse_json(report(head, outcomes, ReportFormat::json));
  EXPECT_EQ(json.find("seeds")->integer(), 3);
  EXPECT_EQ(json.find("weeks")->array_items().size(), 4u);
  EXPECT_EQ(json.members().back().first, "invariants_broken");
  const std::string csv = report(head, outcomes, ReportFormat::csv);
  EXPECT_TRUE(csv.starts_with("week,figure,low,middle,high\r\n"));
}

TEST(Population, EveryShippedOneIsSound) {
  for (const std::string name : {"reachout", "parent-to-parent", "rapsid"}) {
    const auto file = std::filesystem::path(KITH_SOURCE_DIR) / "populations" / (name + ".yaml");
    EXPECT_NO_THROW(read_population(contents(file), name)) << name;
  }
  const auto rapsid = std::filesystem::path(KITH_SOURCE_DIR) / "populations/rapsid.yaml";
  const Population population = read_population(contents(rapsid), "rapsid");
  EXPECT_EQ(population.participants.count, 652);
  EXPECT_EQ(population.supporters.count, 106);
  EXPECT_EQ(population.answers.at("sex").at("male"), Odds{620'000});
}

TEST(Population, MayBeSilentOfLaterHabits) {
  std::string text = contents(std::filesystem::path(KITH_SOURCE_DIR) / "src/simulation/test/small.yaml");
  text.resize(text.find("first_contact:"));
  const Population plain = read_population(text, "plain");
  EXPECT_EQ(plain.groups.late_at_once, GroupHabits().late_at_once);
  EXPECT_EQ(plain.leaving.thinks_again, Leaving().thinks_again);
  const Population named = read_population(text + "groups: {suits: 10%}\nleaving: {words: 1%}\n", "named");
  EXPECT_EQ(named.groups.suits, Odds{100'000});
  EXPECT_EQ(named.leaving.words, Odds{10'000});
  EXPECT_THROW(read_population(text + "leaving: {words: 70%, everything: 50%}\n", "both"), Refusal);
}

TEST(Population, NamesEveryMistakeWithItsLine) {
  try {
    read_population("name: Here\nparticipants: {count: many, email: 20}\n", "p.yaml");
    FAIL();
  } catch (const Refusal& refusal) {
    EXPECT_EQ(refusal.code(), "simulation.population");
    EXPECT_NE(refusal.detail().find("p.yaml:2"), std::string::npos) << refusal.detail();
    EXPECT_NE(refusal.detail().find("write it such as 35%"), std::string::npos) << refusal.detail();
    EXPECT_NE(refusal.detail().find("supporter_habits"), std::string::npos) << refusal.detail();
  }
}

}  // namespace
}  // namespace kith::simulation
