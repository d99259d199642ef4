#pragma once

#include <string>
#include <vector>

#include "modules/rehearsals/views.h"

// Which clocks of a programme can be given another time in a rehearsal: those that count from an event or a
// state, and not from the end of the time together. For this folder only.
namespace kith {

const package::ClockRule* changeable_clock(const package::Package& package, const std::string& key);
RehearsalClock clock_view(const Programme& programme, const package::ClockRule& rule,
                          const std::string& language);
std::vector<RehearsalClock> changeable_clocks(const Programme& programme, const std::string& language);

}  // namespace kith
