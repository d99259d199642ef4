#include "engine/schedule/common_hours.h"

#include <algorithm>
#include <map>

namespace kith::schedule {
namespace {

constexpr Duration talk = hours(1);
constexpr std::int64_t half_hour = 30LL * 60 * 1'000'000;

struct Offer {
  Stretch hour;
  Duration room{0};  // from its beginning until the end of the stretch
  Date day;
  int place_in_day = 0;  // 0 for the best of its day
};

Instant next_half_hour(Instant at) { return {(at.micros + half_hour - 1) / half_hour * half_hour}; }

std::vector<Offer> offers_in(std::span<const Stretch> stretches, std::string_view zone) {
  std::vector<Offer> out;
  for (const Stretch& each : stretches) {
    for (Instant at = next_half_hour(each.from); at + talk <= each.until; at = at + talk) {
      out.push_back({{at, at + talk}, each.until - at, date_in(at, zone), 0});
    }
  }
  return out;
}

bool has_more_room(const Offer& a, const Offer& b) {
  return a.room != b.room ? a.room > b.room : a.hour.from < b.hour.from;
}

}  // namespace

std::vector<Stretch> common_stretches(const Availability& a, const Availability& b, Instant from) {
  const FreeTime first(a, {from, 1});
  const FreeTime second(b, {from, 1});
  const auto mine = first.week(0);
  const auto theirs = second.week(0);
  const Instant start{from.micros / 60'000'000 * 60'000'000};
  std::vector<Stretch> out;
  for (std::size_t i = 0, j = 0; i < mine.size() && j < theirs.size();) {
    const std::int32_t begins = std::max(mine[i].from, theirs[j].from);
    const std::int32_t ends = std::min(mine[i].to, theirs[j].to);
    if (begins < ends) out.push_back({start + seconds(begins), start + seconds(ends)});
    mine[i].to < theirs[j].to ? ++i : ++j;
  }
  return out;
}

std::vector<Stretch> best_hours(std::span<const Stretch> stretches, std::string_view zone, std::size_t most) {
  std::vector<Offer> offers = offers_in(stretches, zone);
  std::ranges::sort(offers, has_more_room);
  std::map<Date, int> taken;
  for (Offer& each : offers) each.place_in_day = taken[each.day]++;
  std::ranges::stable_sort(offers, {}, &Offer::place_in_day);
  if (offers.size() > most) offers.resize(most);
  std::vector<Stretch> out;
  for (const Offer& each : offers) out.push_back(each.hour);
  std::ranges::sort(out, {}, &Stretch::from);
  return out;
}

}  // namespace kith::schedule
