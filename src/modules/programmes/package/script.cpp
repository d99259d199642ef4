#include "modules/programmes/package/script.h"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "modules/programmes/package/scope.h"

namespace kith::package {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t line_length = 200;
constexpr int longest_days = 3 * 366;

std::vector<ScriptLine> read_lines(Scope& scope, std::string_view key, const Tree& tree,
                                   const Reading& reading) {
  std::vector<ScriptLine> out;
  if (!scope.list(key, Need::optional)) return out;
  for (const Tree& each : tree.find(key)->items) {
    if (each.kind == Tree::Kind::scalar && !each.text.empty() && each.text.size() <= line_length) {
      out.push_back({each.text, each.line});
      continue;
    }
    reading.findings.add({reading.file, each.line, each.column}, "a short sentence is needed here",
                         "write it after the \"- \", in quotation marks when it holds a colon");
  }
  return out;
}

ScriptDay read_day(const Tree& tree, const Reading& reading) {
  ScriptDay out;
  out.line = tree.line;
  if (!is_map(tree, reading, "a day")) return out;
  Scope scope(tree, reading);
  out.day = scope.whole("day", Need::required, 0, longest_days);
  out.at_minute = scope.time_of_day("at", Need::optional, -1);
  out.doings = read_lines(scope, "do", tree, reading);
  const auto tasks = read_lines(scope, "tasks", tree, reading);
  const auto messages = read_lines(scope, "messages", tree, reading);
  if (scope.has("tasks")) out.tasks = tasks;
  if (scope.has("messages")) out.messages = messages;
  out.events = read_lines(scope, "events", tree, reading);
  scope.finish();
  return out;
}

void read_people(Scope& scope, const Tree& tree, const Package& package, Script& out) {
  if (!scope.map("people", Need::required)) return;
  for (const TreeMember& each : tree.find("people")->members) {
    if (package.role(each.value.text)) {
      out.people.push_back({each.key.text, each.value.text, each.key.line});
      continue;
    }
    std::vector<std::string> names;
    for (const RoleWords& role : package.roles) names.push_back(role.key);
    scope.reading().findings.add({scope.reading().file, each.value.line, each.value.column},
                                 in_quotes(each.value.text) + " is not a role of this programme",
                                 choose_from(each.value.text, names));
  }
}

void read_order(const Script& script, const Reading& reading) {
  for (std::size_t i = 1; i < script.days.size(); ++i) {
    const ScriptDay& before = script.days[i - 1];
    const ScriptDay& now = script.days[i];
    if (now.day > before.day || (now.day == before.day && now.at_minute >= before.at_minute)) continue;
    reading.findings.add({reading.file, now.line, 1}, "this day lies before the one above",
                         "write the days in their order");
  }
}

Script read_script(const Tree& tree, const Reading& reading, const Package& package) {
  Script out;
  out.file = reading.file;
  if (!is_map(tree, reading, "the file")) return out;
  Scope scope(tree, reading);
  out.about = scope.text("about", Need::required, line_length);
  const std::string begins = scope.date("begins", Need::required);
  if (const auto date = parse_date(begins)) out.begins = *date;
  out.begins_minute = scope.time_of_day("at", Need::optional, out.begins_minute);
  read_people(scope, tree, package, out);
  if (const Tree* days = scope.list("days", Need::required)) {
    for (const Tree& each : days->items) out.days.push_back(read_day(each, reading));
  }
  for (ScriptDay& each : out.days) {
    if (each.at_minute < 0) each.at_minute = out.begins_minute;
  }
  scope.finish();
  read_order(out, reading);
  return out;
}

std::vector<fs::path> story_files(const fs::path& folder) {
  std::vector<fs::path> out;
  std::error_code error;
  for (const auto& each : fs::directory_iterator(folder / "tests", error)) {
    if (each.path().extension() == ".yaml" && each.is_regular_file(error)) out.push_back(each.path());
  }
  std::ranges::sort(out);
  return out;
}

}  // namespace

ScriptsResult load_scripts(const fs::path& folder, const Package& package) {
  ScriptsResult out;
  Findings findings;
  for (const fs::path& path : story_files(folder)) {
    const std::string file = "tests/" + path.filename().string();
    std::ifstream in(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto tree = parse_yaml(text, file, findings);
    if (!tree) continue;
    out.scripts.push_back(read_script(*tree, Reading{findings, file, package.languages}, package));
  }
  out.problems = findings.take();
  return out;
}

}  // namespace kith::package
