#include "base/time.h"

#include <date/tz.h>
#include <fmt/format.h>

#include <charconv>

#include "base/refusal.h"

namespace kith {
namespace {

bool read_number(std::string_view text, std::size_t at, std::size_t length, int& out) {
  if (at + length > text.size()) return false;
  for (std::size_t i = at; i < at + length; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
  }
  std::from_chars(text.data() + at, text.data() + at + length, out);
  return true;
}

date::year_month_day calendar(Date d) {
  return date::year{d.year} / date::month{static_cast<unsigned>(d.month)} /
         date::day{static_cast<unsigned>(d.day)};
}

Date from_calendar(date::year_month_day ymd) {
  return {static_cast<int>(ymd.year()), static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

const date::time_zone* zone_or_null(std::string_view zone) {
  try {
    return date::locate_zone(std::string(zone));
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

const date::time_zone& zone_named(std::string_view zone) {
  const date::time_zone* found = zone_or_null(zone);
  if (!found) throw Refusal(RefusalKind::invalid, "time.unknown_zone", "This time zone is not known.");
  return *found;
}

date::sys_time<Duration> as_sys(Instant at) { return date::sys_time<Duration>(Duration(at.micros)); }

// Reads "+05:30", "-08:00" or "Z" to minutes east of UTC.
std::optional<int> read_offset(std::string_view text) {
  if (text == "Z" || text == "z") return 0;
  int hour = 0, minute = 0;
  if (text.size() != 6 || text[3] != ':' || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  if (!read_number(text, 1, 2, hour) || !read_number(text, 4, 2, minute)) return std::nullopt;
  if (hour > 23 || minute > 59) return std::nullopt;
  return (text[0] == '-' ? -1 : 1) * (hour * 60 + minute);
}

}  // namespace

std::string to_rfc3339(Instant at) {
  const auto day = date::floor<date::days>(as_sys(at));
  const Date d = from_calendar(date::year_month_day(day));
  const std::int64_t in_day = (as_sys(at) - day).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:06}Z", d.year, d.month, d.day,
                     in_day / 3'600'000'000, in_day / 60'000'000 % 60, in_day / 1'000'000 % 60,
                     in_day % 1'000'000);
}

std::optional<Instant> from_rfc3339(std::string_view text) {
  const auto date = parse_date(text.substr(0, 10));
  int hour = 0, minute = 0, second = 0;
  if (!date || text.size() < 20 || (text[10] != 'T' && text[10] != 't') || text[13] != ':' ||
      text[16] != ':' || !read_number(text, 11, 2, hour) || !read_number(text, 14, 2, minute) ||
      !read_number(text, 17, 2, second) || hour > 23 || minute > 59 || second > 60) {
    return std::nullopt;
  }
  std::size_t at = 19;
  std::int64_t fraction = 0;
  if (text[at] == '.') {
    std::int64_t scale = 100'000;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10) {
      fraction += (text[at] - '0') * scale;
    }
  }
  const auto offset = read_offset(text.substr(at));
  if (!offset) return std::nullopt;
  const auto midnight = date::sys_time<Duration>(date::sys_days(calendar(*date)));
  return Instant{midnight.time_since_epoch().count()} + hours(hour) + minutes(minute - *offset) +
         seconds(second) + Duration(fraction);
}

std::string to_text(Date d) { return fmt::format("{:04}-{:02}-{:02}", d.year, d.month, d.day); }

std::optional<Date> parse_date(std::string_view text) {
  Date d;
  if (text.size() != 10 || text[4] != '-' || text[7] != '-' || !read_number(text, 0, 4, d.year) ||
      !read_number(text, 5, 2, d.month) || !read_number(text, 8, 2, d.day) || !exists(d)) {
    return std::nullopt;
  }
  return d;
}

bool exists(Date d) { return calendar(d).ok(); }

Date date_in(Instant at, std::string_view zone) {
  const auto local = zone_named(zone).to_local(as_sys(at));
  return from_calendar(date::year_month_day(date::floor<date::days>(local)));
}

bool is_time_zone(std::string_view zone) { return zone_or_null(zone) != nullptr; }

Instant local_to_instant(Date d, int hour, int minute, std::string_view zone) {
  const auto local =
      date::local_time<Duration>(date::local_days(calendar(d))) + hours(hour) + minutes(minute);
  const auto info = zone_named(zone).get_info(date::local_time<seconds>(date::floor<seconds>(local)));
  if (info.result == date::local_info::nonexistent) {
    return {std::chrono::duration_cast<Duration>(info.first.end.time_since_epoch()).count()};
  }
  return {local.time_since_epoch().count() - std::chrono::duration_cast<Duration>(info.first.offset).count()};
}

std::vector<OffsetSpan> offsets_in(Instant from, Instant to, std::string_view zone) {
  const date::time_zone& found = zone_named(zone);
  std::vector<OffsetSpan> spans;
  while (from < to) {
    const date::sys_info info = found.get_info(as_sys(from));
    const Instant end{std::chrono::duration_cast<Duration>(info.end.time_since_epoch()).count()};
    // A zone without further changes ends beyond what microseconds can hold, which shows as an end before
    // `from`.
    const Instant cut = end > from && end < to ? end : to;
    spans.push_back({from, cut, info.offset});
    from = cut;
  }
  return spans;
}

}  // namespace kith
