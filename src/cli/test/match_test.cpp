#include "cli/match.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/refusal.h"
#include "base/text.h"
#include "cli/roster_file.h"
#include "modules/interop/interop.h"
#include "testing/databases.h"

namespace kith {
namespace {

std::string shipped(const std::string& file) {
  return std::string(KITH_SOURCE_DIR) + "/demonstration/" + file;
}

MatchCommand reachout(ReportFormat format) {
  return {"reachout", shipped("reachout-participants.csv"), shipped("reachout-supporters.csv"), 3, false,
          format};
}

std::string refusal_of(const MatchCommand& command) {
  try {
    match_report(command);
  } catch (const Refusal& refusal) {
    return refusal.detail();
  }
  return "";
}

Json report(MatchCommand command) {
  command.format = ReportFormat::json;
  return parse_json(match_report(command));
}

Json people_in(const MatchCommand& command) { return *report(command).find("people"); }

std::map<std::string, int> capacities_in(const std::string& file) {
  const roster::Roster roster = roster::open_roster(contents_of_file(file));
  const auto column = [&](std::string_view name) {
    return static_cast<std::size_t>(std::ranges::find(roster.headers, name) - roster.headers.begin());
  };
  std::map<std::string, int> out;
  for (const roster::RawRow& row : roster::raw_rows(roster, 2, 1000)) {
    out[row.cells.at(column("ref"))] = std::stoi(row.cells.at(column("max_participants")));
  }
  return out;
}

TEST(MatchCommand, SuggestsToEverybodyWithReasons) {
  const Json people = people_in(reachout(ReportFormat::json));
  ASSERT_GT(people.array_items().size(), 10U);
  for (const Json& person : people.array_items()) {
    const auto& suggestions = person.find("suggestions")->array_items();
    EXPECT_LE(suggestions.size(), 3U);
    EXPECT_EQ(suggestions.empty(), person.find("passing")->integer() == 0);
    for (const Json& each : suggestions) EXPECT_FALSE(each.find("reasons")->array_items().empty());
    EXPECT_TRUE(std::ranges::is_sorted(suggestions, std::greater{},
                                       [](const Json& each) { return each.find("points")->number(); }));
  }
}

TEST(MatchCommand, AssignsEverybodyAtMostOnceWithinCapacity) {
  MatchCommand command = reachout(ReportFormat::json);
  command.assign = true;
  const Json people = people_in(command);
  std::map<std::string, int> taken;
  std::size_t matched = 0;
  for (const Json& person : people.array_items()) {
    const auto& given = person.find("suggestions")->array_items();
    ASSERT_LE(given.size(), 1U);
    for (const Json& each : given) ++taken[each.text("ref")];
    matched += given.size();
  }
  EXPECT_GT(matched, 10U);
  const auto rows = capacities_in(shipped("reachout-supporters.csv"));
  for (const auto& [ref, count] : taken) EXPECT_LE(count, rows.at(ref)) << ref;
}

// Ann's condition is known to nobody, so what she lives with decides; nobody speaks Spanish.
TEST(MatchCommand, SaysWhatWouldHelpThoseWhoStayAlone) {
  const TestFolder folder;
  const auto write = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder.path() / name) << text;
    return (folder.path() / name).string();
  };
  MatchCommand command = reachout(ReportFormat::json);
  command.programme = "parent-to-parent";
  command.assign = true;
  command.participants =
      write("seekers.csv",
            "ref,first_name,last_name,email,phone,languages,child_condition,issues\n"
            "P1,Ann,Bell,ann@example.org,+1 410 555 0151,English,Williams syndrome,sleep; feeding tube\n"
            "P2,Eva,Ruiz,eva@example.org,+1 410 555 0152,Spanish,Down syndrome,sleep; feeding tube\n"
            "P3,Luz,Sol,luz@example.org,+1 410 555 0153,Spanish,Down syndrome,sleep; feeding tube\n");
  command.supporters = write(
      "supporters.csv",
      "ref,first_name,last_name,email,phone,languages,child_condition,issues,trained_on,max_matches\n"
      "S1,Una,Day,una@example.org,+1 410 555 0150,English,Down syndrome,sleep; feeding tube,2022-03-06,1\n");
  const Json out = report(command);
  const auto& people = out.find("people")->array_items();
  EXPECT_EQ(people.at(0).find("suggestions")->array_items().at(0).text("ref"), "S1");
  EXPECT_TRUE(people.at(1).find("suggestions")->array_items().empty());
  const Json& plan = *out.find("plan");
  EXPECT_EQ(plan.find("matched")->integer(), 1);
  EXPECT_EQ(plan.find("points")->number(), plan.find("points_at_most")->number());
  ASSERT_EQ(plan.find("wanted")->array_items().size(), 1U);
  const Json& wanted = plan.find("wanted")->array_items()[0];
  EXPECT_EQ(to_text(*wanted.find("asked")), R"(["speaks Spanish","also has a child with Down syndrome"])");
  EXPECT_EQ(wanted.find("people")->integer(), 2);
}

TEST(MatchCommand, GivesTheSameBytesForTheSameFiles) {
  for (const ReportFormat format : {ReportFormat::text, ReportFormat::csv, ReportFormat::json}) {
    EXPECT_EQ(match_report(reachout(format)), match_report(reachout(format)));
  }
}

TEST(MatchCommand, WritesOneLineForEachSuggestionAsCsv) {
  std::size_t suggestions = 0;
  const Json people = people_in(reachout(ReportFormat::json));
  for (const Json& person : people.array_items()) {
    suggestions += std::max<std::size_t>(
        1, person.find("suggestions")->array_items().size() + person.find("nearest")->array_items().size());
  }
  const std::string csv = match_report(reachout(ReportFormat::csv));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(csv, '\n')), suggestions + 1);
}

TEST(MatchCommand, ReadsPeopleFromJsonAsFromCsv) {
  const TestFolder folder;
  const auto file = folder.path() / "seekers.json";
  std::ofstream(file)
      << R"([{"first_name": "Ann", "last_name": "Bell", "email": "ann@example.org", "languages": ["English"]}])";
  MatchCommand command = reachout(ReportFormat::json);
  command.participants = file.string();
  const Json people = people_in(command);
  ASSERT_EQ(people.array_items().size(), 1U);
  EXPECT_EQ(people.array_items()[0].text("name"), "Ann Bell");
}

TEST(MatchCommand, NamesRowAndColumnOfWhatIsWrong) {
  const TestFolder folder;
  const auto file = folder.path() / "seekers.csv";
  std::ofstream(file) << "first_name,last_name,languages,email\nAnn,Bell,Klingon,ann@example.org\nBo,Day,"
                         "English,bo@example.org\n";
  MatchCommand command = reachout(ReportFormat::text);
  command.participants = file.string();
  EXPECT_TRUE(refusal_of(command).starts_with(file.string() + ":2:3: ")) << refusal_of(command);
}

TEST(MatchCommand, RefusesAProgrammeThatIsNotThere) {
  MatchCommand command = reachout(ReportFormat::text);
  command.programme = "nowhere";
  EXPECT_TRUE(refusal_of(command).starts_with("nowhere: there is no such programme")) << refusal_of(command);
}

}  // namespace
}  // namespace kith
