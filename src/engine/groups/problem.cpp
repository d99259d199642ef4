#include "engine/groups/problem.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <numeric>
#include <unordered_map>

#include "base/refusal.h"

namespace kith::groups {
namespace {

constexpr double earth_radius_metres = 6'371'008.8;
constexpr int not_known = 50;

bool meet_at_once(const schedule::WeeklySlot& a, const schedule::WeeklySlot& b) {
  return a.day == b.day && a.from_minute < b.to_minute && b.from_minute < a.to_minute;
}

int groups_for(const Design& design, const Enrolment& enrolment, int people) {
  if (design.groups > 0) return design.groups;
  if (people < enrolment.least) return 0;
  const int near = (2 * people + enrolment.wished) / (2 * enrolment.wished);
  const int fewest = (people + enrolment.most - 1) / enrolment.most;
  return std::max(1, std::clamp(near, fewest, std::max(fewest, people / enrolment.least)));
}

int mean_attendance(const std::vector<Person>& people) {
  if (people.empty()) return 820;
  std::int64_t sum = 0;
  for (const Person& each : people) sum += each.attendance_milli;
  return static_cast<int>(sum / static_cast<std::int64_t>(people.size()));
}

}  // namespace

Problem::Problem(Input input) : input_(std::move(input)) {
  check();
  enrolment_ = enrolment_for(input_.design, mean_attendance(input_.people));
  groups_wanted_ = groups_for(input_.design, enrolment_, static_cast<int>(input_.people.size()));
  columns_.resize(input_.attributes.size());
  for (std::size_t i = 0; i < input_.attributes.size(); ++i) {
    fill_column(i);
    const Attribute& attribute = input_.attributes[i];
    if (attribute.aim != Aim::none && attribute.weight > 0) compared_.push_back(i);
  }
  for (const Person& each : input_.people) people_at_.push_back(on_sphere(each.spot));
  for (const Facilitator& each : input_.facilitators) {
    facilitators_at_.push_back(on_sphere(each.spot));
    std::uint64_t bits = 0;
    for (const std::string& skill : each.skills) {
      const auto& wanted = input_.design.team.skills;
      const auto at = std::ranges::find(wanted, skill);
      if (at != wanted.end()) bits |= std::uint64_t{1} << (at - wanted.begin());
    }
    skills_of_.push_back(bits);
  }
  for (const Venue& each : input_.venues) venues_at_.push_back(on_sphere(each.spot));
  overlap_.resize(input_.slots.size());
  for (std::size_t a = 0; a < input_.slots.size(); ++a) {
    for (std::size_t b = 0; b < input_.slots.size(); ++b) {
      overlap_[a][b] = meet_at_once(input_.slots[a], input_.slots[b]);
    }
  }
  apart_.resize(input_.people.size());
  for (const auto& [a, b] : input_.pins.apart) {
    apart_[a].push_back(b);
    apart_[b].push_back(a);
  }
  never_led_by_.resize(input_.people.size());
  for (const auto& [person, facilitator] : input_.pins.never_led_by) {
    never_led_by_[person].push_back(facilitator);
  }
}

void Problem::fill_column(std::size_t attribute) {
  const Attribute& about = input_.attributes[attribute];
  const auto& people = input_.people;
  Column& column = columns_[attribute];
  std::unordered_map<std::string, int> places;
  const auto place = [&](const std::string& word) {
    return places.emplace(word, static_cast<int>(places.size())).first->second;
  };
  column.known.resize(people.size());
  if (about.kind == AnswerKind::number) {
    column.number.resize(people.size());
    for (std::size_t i = 0; i < people.size(); ++i) {
      column.known[i] = people[i].answers[attribute].number.has_value();
      column.number[i] = people[i].answers[attribute].number.value_or(0);
    }
    return;
  }
  for (const Person& each : people) {
    for (const std::string& word : each.answers[attribute].words) place(word);
  }
  column.kinds = static_cast<int>(places.size());
  column.width = about.kind == AnswerKind::words ? (places.size() + 63) / 64 : 0;
  column.kind.resize(people.size(), -1);
  column.words.resize(people.size() * column.width);
  column.count.resize(people.size());
  for (std::size_t i = 0; i < people.size(); ++i) {
    const auto& words = people[i].answers[attribute].words;
    column.known[i] = !words.empty();
    if (!words.empty()) column.kind[i] = place(words.front());
    if (about.kind == AnswerKind::word) continue;
    for (const std::string& word : words) {
      const auto bit = static_cast<std::size_t>(place(word));
      column.words[i * column.width + bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
    int count = 0;
    for (std::size_t w = 0; w < column.width; ++w) count += std::popcount(column.words[i * column.width + w]);
    column.count[i] = static_cast<std::uint8_t>(std::min(count, 255));
  }
}

int Problem::difference(std::size_t attribute, PersonIndex i, PersonIndex j) const {
  const Column& column = columns_[attribute];
  if (!column.known[i] || !column.known[j]) return not_known;
  switch (input_.attributes[attribute].kind) {
    case AnswerKind::word:
      return column.kind[i] == column.kind[j] ? 0 : 100;
    case AnswerKind::number: {
      const std::int64_t scale = input_.attributes[attribute].scale;
      const std::int64_t apart = std::abs(column.number[i] - column.number[j]);
      return apart >= scale ? 100 : static_cast<int>(100 * apart / scale);
    }
    case AnswerKind::words:
      break;
  }
  int shared = 0;
  for (std::size_t w = 0; w < column.width; ++w) {
    shared += std::popcount(column.words[i * column.width + w] & column.words[j * column.width + w]);
  }
  const int fewer = std::min(column.count[i], column.count[j]);
  return 100 - 100 * std::min(shared, fewer) / fewer;
}

std::int64_t Problem::pair_points_of(std::size_t attribute, PersonIndex i, PersonIndex j) const {
  const Attribute& about = input_.attributes[attribute];
  if (about.aim == Aim::none || about.weight == 0) return 0;
  const int apart = difference(attribute, i, j);
  return about.weight * (about.aim == Aim::similar ? apart : 100 - apart);
}

std::int64_t Problem::pair_points(PersonIndex i, PersonIndex j) const {
  std::int64_t sum = 0;
  for (const std::size_t attribute : compared_) sum += pair_points_of(attribute, i, j);
  return sum;
}

Problem::OnSphere Problem::on_sphere(const std::optional<Spot>& spot) {
  if (!spot) return {};
  const double latitude = spot->latitude * std::numbers::pi / 180;
  const double longitude = spot->longitude * std::numbers::pi / 180;
  return {std::cos(latitude) * std::cos(longitude), std::cos(latitude) * std::sin(longitude),
          std::sin(latitude), true};
}

std::int64_t Problem::metres_between(const OnSphere& a, const OnSphere& b) {
  const double dx = a.x - b.x, dy = a.y - b.y, dz = a.z - b.z;
  const double chord = std::sqrt(dx * dx + dy * dy + dz * dz);
  return std::llround(2 * earth_radius_metres * std::asin(std::min(1.0, chord / 2)));
}

std::int64_t Problem::metres(PersonIndex i, VenueIndex venue) const {
  if (!venues_at_[venue].there || !people_at_[i].there) return 0;
  return metres_between(people_at_[i], venues_at_[venue]);
}

std::int64_t Problem::journey(const OnSphere& from, double most_km, VenueIndex venue) const {
  const OnSphere& to = venues_at_[venue];
  if (!to.there) return 0;
  if (!from.there) return out_of_reach;
  // A straight line is never longer than the way over the ground, and far quicker to know.
  const double dx = from.x - to.x, dy = from.y - to.y, dz = from.z - to.z;
  const double reach = most_km * 1000 / earth_radius_metres + 1e-6;
  if (dx * dx + dy * dy + dz * dz > reach * reach) return out_of_reach;
  const std::int64_t way = metres_between(from, to);
  if (static_cast<double>(way) > most_km * 1000) return out_of_reach;
  const auto unit = static_cast<std::int64_t>(design().travel_unit_km * 1000);
  return way * 100 / unit * design().travel_weight * fellows();
}

std::int64_t Problem::travel_points(PersonIndex i, VenueIndex venue) const {
  return journey(people_at_[i], input_.people[i].travel_km, venue);
}

std::int64_t Problem::facilitator_travel_points(FacilitatorIndex f, VenueIndex venue) const {
  return journey(facilitators_at_[f], input_.facilitators[f].travel_km, venue);
}

std::int64_t Problem::size_points(int attending_milli) const {
  const int low = design().attending_low * 1000, high = design().attending_high * 1000;
  const int off = std::max({0, low - attending_milli, attending_milli - high});
  return std::int64_t{off} * design().size_weight * 100 * fellows() / 1000;
}

std::int64_t Problem::alone_points(std::size_t attribute) const {
  const Attribute& about = input_.attributes[attribute];
  return about.alone == Alone::costs ? 100 * about.alone_weight * fellows() : 0;
}

Problem::TeamPoints Problem::team_points(std::span<const FacilitatorIndex> team, VenueIndex venue) const {
  std::int64_t travel = 0;
  for (const FacilitatorIndex f : team) {
    travel += std::max<std::int64_t>(0, facilitator_travel_points(f, venue));
  }
  return team_points_for(team, travel);
}

Problem::TeamPoints Problem::team_points_for(std::span<const FacilitatorIndex> team,
                                             std::int64_t travel) const {
  const Team& wanted = design().team;
  TeamPoints out;
  if (wanted.least == 0 && team.empty()) return out;
  out.travel = travel;
  std::uint64_t skills = 0;
  int strangers = 0;
  for (std::size_t i = 0; i < team.size(); ++i) {
    skills |= skills_of_[team[i]];
    const auto& mine = input_.facilitators[team[i]].trained_day;
    for (std::size_t j = 0; j < i; ++j) {
      const auto& theirs = input_.facilitators[team[j]].trained_day;
      if (!mine || !theirs || std::abs(*mine - *theirs) > wanted.together_days) ++strangers;
    }
  }
  const auto missing = static_cast<std::int64_t>(wanted.skills.size()) - std::popcount(skills);
  const auto extra = static_cast<std::int64_t>(team.size()) - wanted.least;
  out.skills = missing * wanted.skill_weight * 100 * fellows();
  out.together = std::int64_t{strangers} * wanted.together_weight * 100 * fellows();
  out.seats = std::max<std::int64_t>(0, extra) * wanted.seat_weight * 100 * fellows();
  return out;
}

bool Problem::never_led_by(PersonIndex i, FacilitatorIndex f) const {
  return std::ranges::find(never_led_by_[i], f) != never_led_by_[i].end();
}

bool Problem::apart(PersonIndex i, PersonIndex j) const {
  return std::ranges::find(apart_[i], j) != apart_[i].end();
}

}  // namespace kith::groups
