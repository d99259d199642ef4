#include "engine/groups/fit.h"

#include <algorithm>
#include <map>

namespace kith::groups {
namespace {

// The members of each kind of one attribute.
std::map<int, int> counts_of(const Problem& problem, std::size_t attribute,
                             const std::vector<PersonIndex>& members) {
  std::map<int, int> out;
  for (const PersonIndex i : members) {
    if (problem.kind_of(attribute, i) >= 0) ++out[problem.kind_of(attribute, i)];
  }
  return out;
}

int alone_in(const std::map<int, int>& counts) {
  return static_cast<int>(std::ranges::count(counts, 1, &std::pair<const int, int>::second));
}

int attending(const Problem& problem, const std::vector<PersonIndex>& members) {
  int sum = 0;
  for (const PersonIndex i : members) sum += problem.input().people[i].attendance_milli;
  return sum;
}

}  // namespace

bool somebody_is_alone(const Problem& problem, const std::vector<PersonIndex>& members) {
  const auto& attributes = problem.input().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].alone == Alone::never && alone_in(counts_of(problem, a, members)) > 0) return true;
  }
  return false;
}

bool kept_from_team(const Problem& problem, const std::vector<FacilitatorIndex>& team, PersonIndex person) {
  return std::ranges::any_of(team, [&](FacilitatorIndex f) { return problem.never_led_by(person, f); });
}

Obstacles obstacles_to_join(const Problem& problem, const std::vector<PersonIndex>& members, VenueIndex venue,
                            SlotIndex slot, PersonIndex person) {
  Obstacles out;
  out.not_free = !problem.input().people[person].free[slot];
  out.out_of_reach = problem.travel_points(person, venue) == out_of_reach;
  out.full = static_cast<int>(members.size()) >= problem.enrolment().most;
  out.kept_apart = std::ranges::any_of(members, [&](PersonIndex i) { return problem.apart(i, person); });
  std::vector<PersonIndex> with = members;
  with.push_back(person);
  out.alone = somebody_is_alone(problem, with);
  return out;
}

std::int64_t points_to_join(const Problem& problem, const std::vector<PersonIndex>& members, VenueIndex venue,
                            PersonIndex person) {
  std::int64_t sum = std::max<std::int64_t>(0, problem.travel_points(person, venue));
  for (const PersonIndex i : members) sum += 2 * problem.pair_points(i, person);
  std::vector<PersonIndex> with = members;
  with.push_back(person);
  const auto& attributes = problem.input().attributes;
  for (std::size_t a = 0; a < attributes.size(); ++a) {
    if (attributes[a].alone != Alone::costs) continue;
    const int more = alone_in(counts_of(problem, a, with)) - alone_in(counts_of(problem, a, members));
    sum += more * problem.alone_points(a);
  }
  return sum + problem.size_points(attending(problem, with)) -
         problem.size_points(attending(problem, members));
}

}  // namespace kith::groups
