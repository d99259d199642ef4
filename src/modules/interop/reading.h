#pragma once

#include "modules/interop/interop.h"

// One uploaded file, read and compared with the people already there. For this folder only.
namespace kith {

struct RosterReading {
  package::Side side = package::Side::participant;
  roster::Roster roster;
  std::vector<roster::FieldSpec> fields;
  roster::ColumnPlan plan;
  roster::Settings settings;
  roster::Report report;
  ImportReport result;

  // The column that holds the field of that key; 1 when none does.
  int column_of(std::string_view key) const;
};

RosterReading read_roster(Context& context, const People& people, const Programme& programme,
                          RosterFile file);

}  // namespace kith
