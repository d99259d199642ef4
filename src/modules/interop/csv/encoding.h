#pragma once

#include "modules/interop/csv/roster.h"

namespace kith::roster {

// Fills text, encoding, doubt, evidence and faults of the roster from the bytes of the file. Nothing is
// returned when that worked; faults are no failure here.
std::optional<Problem> decode(std::string bytes, std::optional<Encoding> stated, Roster& out);

}  // namespace kith::roster
