#include "engine/groups/test/checker.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace kith::groups::testing {
namespace {

// The great-circle way by the haversine formula (the engine uses the chord).
long metres(const Spot& a, const Spot& b) {
  const double to = std::acos(-1.0) / 180;
  const double up = std::sin((b.latitude - a.latitude) * to / 2);
  const double over = std::sin((b.longitude - a.longitude) * to / 2);
  const double h = up * up + std::cos(a.latitude * to) * std::cos(b.latitude * to) * over * over;
  return std::lround(2 * 6371008.8 * std::asin(std::sqrt(h)));
}

class Checker {
 public:
  Checker(const Input& input, const Plan& plan) : in_(input), plan_(plan) {
    double sum = 0;
    for (const Person& each : in_.people) sum += each.attendance_milli;
    mean_ = in_.people.empty() ? 0.82 : std::floor(sum / static_cast<double>(in_.people.size())) / 1000;
    least_ = static_cast<int>(std::ceil(in_.design.floor / mean_ - 1e-9));
    most_ = in_.design.cap;
    while (chance_of_crowd(most_ + 1) <= 0.01) ++most_;
    double nearest = 1e9;
    for (int n = least_; n <= most_; ++n) {
      const double off = std::abs(n * mean_ - (in_.design.attending_low + in_.design.attending_high) / 2.0);
      if (off < nearest - 1e-9) nearest = off, wished_ = n;
    }
  }

  std::vector<std::string> run() {
    check_everybody_once();
    for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
      where_ = "group " + std::to_string(g) + ": ";
      check_group(plan_.groups[g]);
    }
    where_.clear();
    check_facilitators();
    check_pins();
    std::int64_t sum = 0;
    for (const GroupPlan& each : plan_.groups) sum += each.cost;
    if (sum != plan_.cost) wrong("the cost is not the sum of the groups'");
    return wrong_;
  }

 private:
  void wrong(const std::string& what) { wrong_.push_back(where_ + what); }

  double chance_of_crowd(int n) const {
    double sum = 0;
    for (int k = in_.design.cap + 1; k <= n; ++k) {
      double ways = 1;
      for (int i = 0; i < k; ++i) ways = ways * (n - i) / (i + 1);
      sum += ways * std::pow(mean_, k) * std::pow(1 - mean_, n - k);
    }
    return sum;
  }

  void check_everybody_once() {
    std::map<PersonIndex, int> seen;
    for (const GroupPlan& group : plan_.groups) {
      for (const PersonIndex i : group.members) ++seen[i];
    }
    for (const LeftOver& each : plan_.left_over) ++seen[each.person];
    for (PersonIndex i = 0; i < in_.people.size(); ++i) {
      if (seen[i] != 1) wrong(in_.people[i].id + " is there " + std::to_string(seen[i]) + " times");
    }
  }

  const FixedGroup* fixed(const GroupPlan& group) const {
    for (const FixedGroup& each : in_.pins.groups) {
      if (!group.id.empty() && each.id == group.id) return &each;
    }
    return nullptr;
  }

  void check_group(const GroupPlan& group) {
    const FixedGroup* standing = fixed(group);
    const int size = static_cast<int>(group.members.size());
    if (!standing && size < least_) wrong("too small");
    if (size > most_) wrong("too large");
    for (const PersonIndex i : group.members) {
      if (standing && std::set(standing->members.begin(), standing->members.end()).contains(i)) continue;
      if (!in_.people[i].free[group.slot]) wrong(in_.people[i].id + " is not free");
      if (!reaches(in_.people[i].spot, in_.people[i].travel_km, group.venue))
        wrong(in_.people[i].id + " is too far");
    }
    for (const auto& [a, b] : in_.pins.apart) {
      const std::set<PersonIndex> members(group.members.begin(), group.members.end());
      if (members.contains(a) && members.contains(b)) wrong("two who are kept apart");
    }
    for (const auto& [person, facilitator] : in_.pins.never_led_by) {
      const std::set<PersonIndex> members(group.members.begin(), group.members.end());
      const std::set<FacilitatorIndex> team(group.facilitators.begin(), group.facilitators.end());
      if (members.contains(person) && team.contains(facilitator))
        wrong(in_.people[person].id + " is led by " + in_.facilitators[facilitator].id);
    }
    if (!standing) check_alone(group);
    check_team(group, standing);
    check_cost(group);
  }

  bool reaches(const std::optional<Spot>& from, double most_km, VenueIndex venue) const {
    if (!in_.venues[venue].spot) return true;
    return from && static_cast<double>(metres(*from, *in_.venues[venue].spot)) <= most_km * 1000 + 1;
  }

  std::map<std::string, int> kinds(const GroupPlan& group, std::size_t attribute) const {
    std::map<std::string, int> out;
    for (const PersonIndex i : group.members) {
      const auto& words = in_.people[i].answers[attribute].words;
      if (!words.empty()) ++out[words.front()];
    }
    return out;
  }

  void check_alone(const GroupPlan& group) {
    for (std::size_t a = 0; a < in_.attributes.size(); ++a) {
      if (in_.attributes[a].alone != Alone::never) continue;
      for (const auto& [kind, count] : kinds(group, a)) {
        if (count == 1) wrong("the only " + kind);
      }
    }
  }

  void check_team(const GroupPlan& group, const FixedGroup* standing) {
    const int size = static_cast<int>(group.facilitators.size());
    if (!standing && (size < in_.design.team.least || size > in_.design.team.most))
      wrong("a team of the wrong size");
    for (const FacilitatorIndex f : group.facilitators) {
      if (!in_.facilitators[f].free[group.slot]) wrong(in_.facilitators[f].id + " is not free");
      if (!reaches(in_.facilitators[f].spot, in_.facilitators[f].travel_km, group.venue))
        wrong(in_.facilitators[f].id + " is too far");
    }
  }

  void check_facilitators() {
    std::map<FacilitatorIndex, std::vector<SlotIndex>> led;
    for (const GroupPlan& group : plan_.groups) {
      for (const FacilitatorIndex f : group.facilitators) led[f].push_back(group.slot);
    }
    for (const auto& [f, slots] : led) {
      if (static_cast<int>(slots.size()) > in_.facilitators[f].groups_most)
        wrong(in_.facilitators[f].id + " leads too many");
      for (std::size_t a = 0; a < slots.size(); ++a) {
        for (std::size_t b = 0; b < a; ++b) {
          const auto& x = in_.slots[slots[a]];
          const auto& y = in_.slots[slots[b]];
          if (x.day == y.day && x.from_minute < y.to_minute && y.from_minute < x.to_minute)
            wrong(in_.facilitators[f].id + " leads two at once");
        }
      }
    }
  }

  void check_pins() {
    std::map<PersonIndex, int> home;
    for (std::size_t g = 0; g < plan_.groups.size(); ++g) {
      for (const PersonIndex i : plan_.groups[g].members) home[i] = static_cast<int>(g) + 1;
    }
    for (const auto& together : in_.pins.together) {
      for (const PersonIndex i : together) {
        if (home[i] != home[together.front()]) wrong("two who stay together are not");
      }
    }
    for (const FixedGroup& each : in_.pins.groups) {
      for (const PersonIndex i : each.members) {
        if (home[i] == 0 || plan_.groups[home[i] - 1].id != each.id) wrong("a pinned member is elsewhere");
      }
    }
  }

  // 0 for the same, 100 for wholly different.
  int difference(std::size_t a, PersonIndex i, PersonIndex j) const {
    const Answer &x = in_.people[i].answers[a], &y = in_.people[j].answers[a];
    const std::set<std::string> mine(x.words.begin(), x.words.end()), theirs(y.words.begin(), y.words.end());
    if (in_.attributes[a].kind == AnswerKind::number) {
      if (!x.number || !y.number) return 50;
      const auto off = std::abs(*x.number - *y.number);
      return off >= in_.attributes[a].scale ? 100 : static_cast<int>(100 * off / in_.attributes[a].scale);
    }
    if (mine.empty() || theirs.empty()) return 50;
    if (in_.attributes[a].kind == AnswerKind::word) return x.words.front() == y.words.front() ? 0 : 100;
    int shared = 0;
    for (const std::string& word : mine) shared += theirs.contains(word);
    return 100 - 100 * shared / static_cast<int>(std::min(mine.size(), theirs.size()));
  }

  void check_cost(const GroupPlan& group) {
    std::int64_t parts = 0;
    for (const CostPart& each : group.parts) parts += each.points;
    if (parts != group.cost) wrong("the parts do not add up");
    std::int64_t sum = 0;
    const std::int64_t fellows = wished_ - 1;
    int attending = 0;
    for (const PersonIndex i : group.members) {
      attending += in_.people[i].attendance_milli;
      sum += travel(in_.people[i].spot, in_.people[i].travel_km, group.venue) * fellows;
      for (const PersonIndex j : group.members) sum += i == j ? 0 : pair(i, j);
    }
    for (std::size_t a = 0; a < in_.attributes.size(); ++a) {
      if (in_.attributes[a].alone != Alone::costs) continue;
      for (const auto& [kind, count] : kinds(group, a)) {
        if (count == 1) sum += 100 * in_.attributes[a].alone_weight * fellows;
      }
    }
    const int off = std::max(
        {0, in_.design.attending_low * 1000 - attending, attending - in_.design.attending_high * 1000});
    sum += std::int64_t{off} * in_.design.size_weight * 100 * fellows / 1000;
    sum += team_cost(group) * fellows;
    if (sum != group.cost) wrong("costs " + std::to_string(sum) + ", not " + std::to_string(group.cost));
  }

  std::int64_t pair(PersonIndex i, PersonIndex j) const {
    std::int64_t sum = 0;
    for (std::size_t a = 0; a < in_.attributes.size(); ++a) {
      if (in_.attributes[a].aim == Aim::none) continue;
      const int off = difference(a, i, j);
      sum += in_.attributes[a].weight * (in_.attributes[a].aim == Aim::similar ? off : 100 - off);
    }
    return sum;
  }

  std::int64_t travel(const std::optional<Spot>& from, double most_km, VenueIndex venue) const {
    if (!in_.venues[venue].spot || !from) return 0;
    const long way = metres(*from, *in_.venues[venue].spot);
    if (static_cast<double>(way) > most_km * 1000) return 0;
    return way * 100 / static_cast<long>(in_.design.travel_unit_km * 1000) * in_.design.travel_weight;
  }

  std::int64_t team_cost(const GroupPlan& group) const {
    if (group.facilitators.empty()) return 0;
    const Team& team = in_.design.team;
    std::set<std::string> skills;
    std::int64_t sum = 0;
    for (const FacilitatorIndex f : group.facilitators) {
      const Facilitator& who = in_.facilitators[f];
      skills.insert(who.skills.begin(), who.skills.end());
      sum += travel(who.spot, who.travel_km, group.venue);
      for (const FacilitatorIndex other : group.facilitators) {
        if (other >= f) continue;
        const auto& a = who.trained_day;
        const auto& b = in_.facilitators[other].trained_day;
        if (!a || !b || std::abs(*a - *b) > team.together_days) sum += 100 * team.together_weight;
      }
    }
    for (const std::string& each : team.skills) sum += skills.contains(each) ? 0 : 100 * team.skill_weight;
    const int extra = static_cast<int>(group.facilitators.size()) - team.least;
    return sum + std::max(0, extra) * 100 * team.seat_weight;
  }

  const Input& in_;
  const Plan& plan_;
  double mean_ = 0;
  int least_ = 0, most_ = 0, wished_ = 0;
  std::string where_;
  std::vector<std::string> wrong_;
};

}  // namespace

std::vector<std::string> violations(const Input& input, const Plan& plan) {
  return Checker(input, plan).run();
}

}  // namespace kith::groups::testing
