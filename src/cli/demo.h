#pragma once

#include "cli/admin.h"

namespace kith {

// Fills a fresh data folder with two programmes and invented people, and marks it as a demonstration.
int make_demonstration(Installation& installation, const Json& arguments, const Say& say);

// Prints a sign-in link each for the demonstration's coordinator, a supporter and a participant.
void say_demonstration_links(Installation& installation);

}  // namespace kith
