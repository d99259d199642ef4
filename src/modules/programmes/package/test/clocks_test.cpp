#include <gtest/gtest.h>

#include <functional>

#include "modules/programmes/package/script.h"
#include "modules/programmes/package/test/package_folder.h"

namespace kith::package {
namespace {

using testing::PackageFolder;

const ClockRule* clock_named(const Package& package, std::string_view key) {
  for (const ClockRule& each : package.clocks) {
    if (each.key == key) return &each;
  }
  return nullptr;
}

TEST(PackageClocks, RepeatsStepsHoursAndStatesAreRead) {
  const auto loaded = load_package(testing::shipped("telephone-t2d"));
  ASSERT_TRUE(loaded.good()) << format_problems(loaded.problems);
  const ClockRule* call = clock_named(loaded.package, "call");
  ASSERT_TRUE(call);
  EXPECT_EQ(call->repeats, (std::vector<ClockRepeat>{{7, 0, 12}, {14, 0, 19}}));
  EXPECT_EQ(call->due_minutes, 6 * 24 * 60);
  const ClockRule* missing = clock_named(loaded.package, "calls_missing");
  ASSERT_TRUE(missing);
  EXPECT_EQ(missing->state, "match.silent");
  EXPECT_TRUE(missing->begins_with("contact.logged"));
  EXPECT_TRUE(missing->ends_with("match.ended"));
  ASSERT_EQ(missing->if_nothing.size(), 1U);
  EXPECT_EQ(missing->if_nothing[0].to, "coordinator");
  EXPECT_EQ(package_from_json(package_to_json(loaded.package)), loaded.package);
}

TEST(PackageClocks, EveryShippedPackageIsSoundAndHasStories) {
  int stories = 0;
  for (const auto& each : std::filesystem::directory_iterator(testing::shipped(""))) {
    const auto loaded = load_package(each.path());
    EXPECT_TRUE(loaded.good()) << format_problems(loaded.problems);
    const auto scripts = load_scripts(each.path(), loaded.package);
    EXPECT_TRUE(scripts.problems.empty()) << format_problems(scripts.problems);
    EXPECT_FALSE(scripts.scripts.empty()) << each.path();
    stories += static_cast<int>(scripts.scripts.size());
  }
  EXPECT_GE(stories, 7);
}

// One thing broken in clocks.yaml of REACHOUT, and what is said of it.
struct BrokenClock {
  const char* from;
  const char* to;
  const char* line_with;
  const char* what;
};

TEST(PackageClocks, MistakesAreNamedByLine) {
  const BrokenClock rows[] = {
      {"while: match.silent", "while: match.quiet", "while: match.quiet", "not a known state"},
      {"while: match.silent", "while: match.silent\n    when: match.ended", "while: match.silent",
       "not both"},
      {"    days: working\n    do: task\n    to: coordinator\n    text: task_check_in",
       "    at: \"23:00\"\n    do: task\n    to: coordinator\n    text: task_check_in", "at: \"23:00\"",
       "not up"},
      {"easter-2", "easter-twice", "easter-twice", "not a holiday"},
      {"[sat, sun]", "[sat, sunday]", "sunday", "not a day of the week"},
      {"before_end: 4w", "before_end: 40w", "before_end: 40w", "before the beginning"},
      {"    text: task_check_in\n", "    text: task_check_in\n    repeat: [{every: 1h, times: 3}]\n",
       "every: 1h", "not a distance"},
      {"    text: task_check_in\n",
       "    text: task_check_in\n    repeat: [{every: 1w, times: 3}]\n    if_nothing: [{after: 8d, do: task, "
       "to: "
       "coordinator, text: task_check_in}]\n",
       "every: 1w", "before the steps"},
      {"do: question\n    to: participant", "do: question\n    to: coordinator",
       "to: coordinator\n    text: question", "goes to one person"},
  };
  for (const BrokenClock& row : rows) {
    const PackageFolder folder("reachout");
    folder.replace("clocks.yaml", row.from, row.to);
    const auto loaded = load_package(folder.path());
    const int line = folder.line_of("clocks.yaml", row.line_with);
    const bool named = std::ranges::any_of(loaded.problems, [&](const PackageProblem& each) {
      return each.file == "clocks.yaml" && each.line == line && each.what.find(row.what) != std::string::npos;
    });
    EXPECT_TRUE(named) << row.to << ", line " << line << ": " << format_problems(loaded.problems);
  }
}

TEST(WorkingDaysOf, KnowsHolidaysByRule) {
  const WorkingDays british{{0, 6}, {"easter-2", "easter+1", "05-mon-last", "12-25", "2026-06-03"}};
  for (const Date day : {Date{2026, 4, 3}, Date{2026, 4, 6}, Date{2026, 5, 25}, Date{2026, 12, 25},
                         Date{2026, 6, 3}, Date{2026, 11, 22}, Date{2025, 4, 18}, Date{2038, 4, 26}}) {
    EXPECT_FALSE(is_working_day(british, day)) << to_text(day);
  }
  for (const Date day : {Date{2026, 4, 7}, Date{2027, 6, 3}, Date{2026, 5, 26}, Date{2026, 11, 23}}) {
    EXPECT_TRUE(is_working_day(british, day)) << to_text(day);
  }
  const WorkingDays canadian{{0, 6}, {"mon-before-05-25"}};
  EXPECT_FALSE(is_working_day(canadian, {2026, 5, 18}));
  EXPECT_FALSE(is_working_day(canadian, {2027, 5, 24}));
  EXPECT_TRUE(is_working_day(canadian, {2026, 5, 25}));
}

TEST(CalendarDays, CountOverMonthsAndYears) {
  EXPECT_EQ(months_after({2026, 1, 31}, 1), (Date{2026, 2, 28}));
  EXPECT_EQ(months_after({2026, 11, 30}, 3), (Date{2027, 2, 28}));
  EXPECT_EQ(days_after({2026, 12, 31}, 1), (Date{2027, 1, 1}));
  EXPECT_EQ(weekday_of({2026, 11, 22}), 0);
}

TEST(Stories, MistakesAreNamedByLine) {
  const PackageFolder folder("reachout");
  const auto loaded = load_package(folder.path());
  const std::string story = "tests/six_months.yaml";
  folder.replace(story, "cora: coordinator", "cora: cordinator");
  auto problems = load_scripts(folder.path(), loaded.package).problems;
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].line, folder.line_of(story, "cordinator"));
  folder.replace(story, "cora: cordinator", "cora: coordinator");
  folder.replace(story, "day: 15", "day: 5");
  problems = load_scripts(folder.path(), loaded.package).problems;
  ASSERT_EQ(problems.size(), 1U);
  EXPECT_EQ(problems[0].line, folder.line_of(story, "day: 5"));
}

}  // namespace
}  // namespace kith::package
