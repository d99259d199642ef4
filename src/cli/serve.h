#pragma once

#include "cli/settings.h"

namespace kith {

// Serves until SIGINT or SIGTERM, then lets open requests finish. Returns the exit code.
int serve(const Settings& settings);

}  // namespace kith
