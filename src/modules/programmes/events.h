#pragma once

#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "kernel/ids.h"

// What the programmes module publishes. The subject of each is the programme's id.
namespace kith {

struct ProgrammeAdded {
  static constexpr std::string_view schema_name = "ProgrammeAdded";
  static constexpr std::string_view type = "programmes.programme_added";
  ProgrammeId programme;
  std::string key;
  static constexpr auto fields() {
    return std::tuple{field("programme", &ProgrammeAdded::programme), field("key", &ProgrammeAdded::key)};
  }
};

struct VersionPublished {
  static constexpr std::string_view schema_name = "VersionPublished";
  static constexpr std::string_view type = "programmes.version_published";
  ProgrammeId programme;
  std::string fingerprint;
  static constexpr auto fields() {
    return std::tuple{field("programme", &VersionPublished::programme),
                      field("fingerprint", &VersionPublished::fingerprint)};
  }
};

}  // namespace kith
