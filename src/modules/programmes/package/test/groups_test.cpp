#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "modules/programmes/package/package.h"
#include "modules/programmes/package/test/package_folder.h"

namespace kith::package {
namespace {

using testing::PackageFolder;
using testing::shipped;

TEST(GroupRules, OfRapsidAreRead) {
  const LoadResult loaded = load_package(shipped("rapsid"));
  ASSERT_TRUE(loaded.good()) << format_problems(loaded.problems);
  ASSERT_TRUE(loaded.package.groups.has_value());
  const GroupRules& rules = *loaded.package.groups;
  EXPECT_EQ(rules.size.attending_low, 8);
  EXPECT_EQ(rules.size.cap, 15);
  EXPECT_EQ(rules.meeting.length_minutes, 90);
  EXPECT_EQ(rules.meeting.start_minutes, (std::vector<int>{600, 840, 1110}));
  EXPECT_EQ(rules.meeting.days.size(), 7u);
  EXPECT_EQ(rules.place.km_if_no, 8);
  EXPECT_EQ(rules.facilitators.skills.size(), 5u);
  EXPECT_EQ(rules.facilitators.together_minutes, 12 * 7 * 24 * 60);
  ASSERT_EQ(rules.attributes.size(), 5u);
  EXPECT_EQ(rules.attributes[0].alone, GroupAlone::never);
  EXPECT_EQ(rules.attributes[3].aim, GroupAim::varied);
}

TEST(GroupRules, AreNotNeeded) {
  const LoadResult loaded = load_package(shipped("reachout"));
  EXPECT_FALSE(loaded.package.groups.has_value());
  EXPECT_EQ(package_to_json(loaded.package).find("groups"), nullptr);
}

TEST(GroupRules, ArePartOfWhatIsPublished) {
  const Package package = load_package(shipped("rapsid")).package;
  const Package back = package_from_json(parse_json(to_text(package_to_json(package))));
  ASSERT_TRUE(back.groups.has_value());
  EXPECT_EQ(back.groups, package.groups);
  const PackageFolder folder("rapsid");
  folder.replace("groups.yaml", "cap: 15", "cap: 14");
  EXPECT_NE(fingerprint_of(load_package(folder.path()).package), fingerprint_of(package));
}

// A version that was published before there were rules for groups has no such member.
TEST(GroupRules, MayBeMissingInAnOlderVersion) {
  Json stored = package_to_json(load_package(shipped("rapsid")).package);
  std::erase_if(stored.members(), [](const auto& each) { return each.first == "groups"; });
  EXPECT_FALSE(package_from_json(stored).groups.has_value());
}

struct BrokenGroups {
  const char* name;
  const char* from;
  const char* to;
  const char* line_with;
  const char* what;
  const char* cure;
};

void PrintTo(const BrokenGroups& row, std::ostream* out) { *out << row.name; }

class BrokenGroupRules : public ::testing::TestWithParam<BrokenGroups> {};

TEST_P(BrokenGroupRules, AreNamedByLineAndCure) {
  const BrokenGroups& row = GetParam();
  const PackageFolder folder("rapsid");
  folder.replace("groups.yaml", row.from, row.to);
  const LoadResult loaded = load_package(folder.path());
  const int line = folder.line_of("groups.yaml", row.line_with);
  const bool named = std::ranges::any_of(loaded.problems, [&](const PackageProblem& each) {
    return each.file == "groups.yaml" && each.line == line && each.what.find(row.what) != std::string::npos &&
           each.cure.find(row.cure) != std::string::npos;
  });
  EXPECT_TRUE(named) << "expected line " << line << " in " << format_problems(loaded.problems);
}

const BrokenGroups rows[] = {
    {"unknown_key", "length: 90m", "lenght: 90m", "lenght", "unknown key \"lenght\"",
     "did you mean \"length\"?"},
    {"sizes_out_of_order", "cap: 15", "cap: 5", "cap: 5", "do not rise in this order",
     "at least the one before"},
    {"no_time_of_day", "\"18:30\"", "\"half six\"", "half six", "not a time of day", "hours and minutes"},
    {"over_midnight", "\"18:30\"", "\"23:30\"", "23:30", "goes over midnight", "start earlier"},
    {"no_day", "days: [mon,", "days: [monday,", "days: [monday", "\"monday\" is not a day", "write mon, tue"},
    {"attribute_not_in_profile", "field: treatment", "field: treatmnt", "treatmnt",
     "not a question that the participant is", "did you mean \"treatment\"?"},
    {"question_of_another_kind", "field: available", "field: work", "field: work\n  length",
     "a question of another kind", "availability"},
    {"question_of_the_other_side", "{field: work,", "{field: occupation,", "occupation",
     "not a question that the participant is", "write sex"},
    {"unknown_skill", "[listening,", "[listenning,", "listenning", "not an answer to \"skills\"",
     "did you mean \"listening\"?"},
    {"alone_without_kinds", "{field: interests, aim: similar, weight: 6}", "{field: interests, alone: never}",
     "field: interests, alone", "only one of their kind", "choice"},
    {"aim_without_weight", "aim: varied, weight: 3", "aim: varied", "aim: varied", "weight", ""},
    {"least_above_most", "most: 3", "most: 1", "least: 2", "least is above most", "at most most"},
};

INSTANTIATE_TEST_SUITE_P(EachOfThem, BrokenGroupRules, ::testing::ValuesIn(rows),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace kith::package
