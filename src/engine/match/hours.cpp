#include "engine/match/hours.h"

#include <algorithm>
#include <numeric>

namespace kith::match {
namespace {

constexpr int finest_grain_seconds = 15 * 60;
constexpr int week_seconds = schedule::minutes_per_week * 60;

// Calls `visit` with the free time of everybody in the column.
template <typename Visit>
void for_each_known(const Column& column, std::size_t rows, Visit visit) {
  for (std::uint32_t row = 0; row < rows; ++row) {
    if (column.known(row)) visit(column.free_time(row));
  }
}

}  // namespace

std::optional<Hours> Hours::of(const Column& participants, const Column& supporters) {
  Hours hours;
  int grain = week_seconds;
  std::vector<bool> is_new_week;
  const auto look_at = [&](const schedule::FreeTime& free) {
    is_new_week.resize(static_cast<std::size_t>(free.weeks()));
    for (int week = 0; week < free.weeks(); ++week) {
      if (free.repeats(week)) continue;
      is_new_week[static_cast<std::size_t>(week)] = true;
      for (const schedule::Span& span : free.week(week))
        grain = std::gcd(std::gcd(grain, span.from), span.to);
    }
  };
  for_each_known(participants, participants.size(), look_at);
  for_each_known(supporters, supporters.size(), look_at);
  if (grain < finest_grain_seconds) return std::nullopt;
  hours.grain_seconds_ = grain;
  hours.words_per_week_ = static_cast<std::size_t>(week_seconds / grain + 63) / 64;
  for (std::size_t week = 0; week < is_new_week.size(); ++week) {
    if (is_new_week[week]) hours.weeks_.push_back(static_cast<int>(week));
  }
  return hours;
}

void Hours::hours_of(const Column& column, std::uint32_t row, std::uint64_t* words) const {
  std::fill_n(words, width(), 0);
  const schedule::FreeTime& free = column.free_time(row);
  for (const int week : weeks_) {
    for (const schedule::Span& span : free.week(week)) {
      for (int at = span.from / grain_seconds_; at < span.to / grain_seconds_; ++at) {
        words[at / 64] |= std::uint64_t{1} << (at % 64);
      }
    }
    words += words_per_week_;
  }
}

}  // namespace kith::match
