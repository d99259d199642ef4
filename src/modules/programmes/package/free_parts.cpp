#include "modules/programmes/package/free_parts.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"

namespace kith::package {

std::vector<FreePart> free_parts(const Package& package, const Json& answer) {
  constexpr std::array<std::string_view, 7> week{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
  std::vector<FreePart> out;
  for (const Json& each : answer.array_items()) {
    const auto words = split(each.string(), ' ');
    const auto day = std::ranges::find(week, words.at(0)) - week.begin();
    const auto part = std::ranges::find(package.day_parts, words.at(1), &DayPart::key);
    if (day >= 7 || part == package.day_parts.end()) continue;
    out.push_back({static_cast<int>(day), part->from_minute, part->until_minute});
  }
  return out;
}

}  // namespace kith::package
