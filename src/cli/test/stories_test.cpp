#include "cli/stories.h"

#include <gtest/gtest.h>

#include <fstream>

#include "testing/databases.h"

namespace kith {
namespace {

namespace fs = std::filesystem;

// Every story of every shipped programme, on every kind of database.
class ShippedStories : public ::testing::TestWithParam<std::string> {};

TEST_P(ShippedStories, GoAsTheySay) {
  for (const auto& folder : fs::directory_iterator(fs::path(KITH_SOURCE_DIR) / "programmes")) {
    const auto loaded = package::load_package(folder.path());
    ASSERT_TRUE(loaded.good()) << package::format_problems(loaded.problems);
    for (const package::Script& story : package::load_scripts(folder.path(), loaded.package).scripts) {
      const auto database = fresh_database(GetParam());
      for (const std::string& each : play_story(story, loaded.package, *database)) {
        ADD_FAILURE() << folder.path().filename().string() << "/" << each;
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(OnEachDatabase, ShippedStories, ::testing::ValuesIn(test_database_kinds()));

TEST(ProgrammeTest, SaysByFileAndLineWhatWentOtherwise) {
  const TestFolder scratch;
  const fs::path folder = scratch.path() / "package";
  fs::copy(fs::path(KITH_SOURCE_DIR) / "programmes" / "new-mothers", folder, fs::copy_options::recursive);
  std::string out;
  EXPECT_EQ(test_programme(folder, out), 0) << out;
  EXPECT_NE(out.find("tests/first_call.yaml: as it should be"), std::string::npos) << out;

  const fs::path clocks = folder / "clocks.yaml";
  std::ifstream in(clocks);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  const std::string step = "      - {after: 1d, do: task, to: coordinator, text: task_no_first_call}\n";
  ASSERT_NE(text.find(step), std::string::npos);
  text.replace(text.find(step), step.size(),
               "      - {after: 2d, do: task, to: coordinator, text: task_no_first_call}\n");
  std::ofstream(clocks) << text;
  EXPECT_EQ(test_programme(folder, out), 1);
  EXPECT_NE(out.find("tests/first_call.yaml:"), std::string::npos) << out;
  EXPECT_NE(out.find("expected among the open tasks: \"coordinator: task_no_first_call anna\""),
            std::string::npos)
      << out;
}

}  // namespace
}  // namespace kith
