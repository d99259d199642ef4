#pragma once

#include <optional>

#include "modules/programmes/package/scope.h"
#include "modules/programmes/package/screening.h"

namespace kith::package {

// Reads `eligibility` and `elsewhere` of programme.yaml; nothing in a programme that is for everybody.
std::optional<Screen> read_screen(Scope& programme);

}  // namespace kith::package
