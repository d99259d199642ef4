#pragma once

#include <filesystem>
#include <memory>

#include "modules/rehearsals/rehearsals.h"

namespace kith {

// The real rehearsal behind the module: the populations that come with Kith, and all of Kith on a database in
// memory for each run. `shipped` is the folder of the packages that come with Kith.
std::shared_ptr<RehearsalRoom> make_rehearsal_room(std::filesystem::path shipped);

}  // namespace kith
