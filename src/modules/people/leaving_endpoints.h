#pragma once

#include "modules/people/people.h"

namespace kith {

Endpoints leaving_endpoints(People& people);

}  // namespace kith
