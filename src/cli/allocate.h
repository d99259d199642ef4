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

}  // namespace kith
