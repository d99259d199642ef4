#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "modules/programmes/package/clocks.h"
#include "modules/programmes/package/package.h"
#include "modules/programmes/package/test/package_folder.h"

namespace kith::package {
namespace {

using testing::PackageFolder;
using testing::shipped;

TEST(Screens, OfReachoutAreRead) {
  const LoadResult loaded = load_package(shipped("reachout"));
  ASSERT_TRUE(loaded.good()) << format_problems(loaded.problems);
  ASSERT_TRUE(loaded.package.screen.has_value());
  const Screen& screen = *loaded.package.screen;
  ASSERT_EQ(screen.questions.size(), 3u);
  EXPECT_EQ(screen.questions[1].key, "type_1");
  EXPECT_TRUE(screen.questions[1].fits);
  EXPECT_TRUE(screen.questions[1].otherwise.contains("fr"));
  ASSERT_FALSE(screen.places.empty());
  EXPECT_EQ(screen.places[0].phone, "8-1-1");
  EXPECT_NE(screen.question("adult"), nullptr);
  EXPECT_EQ(screen.question("nothing_of_the_kind"), nullptr);
}

TEST(Screens, AreNotNeeded) {
  const LoadResult loaded = load_package(shipped("parent-to-parent"));
  EXPECT_FALSE(loaded.package.screen.has_value());
  EXPECT_EQ(package_to_json(loaded.package).find("screen"), nullptr);
}

TEST(Screens, ArePartOfWhatIsPublished) {
  const Package package = load_package(shipped("rapsid")).package;
  const Package back = package_from_json(parse_json(to_text(package_to_json(package))));
  EXPECT_EQ(back.screen, package.screen);
  const PackageFolder folder("rapsid");
  folder.replace("programme.yaml", "    ask: Are you 18 or older?", "    ask: Are you an adult?");
  EXPECT_NE(fingerprint_of(load_package(folder.path()).package), fingerprint_of(package));
}

TEST(Screens, ThatDoNotFitEndWhatWaitsForSomebodyToComeIn) {
  ClockRule reminder;
  reminder.until = "person.joined";
  EXPECT_TRUE(reminder.ends_with("person.joined"));
  EXPECT_TRUE(reminder.ends_with("person.redirected"));
  EXPECT_FALSE(reminder.ends_with("person.eligible"));
  reminder.until = "match.accepted";
  EXPECT_FALSE(reminder.ends_with("person.redirected"));
}

struct Broken {
  const char* name;
  const char* from;
  const char* to;
  const char* line_with;  // the problem stands on the first line with these words
  const char* what;
  const char* cure;
};

void PrintTo(const Broken& row, std::ostream* out) { *out << row.name; }

class BrokenScreens : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenScreens, AreNamedByLineAndCure) {
  const Broken& row = GetParam();
  const PackageFolder folder("rapsid");
  folder.replace("programme.yaml", row.from, row.to);
  const LoadResult loaded = load_package(folder.path());
  const int line = folder.line_of("programme.yaml", row.line_with);
  const bool named = std::ranges::any_of(loaded.problems, [&](const PackageProblem& each) {
    return each.file == "programme.yaml" && each.line == line &&
           each.what.find(row.what) != std::string::npos && each.cure.find(row.cure) != std::string::npos;
  });
  EXPECT_TRUE(named) << "expected line " << line << " in " << format_problems(loaded.problems);
}

// Nine questions where eight are the most.
const char* const nine = R"(eligibility:
  - {key: a, ask: A, fits: yes, otherwise: No.}
  - {key: b, ask: B, fits: yes, otherwise: No.}
  - {key: c, ask: C, fits: yes, otherwise: No.}
  - {key: d, ask: D, fits: yes, otherwise: No.}
  - {key: e, ask: E, fits: yes, otherwise: No.}
  - {key: f, ask: F, fits: yes, otherwise: No.}
)";

const Broken rows[] = {
    {"too_many", "eligibility:\n", nine, "key: a, ask", "there are 9 questions", "1 to 8"},
    {"key_twice", "  - key: type_2", "  - key: adult", "key: adult\n    ask: Do you",
     "\"adult\" is there twice", "keep one"},
    {"unclear_which_answer_fits", "    fits: yes\n    otherwise: Everybody here",
     "    otherwise: Everybody here", "key: type_2", "does not say which answer fits",
     "fits: yes or fits: no"},
    {"answer_that_is_neither", "    fits: yes\n    otherwise: Everybody",
     "    fits: maybe\n    otherwise: Everybody", "fits: maybe", "\"maybe\" does not fit", "yes or no"},
    {"no_kind_sentence", "    otherwise: Everybody here", "    because: Everybody here",
     "because:", "unknown key \"because\"", "write key, ask"},
    {"no_elsewhere", "elsewhere:\n", "somewhere:\n", "somewhere:", "unknown key \"somewhere\"",
     "did you mean \"elsewhere\"?"},
    {"no_questions", "eligibility:\n", "eligibilty:\n", "  text: Thank you", "nobody is sent elsewhere",
     "take this out"},
    {"misspelt", "eligibility:\n", "eligibilty:\n", "eligibilty:", "unknown key \"eligibilty\"",
     "did you mean \"eligibility\"?"},
    {"bad_number", "phone: 0345 123 2399", "phone: ask for Ann", "phone: ask for Ann",
     "is not a telephone number", "digits"},
    {"unsafe_link", "link: https://111.nhs.uk", "link: http://111.nhs.uk", "link: http://111",
     "not a safe web address", "https://"},
    {"no_way_to_turn", "      phone: 0345 123 2399\n      link: https://www.diabetes.org.uk\n", "",
     "Diabetes UK helpline", "nobody can turn to this place", "add phone: or link:"},
};

INSTANTIATE_TEST_SUITE_P(Table, BrokenScreens, ::testing::ValuesIn(rows),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace kith::package
