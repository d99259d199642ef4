#include "engine/schedule/free_time.h"

#include <algorithm>

#include "base/refusal.h"

namespace kith::schedule {
namespace {

constexpr std::int64_t week_seconds = minutes_per_week * 60;
constexpr std::int64_t day_seconds = minutes_per_day * 60;
constexpr std::int64_t micros_per_second = 1'000'000;
// 1970-01-01 was a Thursday: three days after the Monday on which its week began.
constexpr std::int64_t epoch_in_week = 3 * day_seconds;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

// Seconds since 1970 in UTC, the stretch of real time that is laid out.
struct Stretch {
  std::int64_t from;
  std::int64_t to;
  std::int64_t offset;
};

// The slots on the wall clock between two instants of one UTC offset, as seconds after `start`.
void append_slots(const WeeklySlots& slots, Stretch stretch, std::int64_t start, std::vector<Span>& out) {
  const std::int64_t local_from = stretch.from + stretch.offset;
  const std::int64_t local_to = stretch.to + stretch.offset;
  const std::int64_t first_week = floor_div(local_from + epoch_in_week, week_seconds);
  for (std::int64_t monday = first_week * week_seconds - epoch_in_week; monday < local_to;
       monday += week_seconds) {
    for (const WeeklySlot& slot : slots.all()) {
      const std::int64_t midnight = monday + static_cast<int>(slot.day) * day_seconds;
      const std::int64_t from = std::max(local_from, midnight + slot.from_minute * 60);
      const std::int64_t to = std::min(local_to, midnight + slot.to_minute * 60);
      if (from >= to) continue;
      const std::int64_t shift = stretch.offset + start;
      out.push_back({static_cast<std::int32_t>(from - shift), static_cast<std::int32_t>(to - shift)});
    }
  }
}

void join_touching(std::vector<Span>& spans) {
  std::ranges::sort(spans);
  std::size_t last = 0;
  for (std::size_t i = 1; i < spans.size(); ++i) {
    if (spans[i].from <= spans[last].to) {
      spans[last].to = std::max(spans[last].to, spans[i].to);
    } else {
      spans[++last] = spans[i];
    }
  }
  if (!spans.empty()) spans.resize(last + 1);
}

std::vector<Span> lay_out_week(const WeeklySlots& slots, std::int64_t start,
                               std::span<const OffsetSpan> offsets) {
  std::vector<Span> spans;
  for (const OffsetSpan& offset : offsets) {
    const std::int64_t from = std::max(start, offset.from.micros / micros_per_second);
    const std::int64_t to = std::min(start + week_seconds, offset.to.micros / micros_per_second);
    if (from < to) append_slots(slots, {from, to, offset.offset.count()}, start, spans);
  }
  join_touching(spans);
  return spans;
}

std::int64_t common_seconds(std::span<const Span> a, std::span<const Span> b) {
  std::int64_t sum = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    const std::int32_t from = std::max(a[i].from, b[j].from);
    const std::int32_t to = std::min(a[i].to, b[j].to);
    if (from < to) sum += to - from;
    a[i].to < b[j].to ? ++i : ++j;
  }
  return sum;
}

}  // namespace

FreeTime::FreeTime(const Availability& availability, Horizon horizon) {
  if (horizon.weeks < 1 || horizon.weeks > most_weeks) {
    throw Refusal(RefusalKind::invalid, "schedule.horizon", "Look ahead between 1 and 60 weeks.");
  }
  const std::int64_t begin = floor_div(horizon.from.micros, 60 * micros_per_second) * 60;
  const std::int64_t end = begin + horizon.weeks * week_seconds;
  const auto offsets =
      offsets_in(Instant{begin * micros_per_second}, Instant{end * micros_per_second}, availability.zone);
  for (std::int64_t start = begin; start < end; start += week_seconds) {
    std::vector<Span> spans = lay_out_week(availability.slots, start, offsets);
    const auto seen = std::ranges::find(patterns_, spans);
    pattern_of_week_.push_back(static_cast<std::uint16_t>(seen - patterns_.begin()));
    if (seen == patterns_.end()) patterns_.push_back(std::move(spans));
  }
}

Overlap overlap(const FreeTime& a, const FreeTime& b) {
  Overlap result;
  int minutes = 0;
  for (int week = 0; week < std::min(a.weeks(), b.weeks()); ++week) {
    if (week == 0 || !a.repeats(week) || !b.repeats(week)) {
      minutes = static_cast<int>(common_seconds(a.week(week), b.week(week)) / 60);
    }
    result.least_week_minutes = week == 0 ? minutes : std::min(result.least_week_minutes, minutes);
    result.total_minutes += minutes;
  }
  return result;
}

Overlap overlap(const Availability& a, const Availability& b, Horizon horizon) {
  return overlap(FreeTime(a, horizon), FreeTime(b, horizon));
}

}  // namespace kith::schedule
