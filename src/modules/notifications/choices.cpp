#include "modules/notifications/choices.h"

#include <algorithm>

namespace kith::notifications {
namespace {

constexpr std::string_view at_once[] = {"sign_in_code", "invitation", "notice_concern",
                                        "notice_concern_waits"};

int minute_of_day(Instant at, const std::string& zone) {
  const seconds offset = offsets_in(at, at + seconds(1), zone).front().offset;
  const std::int64_t local = (at + offset).micros / 60'000'000;
  return static_cast<int>((local % 1440 + 1440) % 1440);
}

bool is_quiet(const NoticeChoice& choice, int minute) {
  if (choice.quiet_from <= choice.quiet_until) {
    return minute >= choice.quiet_from && minute < choice.quiet_until;
  }
  return minute >= choice.quiet_from || minute < choice.quiet_until;
}

}  // namespace

NoticeChoice choice_of(Tx& tx, const PersonId& person) {
  const Rows rows = tx.query(
      "select way, quiet_from, quiet_until, time_zone from notice_choice where person_id = $1", person);
  if (rows.empty()) return {};
  return {enum_from<NoticeWay>(rows[0].text(0)).value(), static_cast<int>(rows[0].integer(1)),
          static_cast<int>(rows[0].integer(2)), rows[0].text(3)};
}

void put_choice(Tx& tx, const PersonId& person, const NoticeChoice& choice, Instant at) {
  tx.execute(R"(
    insert into notice_choice (person_id, way, quiet_from, quiet_until, time_zone, changed_at)
    values ($1, $2, $3, $4, $5, $6)
    on conflict (person_id) do update
      set way = excluded.way, quiet_from = excluded.quiet_from, quiet_until = excluded.quiet_until,
        time_zone = excluded.time_zone, changed_at = excluded.changed_at
  )",
             person, enum_name(choice.way), choice.quiet_from, choice.quiet_until, choice.time_zone, at);
}

bool goes_at_once(std::string_view kind) { return std::ranges::find(at_once, kind) != std::end(at_once); }

Instant after_quiet_hours(const NoticeChoice& choice, const std::string& programme_zone, Instant at) {
  const std::string& zone = choice.time_zone.empty() ? programme_zone : choice.time_zone;
  if (!is_quiet(choice, minute_of_day(at, zone))) return at;
  const int hour = choice.quiet_until / 60, minute = choice.quiet_until % 60;
  const Date today = date_in(at, zone);
  const Instant opens = local_to_instant(today, hour, minute, zone);
  if (opens > at) return opens;
  // Thirty-six hours after a day's start lie in the next day, however the clocks of the zone change.
  const Date tomorrow = date_in(local_to_instant(today, 0, 0, zone) + hours(36), zone);
  return local_to_instant(tomorrow, hour, minute, zone);
}

}  // namespace kith::notifications
