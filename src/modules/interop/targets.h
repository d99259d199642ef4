#pragma once

#include <string>
#include <vector>

#include "modules/interop/interop.h"

// What each field of roster_fields() means for a person. For this folder only.
namespace kith {

struct FieldTarget {
  enum class Part { identity, answer, latitude, longitude };
  std::string key;  // of the identity field or the question
  Part part = Part::answer;
  const package::Question* question = nullptr;  // lives as long as the programme's package
};

// One target for each field of roster_fields(), in the same order.
std::vector<FieldTarget> roster_targets(const Programme& programme, package::Side side);

}  // namespace kith
