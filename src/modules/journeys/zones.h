#pragma once

#include <string>

#include "modules/people/people.h"

namespace kith::journeys {

// The time zone in which the person lives: their own answer where the programme asks, else the programme's.
std::string zone_of(Context& context, const People& people, const PersonId& person,
                    const Programme& programme);

}  // namespace kith::journeys
