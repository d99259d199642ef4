#pragma once

#include <string>
#include <vector>

#include "simulation/rehearsal.h"

// Outcomes in words, JSON and CSV.
namespace kith::simulation {

enum class ReportFormat { text, json, csv };

struct ReportHead {
  std::string programme;   // its key
  std::string population;  // as it was asked for: a name or a file
  const Population& people;
  int weeks = 0;
  bool faults = false;
};

// One outcome for each seed, at least one, all of the same length. With several seeds every figure is the
// middle one of them, with the interval from the tenth to the ninetieth hundredth. The report ends with the
// number of broken invariants, and how to replay each. Deterministic.
std::string report(const ReportHead& head, const std::vector<Outcome>& outcomes, ReportFormat format);

}  // namespace kith::simulation
