#pragma once

#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "modules/programmes/package/profile.h"

// What the interop module publishes. Subject of each is the programme's id.
namespace kith {

struct PeopleImported {
  static constexpr std::string_view schema_name = "PeopleImported";
  static constexpr std::string_view type = "interop.people_imported";
  package::Side side = package::Side::participant;
  int count = 0;
  static constexpr auto fields() {
    return std::tuple{field("side", &PeopleImported::side), field("count", &PeopleImported::count)};
  }
};

struct PeopleExported {
  static constexpr std::string_view schema_name = "PeopleExported";
  static constexpr std::string_view type = "interop.people_exported";
  package::Side side = package::Side::participant;
  int count = 0;
  static constexpr auto fields() {
    return std::tuple{field("side", &PeopleExported::side), field("count", &PeopleExported::count)};
  }
};

}  // namespace kith
