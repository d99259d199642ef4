#include "cli/scratch.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "base/refusal.h"
#include "modules/programmes/package/package.h"

namespace kith {
namespace {

constexpr std::string_view organisation = "This command";

std::filesystem::path fresh_folder() {
  std::string path = (std::filesystem::temp_directory_path() / "kith-scratch-XXXXXX").string();
  if (!::mkdtemp(path.data())) {
    throw Refusal(RefusalKind::invalid, "scratch.folder", "cannot make a folder beside " + path);
  }
  return path;
}

Settings settings_in(const std::filesystem::path& folder) {
  Settings settings;
  settings.data = folder;
  settings.database_url = "sqlite::memory:";
  return settings;
}

package::Package package_named(Installation& installation, const std::string& name) {
  const auto shipped = installation.programmes().shipped() / name;
  const bool is_key = name.find('/') == std::string::npos && std::filesystem::is_directory(shipped);
  if (!is_key && !std::filesystem::is_directory(name)) {
    throw Refusal(RefusalKind::invalid, "scratch.programme",
                  name +
                      ": there is no such programme; name a folder, or one that Kith ships (reachout, "
                      "parent-to-parent, rapsid)");
  }
  auto loaded = package::load_package(is_key ? shipped : std::filesystem::path(name));
  if (!loaded.good()) {
    throw Refusal(RefusalKind::invalid, "scratch.programme", package::format_problems(loaded.problems));
  }
  return std::move(loaded.package);
}

// A list of objects as the table that a roster is: a column for each member that anyone has.
std::string table_of(const std::string& file, const Json& people) {
  const auto refuse = [&] {
    throw Refusal(RefusalKind::invalid, "scratch.roster",
                  file + ":1:1: this is not a list of people; write [{\"first_name\": \"Ann\", ...}, ...]");
  };
  if (!people.is_array()) refuse();
  std::vector<std::vector<Json>> rows(1);
  for (const Json& person : people.array_items()) {
    if (!person.is_object()) refuse();
    for (const auto& [name, value] : person.members()) {
      if (std::ranges::find(rows[0], Json(name)) == rows[0].end()) rows[0].emplace_back(name);
    }
  }
  for (const Json& person : people.array_items()) {
    auto& row = rows.emplace_back();
    for (const Json& name : rows[0]) {
      const Json* value = person.find(name.string());
      row.push_back(value ? *value : Json());
    }
  }
  return roster::write_csv(rows);
}

}  // namespace

std::string contents_of_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw Refusal(RefusalKind::invalid, "file.unreadable", path + ": cannot be read; check the name");
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

InMemory::InMemory() : folder_(fresh_folder()) {
  try {
    installation_ = std::make_unique<Installation>(settings_in(folder_), Opening::create);
  } catch (...) {
    std::filesystem::remove_all(folder_);
    throw;
  }
}

InMemory::~InMemory() {
  installation_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(folder_, ignored);
}

Scratch::Scratch(const std::string& programme) {
  const package::Package package = package_named(installation(), programme);
  as_system([&](Context& context) {
    programme_ = installation().programmes().add(context, package, std::string(organisation));
  });
}

void Scratch::as_system(const std::function<void(Context&)>& operation) {
  installation().application().as_system("kith on spreadsheets", operation);
}

void Scratch::add(package::Side side, const std::string& file) {
  ImportCommand command;
  command.programme = programme_.str();
  command.file = {side, file, contents_of_file(file), {}};
  if (file.ends_with(".json")) command.file.bytes = table_of(file, parse_json(command.file.bytes));
  as_system([&](Context& context) {
    const CommandOutput output = run_import(context, installation().rosters(), command);
    if (output.exit_code != 0) {
      std::string lines;
      for (const std::string& each : output.errors) (lines += lines.empty() ? "" : "\n") += each;
      throw Refusal(RefusalKind::invalid, "scratch.roster", lines);
    }
    installation().people().bring_in_everyone(context,
                                              installation().programmes().get(context.tx, programme_), side);
  });
}

}  // namespace kith
