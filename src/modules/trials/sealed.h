#pragma once

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"

// What of a unit is sealed. For this folder only.
namespace kith {

struct SealedUnit {
  static constexpr std::string_view schema_name = "SealedUnit";
  std::string name;
  int people = 1;
  std::vector<std::string> levels;
  static constexpr auto fields() {
    return std::tuple{field("name", &SealedUnit::name), field("people", &SealedUnit::people),
                      field("levels", &SealedUnit::levels)};
  }
};

}  // namespace kith
