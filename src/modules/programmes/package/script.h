#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "modules/programmes/package/package.h"

// The tests of a package: tests/*.yaml, each a story of invented people. On some days they do something, and
// then it is said which tasks must be open, which letters must have gone out and what must have happened.
// docs/writing-programmes says how to write one; `kith programme test` plays them.
namespace kith::package {

// What was written, and on which line.
struct ScriptLine {
  std::string text;
  int line = 0;
};

struct ScriptPerson {
  std::string name;
  std::string role;  // of the package
  int line = 0;
};

struct ScriptDay {
  int day = 0;         // after the beginning
  int at_minute = -1;  // of the local day; -1 for the hour at which the story begins
  int line = 0;
  std::vector<ScriptLine> doings;                   // "anna asks maria"
  std::optional<std::vector<ScriptLine>> tasks;     // all that are open: "coordinator: task_follow_up anna"
  std::optional<std::vector<ScriptLine>> messages;  // all of the clocks since the day before in the story
  std::vector<ScriptLine> events;                   // that happened since then, among others
};

struct Script {
  std::string file;  // relative to the package folder
  std::string about;
  Date begins;
  int begins_minute = 9 * 60;
  std::vector<ScriptPerson> people;
  std::vector<ScriptDay> days;
};

struct ScriptsResult {
  std::vector<Script> scripts;  // in the order of their files
  std::vector<PackageProblem> problems;
};

// Reads every story of the package; never throws for what stands in the files.
ScriptsResult load_scripts(const std::filesystem::path& folder, const Package& package);

}  // namespace kith::package
