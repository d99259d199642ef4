#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "simulation/faults.h"
#include "simulation/figures.h"
#include "simulation/lives.h"
#include "simulation/population.h"
#include "simulation/watch.h"

// A programme rehearsed in virtual time: all of Kith on a database in memory, with invented people who act
// through its endpoints, jumping from one due moment to the next. It shows what follows from assumptions; it
// predicts nobody. The same settings give the same outcome, byte for byte.
namespace kith::simulation {

struct RehearsalSettings {
  const package::Package& package;
  const Population& population;
  std::filesystem::path shipped;  // the programmes that come with Kith
  int weeks = 52;
  std::uint64_t seed = 1;
  Faults faults;
  // Of tests: what stands between Kith and the store, to break something on purpose.
  std::function<std::unique_ptr<Database>(Database& store)> between;
  // Of tests: the rehearsal ends with the day on which this was broken.
  std::optional<Invariant> until_broken = {};
  // Asked at the end of every day, with the days that are done: false ends the rehearsal there, with the
  // weeks that were whole by then.
  std::function<bool(int days_done)> goes_on = {};
};

struct Outcome {
  std::uint64_t seed = 0;
  std::vector<Week> weeks;
  std::vector<std::int64_t> days_to_first_match;  // in the order of the matches
  std::vector<std::size_t> matched_until;         // how many of them were made by the end of each week
  bool has_groups = false;
  std::vector<Lasting> pairs_lasting;   // of 4, 13 and 26 weeks
  std::vector<Lasting> groups_lasting;  // likewise
  std::int64_t came_in = 0;             // participants who ever took part
  std::int64_t people = 0;              // participants and supporters
  std::int64_t steps = 0;
  std::int64_t events = 0;
  std::int64_t crashes = 0;
  std::int64_t probes = 0;            // tries to see what is not one's own
  std::int64_t violation_count = 0;   // of distinct ones
  std::vector<Violation> violations;  // the first of them
};

Outcome rehearse(const RehearsalSettings& settings);

}  // namespace kith::simulation
