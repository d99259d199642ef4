#pragma once

#include <cstdint>
#include <string>

namespace kith {

// `kith groups`: forms groups out of two rosters by the rules of a programme's groups.yaml, without a
// database.
struct GroupsRequest {
  std::string programme;     // name or folder
  std::string participants;  // CSV or JSON
  std::string facilitators;
  std::string format = "text";  // text, csv or json
  std::uint64_t seed = 1;
  std::uint64_t steps = 500;  // of the search, for each person
  int groups = 0;             // how many; 0 when the sizes decide
};

// What to print. Throws Refusals of the programme, the rosters and the engine, and invalid
// "groups.no_rules" for a programme without groups.yaml.
std::string groups_output(const GroupsRequest& request);

}  // namespace kith
