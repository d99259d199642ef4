#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace kith::simulation {

// What a report counts, week by week. `_now` figures are how things stand when the week ends; the others
// count what happened in it.
enum class Figure {
  invited,
  joined,
  withdrew,
  came_back,
  waiting_now,
  waiting_days_median,
  waiting_days_p90,
  requests,
  accepted,
  declined,
  unanswered,
  pairs_now,
  silent_14_now,
  silent_30_now,
  pairs_ended,
  met,
  groups_now,
  group_people_now,
  group_waiting_now,
  groups_formed,
  groups_merged,
  messages,
  concerns,
  participant_opened,
  participant_closed,
  participant_overdue_now,
  supporter_opened,
  supporter_closed,
  supporter_overdue_now,
  coordinator_opened,
  coordinator_closed,
  coordinator_overdue_now,
  supervisor_opened,
  supervisor_closed,
  supervisor_overdue_now,
  safeguarding_opened,
  safeguarding_closed,
  safeguarding_overdue_now,
  coordinator_minutes,
  supervisor_minutes,
  safeguarding_minutes,
  letters
};
inline constexpr std::size_t figure_count = static_cast<std::size_t>(Figure::letters) + 1;

struct FigureName {
  std::string_view key;    // in JSON and CSV
  std::string_view words;  // in the text report
};
const std::array<FigureName, figure_count>& figure_names();

struct Week {
  std::array<std::int64_t, figure_count> values{};

  std::int64_t& operator[](Figure figure) { return values[static_cast<std::size_t>(figure)]; }
  std::int64_t operator[](Figure figure) const { return values[static_cast<std::size_t>(figure)]; }
  bool operator==(const Week&) const = default;
};

}  // namespace kith::simulation
