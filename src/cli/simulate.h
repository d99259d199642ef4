#pragma once

#include <cstdint>
#include <string>

#include "simulation/report.h"

namespace kith {

struct SimulateCommand {
  std::string programme;   // a key of a package that Kith ships, or a package's folder
  std::string population;  // one that Kith ships, or a file; "" for the one named like the programme
  int weeks = 26;
  std::uint64_t seed = 1;
  int seeds = 1;  // how many, from `seed` on
  bool faults = false;
  simulation::ReportFormat format = simulation::ReportFormat::text;
};

struct SimulateResult {
  std::string report;
  bool sound = true;  // no invariant was broken
};

// Rehearses a programme in memory; leaves nothing behind. Refuses as ProgrammeOnDisk does, and (Refusal
// invalid "simulate.population") what is no population, with all mistakes of the file named.
SimulateResult simulate(const SimulateCommand& command);

}  // namespace kith
