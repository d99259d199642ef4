#include <algorithm>
#include <charconv>
#include <optional>

#include "modules/programmes/package/clocks.h"

// Working days and the arithmetic of calendar days. Easter after Meeus, "Astronomical Algorithms", chapter 8.
namespace kith::package {
namespace {

constexpr std::string_view weekdays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

std::optional<int> number_in(std::string_view text) {
  int out = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return out;
}

std::optional<int> weekday_named(std::string_view name) {
  const auto found = std::ranges::find(weekdays, name);
  if (found == std::end(weekdays)) return std::nullopt;
  return static_cast<int>(found - std::begin(weekdays));
}

Date easter_of(int year) {
  const int a = year % 19, b = year / 100, c = year % 100;
  const int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
  const int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
  const int m = (a + 11 * h + 22 * l) / 451;
  const int month = (h + l - 7 * m + 114) / 31;
  return {year, month, (h + l - 7 * m + 114) % 31 + 1};
}

Date nth_weekday(int year, int month, int weekday, int nth) {
  const Date first{year, month, 1};
  return days_after(first, (weekday - weekday_of(first) + 7) % 7 + 7 * (nth - 1));
}

Date last_weekday(int year, int month, int weekday) {
  const Date last = days_after(months_after({year, month, 1}, 1), -1);
  return days_after(last, -((weekday_of(last) - weekday + 7) % 7));
}

// "12-25" in that year.
std::optional<Date> fixed(std::string_view rule, int year) {
  if (rule.size() != 5 || rule[2] != '-') return std::nullopt;
  const auto month = number_in(rule.substr(0, 2));
  const auto day = number_in(rule.substr(3));
  if (!month || !day || !exists({year, *month, *day})) return std::nullopt;
  return Date{year, *month, *day};
}

// "05-mon-1" or "05-mon-last".
std::optional<Date> nth(std::string_view rule, int year) {
  if (rule.size() < 8 || rule[2] != '-' || rule[6] != '-') return std::nullopt;
  const auto month = number_in(rule.substr(0, 2));
  const auto weekday = weekday_named(rule.substr(3, 3));
  if (!month || *month < 1 || *month > 12 || !weekday) return std::nullopt;
  if (rule.substr(7) == "last") return last_weekday(year, *month, *weekday);
  const auto which = number_in(rule.substr(7));
  if (!which || *which < 1 || *which > 4) return std::nullopt;
  return nth_weekday(year, *month, *weekday, *which);
}

// The day in that year for which the rule stands; nothing when it is not a rule, or of another year.
std::optional<Date> day_of(std::string_view rule, int year) {
  if (rule.starts_with("easter")) {
    const std::string_view rest = rule.substr(6);
    const auto off = rest.empty() ? std::optional(0) : number_in(rest[0] == '+' ? rest.substr(1) : rest);
    return off && *off > -100 && *off < 100 ? std::optional(days_after(easter_of(year), *off)) : std::nullopt;
  }
  if (rule.size() == 16 && rule.substr(3, 8) == "-before-") {
    const auto weekday = weekday_named(rule.substr(0, 3));
    const auto day = fixed(rule.substr(11), year);
    if (!weekday || !day) return std::nullopt;
    const int back = (weekday_of(*day) - *weekday + 6) % 7 + 1;
    return days_after(*day, -back);
  }
  if (const auto day = fixed(rule, year)) return day;
  return nth(rule, year);
}

}  // namespace

bool is_holiday_rule(std::string_view rule) {
  return parse_date(rule).has_value() || day_of(rule, 2028).has_value();  // a leap year has every day
}

bool is_working_day(const WorkingDays& calendar, Date day) {
  if (std::ranges::find(calendar.weekend, weekday_of(day)) != calendar.weekend.end()) return false;
  return std::ranges::none_of(calendar.holidays, [&](const std::string& rule) {
    const auto once = parse_date(rule);
    return once ? *once == day : day_of(rule, day.year) == day;
  });
}

int weekday_of(Date day) {
  const std::int64_t since_1970 = local_to_instant(day, 0, 0, "UTC").micros / 86'400'000'000;
  return static_cast<int>(((since_1970 + 4) % 7 + 7) % 7);
}

Date days_after(Date day, int count) {
  return date_in(local_to_instant(day, 0, 0, "UTC") + days(count), "UTC");
}

Date months_after(Date day, int count) {
  const int month = day.year * 12 + day.month - 1 + count;
  Date out{month / 12, month % 12 + 1, day.day};
  while (!exists(out)) --out.day;
  return out;
}

}  // namespace kith::package
