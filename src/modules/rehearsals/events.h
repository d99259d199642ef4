#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "modules/rehearsals/rehearsals.h"

// What the rehearsals module publishes. The subject is the rehearsal.
namespace kith {

struct RehearsalAsked {
  static constexpr std::string_view schema_name = "RehearsalAsked";
  static constexpr std::string_view type = "rehearsals.rehearsal_asked";
  RehearsalId rehearsal;
  int weeks = 0;
  int seeds = 0;
  static constexpr auto fields() {
    return std::tuple{field("rehearsal", &RehearsalAsked::rehearsal), field("weeks", &RehearsalAsked::weeks),
                      field("seeds", &RehearsalAsked::seeds)};
  }
};

struct RehearsalStopped {
  static constexpr std::string_view schema_name = "RehearsalStopped";
  static constexpr std::string_view type = "rehearsals.rehearsal_stopped";
  RehearsalId rehearsal;
  static constexpr auto fields() { return std::tuple{field("rehearsal", &RehearsalStopped::rehearsal)}; }
};

// It came to its end: "done", or "failed" when Kith itself did.
struct RehearsalEnded {
  static constexpr std::string_view schema_name = "RehearsalEnded";
  static constexpr std::string_view type = "rehearsals.rehearsal_ended";
  RehearsalId rehearsal;
  std::string state;
  static constexpr auto fields() {
    return std::tuple{field("rehearsal", &RehearsalEnded::rehearsal), field("state", &RehearsalEnded::state)};
  }
};

}  // namespace kith
