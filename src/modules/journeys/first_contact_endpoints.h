#pragma once

#include "kernel/module.h"
#include "modules/journeys/journeys.h"

// The routes of the first contact and of calls to whom no letter reaches. For this folder only.
namespace kith::journeys {

Endpoints first_contact_endpoints(Journeys& journeys);

}  // namespace kith::journeys
