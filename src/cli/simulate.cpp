#include "cli/simulate.h"

#include <fmt/format.h>

#include <cstdlib>
#include <span>

#include "base/refusal.h"
#include "cli/scratch.h"
#include "cli/shipped.h"
#include "http/static_files.h"

namespace kith {

namespace http {
std::span<const StaticFile> embedded_populations();
}

namespace {

// The shipped packages, in a folder that goes away.
class ShippedProgrammes {
 public:
  ShippedProgrammes() {
    std::string path = (std::filesystem::temp_directory_path() / "kith-rehearsal-XXXXXX").string();
    if (!::mkdtemp(path.data())) {
      throw Refusal(RefusalKind::invalid, "scratch.folder", "cannot make a folder beside " + path);
    }
    folder_ = path;
    shipped_ = unpack_shipped_programmes(folder_);
  }
  ~ShippedProgrammes() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ShippedProgrammes(const ShippedProgrammes&) = delete;
  ShippedProgrammes& operator=(const ShippedProgrammes&) = delete;

  const std::filesystem::path& path() const { return shipped_; }

 private:
  std::filesystem::path folder_;
  std::filesystem::path shipped_;
};

package::Package package_of(const std::filesystem::path& shipped, const std::string& name) {
  const bool is_key = name.find('/') == std::string::npos && std::filesystem::is_directory(shipped / name);
  if (!is_key && !std::filesystem::is_directory(name)) {
    throw Refusal(RefusalKind::invalid, "simulate.programme",
                  name + ": there is no such programme; name a folder, or one that Kith ships");
  }
  auto loaded = package::load_package(is_key ? shipped / name : std::filesystem::path(name));
  if (!loaded.good()) {
    throw Refusal(RefusalKind::invalid, "simulate.programme", package::format_problems(loaded.problems));
  }
  return std::move(loaded.package);
}

simulation::Population population_of(const std::string& name) {
  std::string known;
  for (const http::StaticFile& each : http::embedded_populations()) {
    const std::string key = std::filesystem::path(each.path).stem().string();
    if (key == name) return simulation::read_population(std::string(each.plain), name + ".yaml");
    known += (known.empty() ? "" : ", ") + key;
  }
  if (!std::filesystem::is_regular_file(name)) {
    throw Refusal(
        RefusalKind::invalid, "simulate.population",
        name + ": there is no such population; name a file, or one that Kith ships (" + known + ")");
  }
  return simulation::read_population(contents_of_file(name), name);
}

}  // namespace

SimulateResult simulate(const SimulateCommand& command) {
  const ShippedProgrammes shipped;
  const package::Package package = package_of(shipped.path(), command.programme);
  const std::string people = command.population.empty() ? package.id : command.population;
  const simulation::Population population = population_of(people);
  std::vector<simulation::Outcome> outcomes;
  SimulateResult result;
  for (int i = 0; i < command.seeds; ++i) {
    const auto faults = command.faults ? simulation::Faults::all() : simulation::Faults::none();
    outcomes.push_back(simulation::rehearse({package,
                                             population,
                                             shipped.path(),
                                             command.weeks,
                                             command.seed + static_cast<std::uint64_t>(i),
                                             faults,
                                             {}}));
    result.sound = result.sound && outcomes.back().violation_count == 0;
  }
  result.report = simulation::report({command.programme, people, population, command.weeks, command.faults},
                                     outcomes, command.format);
  return result;
}

}  // namespace kith
