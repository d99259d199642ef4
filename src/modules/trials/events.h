#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "modules/trials/trials.h"

// What the trials module publishes. The subject is the trial. No event holds an arm: the order of events
// would tell what is left of a block.
namespace kith {

struct TrialOpened {
  static constexpr std::string_view schema_name = "TrialOpened";
  static constexpr std::string_view type = "trials.trial_opened";
  TrialId trial;
  std::string key;
  std::string commitment;
  static constexpr auto fields() {
    return std::tuple{field("trial", &TrialOpened::trial), field("key", &TrialOpened::key),
                      field("commitment", &TrialOpened::commitment)};
  }
};

struct UnitMadeFinal {
  static constexpr std::string_view schema_name = "UnitMadeFinal";
  static constexpr std::string_view type = "trials.unit_made_final";
  TrialId trial;
  TrialUnitId unit;
  std::int64_t number = 0;
  std::string entry;  // the seal of the record's line, trial/record_file.h
  static constexpr auto fields() {
    return std::tuple{field("trial", &UnitMadeFinal::trial), field("unit", &UnitMadeFinal::unit),
                      field("number", &UnitMadeFinal::number), field("entry", &UnitMadeFinal::entry)};
  }
};

struct TrialAllocated {
  static constexpr std::string_view schema_name = "TrialAllocated";
  static constexpr std::string_view type = "trials.trial_allocated";
  TrialId trial;
  std::int64_t units = 0;
  static constexpr auto fields() {
    return std::tuple{field("trial", &TrialAllocated::trial), field("units", &TrialAllocated::units)};
  }
};

// `seed` is text: it does not fit the numbers of every reader.
struct TrialClosed {
  static constexpr std::string_view schema_name = "TrialClosed";
  static constexpr std::string_view type = "trials.trial_closed";
  TrialId trial;
  std::int64_t units = 0;
  std::string entry;  // the last
  std::string seed;
  std::string salt;
  static constexpr auto fields() {
    return std::tuple{field("trial", &TrialClosed::trial), field("units", &TrialClosed::units),
                      field("entry", &TrialClosed::entry), field("seed", &TrialClosed::seed),
                      field("salt", &TrialClosed::salt)};
  }
};

struct RecordTaken {
  static constexpr std::string_view schema_name = "RecordTaken";
  static constexpr std::string_view type = "trials.record_taken";
  TrialId trial;
  static constexpr auto fields() { return std::tuple{field("trial", &RecordTaken::trial)}; }
};

}  // namespace kith
