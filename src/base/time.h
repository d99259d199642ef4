#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

// A length of time in microseconds, and a point in time as microseconds since 1970-01-01T00:00:00Z.
// Times are stored in the database as Instant::micros, always passed as parameters.
using Duration = std::chrono::microseconds;

struct Instant {
  std::int64_t micros = 0;

  auto operator<=>(const Instant&) const = default;
};

inline Instant operator+(Instant at, Duration d) { return {at.micros + d.count()}; }
inline Instant operator-(Instant at, Duration d) { return {at.micros - d.count()}; }
inline Duration operator-(Instant a, Instant b) { return Duration(a.micros - b.micros); }

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

// RFC 3339 in UTC with microseconds: "2026-11-22T06:41:00.000000Z".
std::string to_rfc3339(Instant at);

// Reads RFC 3339 with any offset; nothing when the text is not one.
std::optional<Instant> from_rfc3339(std::string_view text);

// A calendar date without a time. Valid by construction when it came from parse_date or date_in.
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;

  auto operator<=>(const Date&) const = default;
};

std::string to_text(Date date);                         // "2026-11-22"
std::optional<Date> parse_date(std::string_view text);  // exactly yyyy-mm-dd, and a day that exists
bool exists(Date date);

// The local date of an instant in an IANA time zone. Throws Refusal invalid "time.unknown_zone".
Date date_in(Instant at, std::string_view zone);
bool is_time_zone(std::string_view zone);

// The instant of a local wall-clock time. In a gap (spring forward) the moment the gap ends; when the hour
// comes twice (autumn) the first of the two.
Instant local_to_instant(Date date, int hour, int minute, std::string_view zone);

// A stretch of time in which the clocks of a zone keep one distance from UTC: local = UTC + offset.
struct OffsetSpan {
  Instant from;
  Instant to;  // not included
  seconds offset{0};
};

// The stretches that cover [from, to), in order and without gaps; empty when from >= to.
// Throws Refusal invalid "time.unknown_zone".
std::vector<OffsetSpan> offsets_in(Instant from, Instant to, std::string_view zone);

}  // namespace kith
