#include "modules/groups/forming/people.h"

#include <algorithm>

#include "engine/groups/timetable.h"

namespace kith::forming {
namespace {

constexpr int weeks_ahead = 8;
constexpr std::int64_t minutes_per_day = 24 * 60;

const Json* answer(const Row& person, const std::string& key) {
  const auto at = person.answers.find(key);
  if (at != person.answers.end()) return at->second.is_null() ? nullptr : &at->second;
  return key != "birth_date" || person.birth_date.is_null() ? nullptr : &person.birth_date;
}

std::string text(const Row& person, const std::string& key) {
  const Json* value = answer(person, key);
  return value && value->is_string() ? value->string() : "";
}

std::vector<std::string> words(const Row& person, const std::string& key) {
  const Json* value = answer(person, key);
  std::vector<std::string> out;
  if (!value) return out;
  if (value->is_string()) out.push_back(value->string());
  if (value->is_bool()) out.emplace_back(value->boolean() ? "yes" : "no");
  if (!value->is_array()) return out;
  for (const Json& each : value->array_items()) out.push_back(each.string());
  return out;
}

double as_real(const Json& json) {
  return json.is_integer() ? static_cast<double>(json.integer()) : json.number();
}

class Building {
 public:
  Building(const package::Package& package, Instant now)
      : package_(package),
        rules_(*package.groups),
        now_(now),
        timetable_(meetings(), package.time_zone, schedule::Horizon{now, weeks_ahead}) {}

  People run(const std::vector<Row>& participants, const std::vector<Row>& facilitators) {
    groups::Input& input = out_.input;
    input.slots = meetings();
    fill_design(input.design);
    for (const package::GroupAttribute& each : rules_.attributes) input.attributes.push_back(attribute(each));
    for (const Row& each : participants) input.people.push_back(person(each));
    for (const Row& each : facilitators) add_facilitator(each);
    add_venues(participants, facilitators);
    return std::move(out_);
  }

 private:
  std::vector<schedule::WeeklySlot> meetings() const {
    std::vector<schedule::WeeklySlot> out;
    for (const int day : rules_.meeting.days) {
      for (const int start : rules_.meeting.start_minutes) {
        const auto end = start + static_cast<int>(rules_.meeting.length_minutes);
        out.push_back({static_cast<schedule::Weekday>(day), start, end});
      }
    }
    std::ranges::sort(out);
    return out;
  }

  void fill_design(groups::Design& design) const {
    const package::GroupSize& size = rules_.size;
    design.attending_low = size.attending_low;
    design.attending_high = size.attending_high;
    design.floor = size.floor;
    design.cap = size.cap;
    design.size_weight = size.weight;
    design.travel_weight = rules_.place.weight;
    design.travel_unit_km = rules_.place.km;
    design.team.least = rules_.facilitators.least;
    design.team.most = rules_.facilitators.most;
    design.team.skills = rules_.facilitators.skills;
    design.team.together_days = static_cast<int>(rules_.facilitators.together_minutes / minutes_per_day);
    if (rules_.facilitators.trained_field.empty()) design.team.together_weight = 0;
  }

  groups::Attribute attribute(const package::GroupAttribute& each) const {
    groups::Attribute out;
    out.key = each.field;
    const package::Question* question = package_.question(each.field);
    using K = package::AnswerKind;
    const K kind = question ? question->kind : K::date;
    const bool number = kind == K::year || kind == K::date || kind == K::number || kind == K::count;
    const bool many = kind == K::choices || kind == K::languages;
    out.kind = number ? groups::AnswerKind::number
               : many ? groups::AnswerKind::words
                      : groups::AnswerKind::word;
    if (each.aim == package::GroupAim::similar) out.aim = groups::Aim::similar;
    if (each.aim == package::GroupAim::varied) out.aim = groups::Aim::varied;
    out.weight = each.weight;
    out.scale = each.scale;
    if (each.alone == package::GroupAlone::costs) out.alone = groups::Alone::costs;
    if (each.alone == package::GroupAlone::never) out.alone = groups::Alone::never;
    out.alone_weight = each.alone_weight;
    return out;
  }

  groups::Answer answer_to(const Row& row, const groups::Attribute& about) const {
    groups::Answer out;
    if (about.kind != groups::AnswerKind::number) {
      out.words = words(row, about.key);
      return out;
    }
    const Json* value = answer(row, about.key);
    if (!value) return out;
    if (value->is_number()) out.number = static_cast<std::int64_t>(as_real(*value));
    if (value->is_string()) {
      if (const auto date = parse_date(value->string())) out.number = date->year;
    }
    return out;
  }

  std::optional<groups::Spot> spot(const Row& row) const {
    const Json* place = answer(row, rules_.place.field);
    const Json* latitude = place ? place->find("latitude") : nullptr;
    const Json* longitude = place ? place->find("longitude") : nullptr;
    if (!latitude || !longitude || !latitude->is_number() || !longitude->is_number()) return std::nullopt;
    return groups::Spot{as_real(*latitude), as_real(*longitude)};
  }

  std::string town(const Row& row) const {
    const Json* place = answer(row, rules_.place.field);
    return place ? place->text("name") : "";
  }

  std::string zone(const Row& row) const {
    for (const package::Question& each : package_.questions) {
      if (each.kind != package::AnswerKind::time_zone) continue;
      const std::string own = text(row, each.key);
      if (!own.empty()) return own;
    }
    return package_.time_zone;
  }

  // A date in the future is a plan, not a certificate.
  bool certified(const Row& row) const {
    return std::ranges::all_of(package_.matching.certified_by, [&](const std::string& key) {
      const auto date = parse_date(text(row, key));
      return date && *date <= date_in(now_, package_.time_zone);
    });
  }

  // "mon morning" as the hours that the programme means by it.
  groups::SlotSet free(const Row& row) const {
    static const std::vector<std::string> days = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    std::vector<schedule::WeeklySlot> slots;
    for (const std::string& each : words(row, rules_.meeting.field)) {
      const auto day = std::ranges::find(days, each.substr(0, 3));
      const auto part = std::ranges::find(
          package_.day_parts, each.substr(std::min<std::size_t>(4, each.size())), &package::DayPart::key);
      if (day == days.end() || part == package_.day_parts.end()) continue;
      slots.push_back(
          {static_cast<schedule::Weekday>(day - days.begin()), part->from_minute, part->until_minute});
    }
    return timetable_.can_come({schedule::WeeklySlots(std::move(slots)), zone(row)});
  }

  groups::Person person(const Row& row) {
    groups::Person out;
    out.id = row.id;
    out.spot = spot(row);
    const Json* travels = answer(row, rules_.place.travel_field);
    const bool stays = travels && travels->is_bool() && !travels->boolean();
    out.travel_km = stays ? rules_.place.km_if_no : rules_.place.km;
    out.free = free(row);
    for (const groups::Attribute& each : out_.input.attributes) out.answers.push_back(answer_to(row, each));
    out.attendance_milli = rules_.size.attendance_percent * 10;
    const auto& other = rules_.wishes_other;
    if (std::ranges::find(other, text(row, rules_.wishes_field)) != other.end())
      out_.rather_not.push_back(out.id);
    return out;
  }

  void add_facilitator(const Row& row) {
    if (!certified(row)) {
      out_.uncertified.push_back(row.id);
      return;
    }
    groups::Facilitator out;
    out.id = row.id;
    out.spot = spot(row);
    out.travel_km = rules_.place.km;
    out.free = free(row);
    out.groups_most = rules_.facilitators.groups_most;
    out.skills = words(row, rules_.facilitators.skills_field);
    if (const auto date = parse_date(text(row, rules_.facilitators.trained_field))) {
      const Instant day = local_to_instant(*date, 0, 0, "UTC");
      out.trained_day = static_cast<int>(day.micros / (minutes_per_day * 60 * 1'000'000));
    }
    out_.input.facilitators.push_back(std::move(out));
  }

  // Groups meet in the towns that people come from, in the middle of those who live there.
  void add_venues(const std::vector<Row>& participants, const std::vector<Row>& facilitators) {
    struct Sum {
      double latitude = 0, longitude = 0;
      int count = 0;
    };
    std::map<std::string, Sum> towns;
    for (const auto* side : {&participants, &facilitators}) {
      for (const Row& row : *side) {
        const auto at = spot(row);
        const std::string name = town(row);
        if (!at || name.empty()) continue;
        Sum& sum = towns[name];
        sum.latitude += at->latitude, sum.longitude += at->longitude, ++sum.count;
      }
    }
    for (const auto& [name, sum] : towns) {
      out_.input.venues.push_back({name, groups::Spot{sum.latitude / sum.count, sum.longitude / sum.count}});
    }
    // Where no town is known on the map, everybody can meet, and where is agreed later.
    if (out_.input.venues.empty()) out_.input.venues.push_back({"", std::nullopt});
  }

  const package::Package& package_;
  const package::GroupRules& rules_;
  Instant now_;
  groups::Timetable timetable_;
  People out_;
};

}  // namespace

People people_of(const package::Package& package, const std::vector<Row>& participants,
                 const std::vector<Row>& facilitators, Instant now) {
  return Building(package, now).run(participants, facilitators);
}

}  // namespace kith::forming
