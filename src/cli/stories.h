#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "modules/programmes/package/script.h"
#include "store/database.h"

// The tests of a programme's package, played: the real modules on a database of their own, in virtual time.
// The clock jumps from one due job to the next, people act through the same endpoints as everybody, and on
// the days that the story names the open tasks, the messages and the events are compared with what it says.
namespace kith {

// "tests/follow_up.yaml:23: expected ...; there is ..."
using StoryProblems = std::vector<std::string>;

// `database` is empty and used for this story only.
StoryProblems play_story(const package::Script& story, const package::Package& package, Database& database);

// `kith programme test FOLDER`: checks the package, plays every story, says what went wrong; the exit code.
int test_programme(const std::filesystem::path& folder, std::string& out);

}  // namespace kith
