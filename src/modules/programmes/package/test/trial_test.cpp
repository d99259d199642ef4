#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "modules/programmes/package/package.h"
#include "modules/programmes/package/test/package_folder.h"

namespace kith::package {
namespace {

using testing::PackageFolder;
using testing::shipped;

TEST(TrialRules, OfRapsidAreRead) {
  const LoadResult loaded = load_package(shipped("rapsid"));
  ASSERT_TRUE(loaded.good()) << format_problems(loaded.problems);
  ASSERT_TRUE(loaded.package.trial.has_value());
  const TrialRules& rules = *loaded.package.trial;
  EXPECT_EQ(rules.unit, "general_practice");
  EXPECT_EQ(rules.method, TrialMethod::minimise);
  EXPECT_EQ(rules.percent_best, 80);
  ASSERT_EQ(rules.arms.size(), 4u);
  EXPECT_EQ(rules.arms[3].key, "combined");
  EXPECT_EQ(rules.factors[0].cuts, (std::vector<int>{4, 8}));
  EXPECT_EQ(rules.answers[0].is, std::vector<std::string>{"type_2_diabetes"});
}

TEST(TrialRules, AreNotNeeded) {
  const LoadResult loaded = load_package(shipped("reachout"));
  EXPECT_FALSE(loaded.package.trial.has_value());
  EXPECT_EQ(package_to_json(loaded.package).find("trial"), nullptr);
}

TEST(TrialRules, ArePartOfWhatIsPublished) {
  const Package package = load_package(shipped("rapsid")).package;
  const Package back = package_from_json(parse_json(to_text(package_to_json(package))));
  EXPECT_EQ(back.trial, package.trial);
  const PackageFolder folder("rapsid");
  folder.replace("trial.yaml", "probability: 80", "probability: 75");
  EXPECT_NE(fingerprint_of(load_package(folder.path()).package), fingerprint_of(package));
}

// What a trial of people in blocks, by sex and age of the illness, is written like.
const char* const of_people = R"(key: second
label: Second trial
about: Does it help?
unit: person
method: stratified
blocks: [4, 6]
arms:
  - {key: support, label: Support, about: A Peer Support Facilitator at once.}
  - {key: later, label: Later, about: A Peer Support Facilitator after half a year.}
factors:
  - {field: sex}
  - {field: diagnosed_year, cuts: [2000, 2010]}
who:
  consent: research
  answers: [{field: condition, is: [type_2_diabetes]}, {field: can_travel, is: ["yes"]}]
)";

TEST(TrialRules, OfPeopleInBlocksAreRead) {
  const PackageFolder folder("rapsid");
  folder.write("trial.yaml", of_people);
  const LoadResult loaded = load_package(folder.path());
  ASSERT_TRUE(loaded.good()) << format_problems(loaded.problems);
  EXPECT_TRUE(loaded.package.trial->of_people());
  EXPECT_EQ(loaded.package.trial->blocks, (std::vector<int>{4, 6}));
  EXPECT_EQ(loaded.package.trial->consent, "research");
}

struct BrokenTrial {
  const char* name;
  const char* from;
  const char* to;
  const char* line_with;
  const char* what;
  const char* cure;
  bool blocks = false;  // in the trial above instead of RAPSID's
};

void PrintTo(const BrokenTrial& row, std::ostream* out) { *out << row.name; }

class BrokenTrialRules : public ::testing::TestWithParam<BrokenTrial> {};

TEST_P(BrokenTrialRules, AreNamedByLineAndCure) {
  const BrokenTrial& row = GetParam();
  const PackageFolder folder("rapsid");
  if (row.blocks) folder.write("trial.yaml", of_people);
  folder.replace("trial.yaml", row.from, row.to);
  const LoadResult loaded = load_package(folder.path());
  const int line = folder.line_of("trial.yaml", row.line_with);
  const bool named = std::ranges::any_of(loaded.problems, [&](const PackageProblem& each) {
    return each.file == "trial.yaml" && each.line == line && each.what.find(row.what) != std::string::npos &&
           each.cure.find(row.cure) != std::string::npos;
  });
  EXPECT_TRUE(named) << "expected line " << line << " in " << format_problems(loaded.problems);
}

const BrokenTrial rows[] = {
    {"unknown_key", "probability: 80", "probabilty: 80", "probabilty", "unknown key \"probabilty\"",
     "did you mean \"probability\"?"},
    {"unknown_method", "method: minimise", "method: minimize", "method: minimize", "not a known \"method\"",
     "did you mean \"minimise\"?"},
    {"unknown_unit", "unit: general_practice", "unit: general_practise",
     "unit:", "not a question that the participant is", "did you mean \"general_practice\"?"},
    {"unit_of_another_kind", "unit: general_practice", "unit: interests",
     "unit:", "a question of another kind", "text, choice or place"},
    {"always_the_best_arm", "probability: 80", "probability: 100", "probability: 100", "100", "95"},
    {"an_arm_twice", "key: combined", "key: group # again", "# again", "the arm \"group\" is there twice",
     "keep one"},
    {"an_arm_without_words", "    label: Both\n", "", "key: combined", "label", ""},
    {"cuts_that_fall", "cuts: [4, 8]", "cuts: [8, 4]", "cuts: [8, 4]", "do not rise", "above the one before"},
    {"no_cuts", "{field: people, cuts: [4, 8], weight: 2}", "{field: people}", "{field: people}",
     "where the levels", "cuts: [5, 10]"},
    {"cuts_of_a_choice", "{field: can_travel, weight: 1}", "{field: can_travel, cuts: [1]}", "cuts: [1]",
     "no order to cut", "take cuts out"},
    {"factor_not_in_profile", "field: can_travel", "field: can_travl", "can_travl",
     "not a question that the participant is", "did you mean \"can_travel\"?"},
    {"no_factors", "method: minimise", "method: simple", "{field: people", "balances no factors",
     "take them out"},
    {"unknown_answer", "is: [type_2_diabetes]", "is: [type_two]", "type_two",
     "not an answer to \"condition\"", "type_2_diabetes"},
    {"mean_of_choices", "method: minimise\nprobability: 80", "method: constrained", "field: people, cuts",
     "unknown key \"cuts\"", ""},
    {"one_length_of_block", "blocks: [4, 6]", "blocks: [4]", "blocks: [4]", "can tell the last of each",
     "two lengths", true},
    {"block_that_does_not_fit", "blocks: [4, 6]", "blocks: [4, 5]", "blocks: [4, 5]",
     "a block of 5 does not fit", "multiples of 2", true},
    {"block_that_is_plain", "blocks: [4, 6]", "blocks: [2, 4]", "blocks: [2, 4]", "a block of 2", "from 4",
     true},
    {"people_of_a_person", "{field: sex}", "{field: people, cuts: [3]}", "field: people",
     "no unit of several people", "take this factor out", true},
    {"unknown_consent", "consent: research", "consent: reserch", "consent: reserch",
     "nothing that the participant is asked to agree to", "did you mean \"research\"?", true},
};

INSTANTIATE_TEST_SUITE_P(EachOfThem, BrokenTrialRules, ::testing::ValuesIn(rows),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace kith::package
