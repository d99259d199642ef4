#pragma once

#include <string>

#include "base/json.h"

namespace kith {

enum class ReportFormat { text, csv, json };

// `kith match --programme NAME --participants FILE --supporters FILE [--top K | --assign]
// [--format text|csv|json]`
struct MatchCommand {
  std::string programme;
  std::string participants;
  std::string supporters;
  std::size_t top = 3;
  bool assign = false;  // one supporter for each, instead of the best few
  ReportFormat format = ReportFormat::text;
};

// Reads both rosters into memory and returns the report: for everybody who seeks someone the best supporters
// with their reasons, or with `assign` a plan for everybody at once, what would help those who stay alone,
// and how near to the best plan it is. The same files give the same bytes. Refuses as Scratch does.
std::string match_report(const MatchCommand& command);

}  // namespace kith
