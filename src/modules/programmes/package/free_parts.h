#pragma once

#include <vector>

#include "modules/programmes/package/package.h"

namespace kith::package {

// A part of the day in which somebody is usually free, on the clock on their own wall.
struct FreePart {
  int day = 0;  // 0 for Monday
  int from_minute = 0;
  int until_minute = 0;
};

// The stored answer to a question of AnswerKind::availability; parts that the package has no more are left
// out.
std::vector<FreePart> free_parts(const Package& package, const Json& answer);

}  // namespace kith::package
