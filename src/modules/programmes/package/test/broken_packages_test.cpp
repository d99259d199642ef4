#include <gtest/gtest.h>

#include <functional>
#include <ostream>

#include "base/text.h"
#include "modules/programmes/package/package.h"
#include "modules/programmes/package/test/package_folder.h"

namespace kith::package {
namespace {

using testing::PackageFolder;

// The problem at that place which says these words among others.
bool names(const std::vector<PackageProblem>& problems, const PackageProblem& expected) {
  return std::any_of(problems.begin(), problems.end(), [&](const PackageProblem& each) {
    return each.file == expected.file && each.line == expected.line &&
           each.what.find(expected.what) != std::string::npos &&
           each.cure.find(expected.cure) != std::string::npos;
  });
}

// One thing broken in a good package, and the problem that must be named for it.
struct Broken {
  const char* name;
  const char* file;  // where `from` becomes `to`
  const char* from;
  const char* to;
  const char*
      line_with;  // the problem stands on the first line with these words; "" when it is the whole file
  const char* what;
  const char* cure;
  const char* found_in = nullptr;  // the file of the problem, when it is another one
};

void PrintTo(const Broken& row, std::ostream* out) { *out << row.name; }

class BrokenPackages : public ::testing::TestWithParam<Broken> {};

TEST_P(BrokenPackages, AreNamedByFileLineAndCure) {
  const Broken& row = GetParam();
  const PackageFolder folder("reachout");
  folder.replace(row.file, row.from, row.to);
  const LoadResult loaded = load_package(folder.path());
  const std::string file = row.found_in ? row.found_in : row.file;
  const int line = folder.line_of(file, row.line_with);
  EXPECT_TRUE(names(loaded.problems, {file, line, 0, row.what, row.cure}))
      << "expected line " << line << " in " << format_problems(loaded.problems);
}

const Broken rows[] = {
    {"bad_yaml", "matching.yaml", "  ask_up_to: 3", "  ask_up_to: [3", "remind_after: 24h",
     "this is not YAML", "bracket"},
    {"tab_indentation", "programme.yaml", "  capacity_most: 5", "\tcapacity_most: 5", "\tcapacity_most",
     "a tab stands", "use spaces"},
    {"unknown_key", "profile.yaml", "    privacy_place: town", "    privcy_place: town", "privcy_place",
     "unknown key \"privcy_place\"", "did you mean \"privacy_place\"?"},
    {"missing_language", "matching.yaml",
     "label: {en: Takes insulin as I do, fr: Prend l’insuline comme moi}",
     "label: {en: Takes insulin as I do}", "label: {en: Takes insulin as I do}",
     "the text in \"fr\" is missing", "add fr:"},
    {"extra_language", "matching.yaml", "label: {en: About my age, fr:", "label: {en: About my age, es:",
     "label: {en: About my age", "\"es\" is not a language of this programme", "add the language"},
    {"duplicate_field", "profile.yaml", "  - key: glucose_monitoring",
     "  - key: insulin_delivery\n    # again", "key: insulin_delivery\n    # again",
     "the field \"insulin_delivery\" is there twice", "keep one"},
    {"duplicate_yaml_key", "programme.yaml", "country: CA", "country: CA\ncountry: US", "country: US",
     "the key \"country\" is there twice", "keep one"},
    {"unknown_criterion_kind", "matching.yaml", "kind: overlap", "kind: overlapp", "kind: overlapp",
     "\"overlapp\" is not a known \"kind\"", "did you mean \"overlap\"?"},
    {"attribute_not_in_profile", "matching.yaml", "field: insulin_delivery", "field: insulin_delivry",
     "field: insulin_delivry", "\"insulin_delivry\" is not a question that the participant is asked",
     "did you mean \"insulin_delivery\"?"},
    {"attribute_of_the_other_side", "matching.yaml", "participant_field: wants_to_talk_about",
     "participant_field: can_talk_about", "participant_field: can_talk_about",
     "\"can_talk_about\" is not a question that the participant is asked", "name one of its fields"},
    {"kinds_that_do_not_compare", "matching.yaml", "field: diagnosed_year", "field: languages",
     "kind: close_year", "cannot compare languages with languages", "year or date"},
    {"limit_missing", "matching.yaml", "    field: diagnosed_year\n    limit: 5", "    field: diagnosed_year",
     "- key: years_with_diabetes", "needs a limit", "add limit:"},
    {"negative_weight", "matching.yaml", "weight: 9", "weight: -9", "weight: -9",
     "\"-9\" does not fit \"weight\"", "a whole number from 0 to 100"},
    {"bad_duration", "matching.yaml", "remind_after: 24h", "remind_after: 1 day", "remind_after: 1 day",
     "\"1 day\" is not a length of time", "48h"},
    {"released_before_reminded", "matching.yaml", "release_after: 48h", "release_after: 12h",
     "release_after: 12h", "released before", "longer than remind_after"},
    {"unknown_role", "clocks.yaml", "to: coordinator", "to: cordinator", "to: cordinator",
     "\"cordinator\" is not a role of this programme", "did you mean \"coordinator\"?"},
    {"role_without_words", "programme.yaml", "  supporter:\n", "  suporter:\n",
     "  suporter:", "\"suporter\" is not a known role", "did you mean \"supporter\"?"},
    {"capacity_of_the_wrong_kind", "matching.yaml", "capacity_field: max_participants",
     "capacity_field: trained_on", "capacity_field: trained_on",
     "\"trained_on\" is a question of the kind date", "count"},
    {"choice_without_french", "profile.yaml", "{key: hiking, label: {en: Hiking, fr: Randonnée}}",
     "{key: hiking, label: {en: Hiking}}", "key: hiking", "the text in \"fr\" is missing", "add fr:"},
    {"same_choice_twice", "profile.yaml", "{key: hiking, label: {en: Hiking, fr: Randonnée}}",
     "{key: hiking, label: {en: Running, fr: Randonnée}}", "key: hiking",
     "\"Running\" stands for \"running\" too", "one choice only"},
    {"column_of_two_fields", "profile.yaml", "columns: [sex, genre, sexe]", "columns: [sex, city]",
     "      both: [city", "\"city\" belongs to \"gender\" too", "keep it in one"},
    {"placeholders_differ", "texts/fr/messages.yaml", "request_accepted: \"{supporter} a dit oui.",
     "request_accepted: \"On a dit oui.", "request_accepted:", "the placeholders differ: none in \"fr\"",
     "the same placeholders in every language"},
    {"unknown_placeholder", "texts/en/messages.yaml", "request_declined: \"{supporter}",
     "request_declined: \"{suporter}", "request_declined:", "{suporter} is not known here",
     "did you mean \"supporter\"?"},
    {"plural_case_that_is_not_there", "matching.yaml", "fr: \"{slots, plural, one {libre",
     "fr: \"{slots, plural, few {libre", "fr: \"{slots, plural, few", "the case \"few\"", "one"},
    {"apostrophe_before_brace", "texts/fr/messages.yaml", "match_ended: \"{other}",
     "match_ended: \"L'{other}", "match_ended:", "apostrophe", "typographic"},
    {"brace_not_closed", "texts/en/messages.yaml", "hello_1: \"Hi {name},", "hello_1: \"Hi {name,",
     "hello_1:", "\"nice\" is not a form of placeholder", "{name, plural"},
    {"newer_spec_version", "programme.yaml", "spec_version: 1", "spec_version: 2", "spec_version: 2",
     "written for a newer Kith", "update Kith"},
    {"bad_id", "programme.yaml", "id: reachout", "id: ../Reach out", "id: ../Reach out",
     "\"../Reach out\" cannot be an id", "lower-case letters"},
    {"bad_version", "programme.yaml", "\nversion: 1", "\nversion: one", "version: one",
     "\"one\" does not fit \"version\"", "a whole number"},
    {"unknown_time_zone", "programme.yaml", "time_zone: America/Vancouver", "time_zone: America/Vancuver",
     "time_zone: America/Vancuver", "is not a time zone", "Europe/London"},
    {"bad_country", "programme.yaml", "country: CA", "country: Canada", "country: Canada",
     "not a country code", "two capitals"},
    {"day_part_ends_too_early", "programme.yaml", "from: \"09:00\"", "from: \"13:00\"", "from: \"13:00\"",
     "ends before it begins", "later time"},
    {"emergency_number_missing", "safeguarding.yaml", "    emergency: yes", "    emergency: no",
     "- key: emergency", "there is no emergency number for CA", "emergency: yes"},
    {"bad_telephone_number", "safeguarding.yaml", "call: \"988\"", "call: \"9-8-8\"", "call: \"9-8-8\"",
     "\"9-8-8\" is not a telephone number", "digits only"},
    {"bad_web_address", "safeguarding.yaml", "web: https://988.ca", "web: http://988.ca",
     "web: http://988.ca", "is not a safe web address", "https://"},
    {"bad_date", "safeguarding.yaml", "checked_on: 2026-11-22", "checked_on: 2026-02-30",
     "checked_on: 2026-02-30", "is not a date", "year-month-day"},
    {"unknown_event", "clocks.yaml", "when: match.accepted", "when: match.acepted", "when: match.acepted",
     "\"match.acepted\" is not a known event", "did you mean \"match.accepted\"?"},
    {"unknown_clock_text", "clocks.yaml", "text: task_check_in", "text: task_chek_in", "text: task_chek_in",
     "there is no text \"task_chek_in\"", "correct the name"},
    {"text_nobody_uses", "texts/en/messages.yaml",
     "hello_3:", "helo_3:", "helo_3:", "nothing uses the text \"helo_3\"", "did you mean \"hello_3\"?"},
    {"text_missing_in_one_language", "texts/fr/messages.yaml", "nobody_free:", "# nobody_free:", "",
     "the text \"nobody_free\" is missing in \"fr\"", "add nobody_free:"},
    {"circular_fallback", "matching.yaml", "    field: insulin_delivery",
     "    field: insulin_delivery\n    fallback_to: insulin", "fallback_to: insulin", "go round in a circle",
     "without fallback_to"},
    {"unknown_fallback", "matching.yaml", "    field: insulin_delivery",
     "    field: insulin_delivery\n    fallback_to: glucos", "fallback_to: glucos",
     "is not a rule of this file", "did you mean \"glucose\"?"},
    {"list_for_text", "programme.yaml", "default_language: en", "default_language: [en]",
     "default_language: [en]", "\"default_language\" must be a text, but it is a list", "one value"},
    {"text_for_list", "programme.yaml", "languages: [en, fr]", "languages: en", "languages: en",
     "\"languages\" must be a list, but it is a text", "\"- \""},
    {"text_for_map", "programme.yaml", "limits:\n", "limits: 5\nmore:\n", "limits: 5",
     "\"limits\" must be a group of keys", "key: value"},
    {"notice_that_tells", "texts/en/messages.yaml", "notice_message: You have",
     "notice_message: In REACHOUT you have", "notice_message:", "locked screen and says \"reachout\"",
     "leave out"},
    {"notice_with_a_name", "texts/en/messages.yaml", "notice_match: There",
     "notice_match: \"{name}: there\" #", "notice_match:", "{name} is not known here", "no placeholders"},
    {"health_always_shown", "profile.yaml", "    health: yes\n    open: yes\n    label: {en: Your condition",
     "    health: yes\n    shown: always\n    open: yes\n    label: {en: Your condition",
     "shown: always\n    open: yes\n    label: {en: Your condition", "about health is always shown",
     "owner_chooses"},
    {"own_words_too_long", "profile.yaml", "max_length: 280", "max_length: 500", "own_words: yes",
     "at most 280 characters", "280 or less"},
    {"letter_without_title", "texts/en/consent_research.md", "# Helping", "Helping", "Helping",
     "the letter has no title", "\"# \""},
    {"anchor", "programme.yaml", "country: CA", "country: &c CA", "country: &c CA", "anchors",
     "write the value out"},
    {"tag", "programme.yaml", "country: CA", "country: !!binary CA", "country: !!binary", "tags",
     "take the tag out"},
    {"invalid_utf8", "profile.yaml", "fr: Randonnée",
     "fr: Randonn\xE9"
     "e",
     "key: hiking", "not valid UTF-8", "save the file as UTF-8"},
};

INSTANTIATE_TEST_SUITE_P(Table, BrokenPackages, ::testing::ValuesIn(rows),
                         [](const auto& row) { return std::string(row.param.name); });

// Breaks the folder rather than a line, and says which problem must be named for it.
struct BrokenFolder {
  const char* name;
  std::function<void(const PackageFolder&)> damage;
  PackageProblem expected;  // what and cure: words that must be in them
};

void PrintTo(const BrokenFolder& row, std::ostream* out) { *out << row.name; }

class BrokenFolders : public ::testing::TestWithParam<BrokenFolder> {};

TEST_P(BrokenFolders, AreNamed) {
  const BrokenFolder& row = GetParam();
  const PackageFolder folder("reachout");
  row.damage(folder);
  const LoadResult loaded = load_package(folder.path());
  EXPECT_TRUE(names(loaded.problems, row.expected)) << format_problems(loaded.problems);
}

namespace fs = std::filesystem;

const BrokenFolder damaged_folders[] = {
    {"no_folder",
     [](const PackageFolder& f) { fs::remove_all(f.path()); },
     {"package", 0, 0, "there is no folder here", "name the folder"}},
    {"missing_file",
     [](const PackageFolder& f) { fs::remove(f.path() / "clocks.yaml"); },
     {"clocks.yaml", 0, 0, "this file is missing", "write it"}},
    {"missing_letter",
     [](const PackageFolder& f) { fs::remove(f.path() / "texts/fr/invitation_reminder.md"); },
     {"texts/fr/invitation_reminder.md", 0, 0, "is missing in \"fr\"", "write this file"}},
    {"empty_file",
     [](const PackageFolder& f) { f.write("clocks.yaml", "# nothing\n"); },
     {"clocks.yaml", 0, 0, "", ""}},
    {"file_too_large",
     [](const PackageFolder& f) { f.write("clocks.yaml", std::string(1024 * 1024 + 1, '#')); },
     {"clocks.yaml", 0, 0, "larger than 1 MB", "shorten"}},
    {"too_many_files",
     [](const PackageFolder& f) {
       for (int i = 0; i < 201; ++i) f.write("texts/en/letter_" + std::to_string(i) + ".md", "# A\n\nB");
     },
     {"", 0, 0, "more than 200 files", "take out"}},
    {"link_out_of_the_folder",
     [](const PackageFolder& f) {
       fs::remove(f.path() / "clocks.yaml");
       fs::create_symlink("/etc/passwd", f.path() / "clocks.yaml");
     },
     {"clocks.yaml", 0, 0, "this is a link", "put the file itself"}},
    {"linked_folder",
     [](const PackageFolder& f) {
       fs::rename(f.path() / "texts", f.root() / "texts");
       fs::create_directory_symlink(f.root() / "texts", f.path() / "texts");
     },
     {"texts", 0, 0, "this is a link", "put the file itself"}},
    {"misnamed_file",
     [](const PackageFolder& f) { fs::rename(f.path() / "clocks.yaml", f.path() / "clock.yaml"); },
     {"clock.yaml", 0, 0, "no file of this name", "did you mean clocks.yaml?"}},
    {"text_too_long",
     [](const PackageFolder& f) {
       f.replace("texts/en/messages.yaml", "nobody_free: \"", "nobody_free: \"" + std::string(500, 'x'));
     },
     {"texts/en/messages.yaml", 19, 0, "more than 500", "shorten"}},
    {"nested_too_deeply",
     [](const PackageFolder& f) { f.write("clocks.yaml", "clocks: " + std::string(100000, '[') + "\n"); },
     {"clocks.yaml", 1, 0, "nested too deeply", "fewer levels"}},
    {"alias_bomb",
     [](const PackageFolder& f) {
       f.write("clocks.yaml", "a: &a [x, x]\nb: &b [*a, *a]\nclocks: [*b, *b]\n");
     },
     {"clocks.yaml", 1, 0, "anchors", "write the value out"}},
};

INSTANTIATE_TEST_SUITE_P(Table, BrokenFolders, ::testing::ValuesIn(damaged_folders),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(BrokenPackage, NamesEveryProblemInOneRun) {
  const PackageFolder folder("reachout");
  folder.replace("programme.yaml", "country: CA", "country: Canada");
  folder.replace("profile.yaml", "kind: time_zone", "kind: timezone");
  folder.replace("clocks.yaml", "after: 7d", "after: soon");
  folder.replace("safeguarding.yaml", "call: \"811\"", "call: \"8-1-1\"");
  const std::string printed = format_problems(load_package(folder.path()).problems);
  std::vector<std::string> files;
  for (const std::string& line : split(printed, '\n')) files.push_back(line.substr(0, line.find(':')));
  EXPECT_EQ(files, (std::vector<std::string>{"clocks.yaml", "profile.yaml", "programme.yaml",
                                             "safeguarding.yaml", ""}))
      << printed;
}

TEST(BrokenPackage, PrintsFileLineWhatAndCure) {
  EXPECT_EQ(format_problems({{"matching.yaml", 7, 3, "this is wrong", "do that"},
                             {"clocks.yaml", 0, 0, "gone", "write it"}}),
            "matching.yaml:7: this is wrong; do that\nclocks.yaml: gone; write it\n");
}

}  // namespace
}  // namespace kith::package
