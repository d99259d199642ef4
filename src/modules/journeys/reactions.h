#pragma once

#include <vector>

#include "modules/journeys/journeys.h"

// What this module does when others' events happen. For this folder only.
namespace kith::journeys {

std::vector<Reaction> reactions(Journeys& journeys);

}  // namespace kith::journeys
