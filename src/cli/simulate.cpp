#include "cli/simulate.h"

#include <fmt/format.h>

#include <span>

#include "base/refusal.h"
#include "cli/programme_on_disk.h"
#include "cli/roster_file.h"
#include "http/static_files.h"

namespace kith {

namespace http {
std::span<const StaticFile> embedded_populations();
}

namespace {

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
  const ProgrammeOnDisk disk(command.programme);
  const package::Package& package = *disk.programme().package;
  const std::string people = command.population.empty() ? package.id : command.population;
  const simulation::Population population = population_of(people);
  std::vector<simulation::Outcome> outcomes;
  SimulateResult result;
  for (int i = 0; i < command.seeds; ++i) {
    const auto faults = command.faults ? simulation::Faults::all() : simulation::Faults::none();
    outcomes.push_back(simulation::rehearse({package,
                                             population,
                                             disk.shipped(),
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
