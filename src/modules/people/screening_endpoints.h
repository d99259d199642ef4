#pragma once

#include "modules/people/people.h"

namespace kith {

Endpoints screening_endpoints(People& people);

}  // namespace kith
