#pragma once

#include <cstdint>
#include <string>

namespace kith {

// `kith allocate`: allocates everybody in a roster, whose enrolment is final by being in it, to the arms of a
// trial. In the order of the file.
struct AllocateRequest {
  std::string programme;
  std::string participants;
  std::string arms;     // "support:2,usual:1"
  std::string factors;  // "sex,general_practice:2"
  std::string unit;     // a question; "" allocates people
  std::string blocks;   // "4,6"
  std::string method = "minimise";
  std::string format = "text";
  std::uint64_t seed = 0;
  int best_milli = 800;
};

// What to print: the commitment, and a line for each allocation as the record keeps it. Throws Refusals of
// the programme, the roster and the engine, and invalid "allocate.option".
std::string allocate_output(const AllocateRequest& request);

// `kith allocate --replay FILE`: runs the record of a trial again from its seed.
struct ReplayOutput {
  std::string text;
  bool follows = false;
};
// Says whether every allocation follows, or on which line of the file the first does not. Throws Refusals of
// the file (trial.record, trial.open, files.unreadable).
ReplayOutput replay_output(const std::string& file);

}  // namespace kith
