#include "engine/groups/divide.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

namespace kith::groups {
namespace {

// A rectangle of the map and who lives there.
struct Cell {
  std::vector<PersonIndex> people;
  std::vector<FacilitatorIndex> facilitators;
};

class Division {
 public:
  explicit Division(const Problem& problem) : problem_(problem), leader_(problem.input().people.size()) {
    std::iota(leader_.begin(), leader_.end(), 0);
    for (const auto& together : problem.input().pins.together) join(together);
    for (const FixedGroup& group : problem.input().pins.groups) join(group.members);
    for (PersonIndex i = 0; i < leader_.size(); ++i) leader_[i] = root(i);
  }

  std::vector<Region> run() {
    Cell placed, unplaced;
    const Input& input = problem_.input();
    for (PersonIndex i = 0; i < input.people.size(); ++i) {
      (spot_of(i) ? placed : unplaced).people.push_back(i);
    }
    for (FacilitatorIndex f = 0; f < input.facilitators.size(); ++f) {
      (input.facilitators[f].spot ? placed : unplaced).facilitators.push_back(f);
    }
    if (input.people.size() <= most_in_area) {
      placed.people.resize(input.people.size());
      std::iota(placed.people.begin(), placed.people.end(), 0);
      placed.facilitators.resize(input.facilitators.size());
      std::iota(placed.facilitators.begin(), placed.facilitators.end(), 0);
      finish(std::move(placed));
    } else {
      split(std::move(placed));
      chop(std::move(unplaced));
    }
    share_venues();
    share_groups();
    return std::move(regions_);
  }

 private:
  PersonIndex root(PersonIndex i) const {
    while (leader_[i] != i) i = leader_[i];
    return i;
  }
  void join(const std::vector<PersonIndex>& people) {
    for (const PersonIndex i : people) {
      const PersonIndex a = root(i), b = root(people.front());
      leader_[std::max(a, b)] = std::min(a, b);
    }
  }

  // Those who belong together are looked at where the first of them lives.
  const std::optional<Spot>& spot_of(PersonIndex i) const { return problem_.input().people[leader_[i]].spot; }

  void split(Cell cell) {
    if (cell.people.size() <= most_in_area) return finish(std::move(cell));
    double south = 90, north = -90, west = 180, east = -180;
    for (const PersonIndex i : cell.people) {
      south = std::min(south, spot_of(i)->latitude), north = std::max(north, spot_of(i)->latitude);
      west = std::min(west, spot_of(i)->longitude), east = std::max(east, spot_of(i)->longitude);
    }
    const double stretch = std::cos((south + north) / 2 * 3.141592653589793 / 180);
    const bool by_latitude = north - south >= (east - west) * stretch;
    const auto side = [&](const Spot& spot) { return by_latitude ? spot.latitude : spot.longitude; };
    std::ranges::sort(cell.people, {},
                      [&](PersonIndex i) { return std::tuple(side(*spot_of(i)), leader_[i], i); });
    auto middle = cell.people.begin() + static_cast<std::ptrdiff_t>(cell.people.size() / 2);
    while (middle != cell.people.end() && leader_[*middle] == leader_[*(middle - 1)]) ++middle;
    if (middle == cell.people.end()) return finish(std::move(cell));
    const double border = side(*spot_of(*middle));
    Cell low, high;
    low.people.assign(cell.people.begin(), middle);
    high.people.assign(middle, cell.people.end());
    for (const FacilitatorIndex f : cell.facilitators) {
      (side(*problem_.input().facilitators[f].spot) < border ? low : high).facilitators.push_back(f);
    }
    split(std::move(low));
    split(std::move(high));
  }

  void chop(Cell cell) {
    if (cell.people.empty()) return;
    std::ranges::sort(cell.people, {}, [&](PersonIndex i) { return std::pair(leader_[i], i); });
    const std::size_t parts = (cell.people.size() + most_in_area - 1) / most_in_area;
    std::vector<Cell> cells(parts);
    for (std::size_t at = 0; at < cell.people.size(); ++at) {
      cells[leader_[cell.people[at]] % parts].people.push_back(cell.people[at]);
    }
    for (std::size_t f = 0; f < cell.facilitators.size(); ++f) {
      cells[f % parts].facilitators.push_back(cell.facilitators[f]);
    }
    for (Cell& each : cells) {
      if (!each.people.empty()) finish(std::move(each));
    }
  }

  void finish(Cell cell) {
    std::ranges::sort(cell.people);
    Region region;
    region.people = std::move(cell.people);
    region.facilitators = std::move(cell.facilitators);
    regions_.push_back(std::move(region));
  }

  void share_venues() {
    for (Region& region : regions_) {
      for (VenueIndex v = 0; v < problem_.input().venues.size(); ++v) {
        if (reachable_from(region, v)) region.venues.push_back(v);
      }
      if (region.venues.empty()) region.venues.push_back(0);
    }
  }

  bool reachable_from(const Region& region, VenueIndex v) const {
    return std::ranges::any_of(region.people,
                               [&](PersonIndex i) { return problem_.travel_points(i, v) != out_of_reach; });
  }

  void share_groups() {
    std::vector<std::size_t> region_of(problem_.input().people.size());
    std::size_t largest = 0;
    for (std::size_t r = 0; r < regions_.size(); ++r) {
      for (const PersonIndex i : regions_[r].people) region_of[i] = r;
      if (regions_[r].people.size() > regions_[largest].people.size()) largest = r;
    }
    const auto& fixed = problem_.input().pins.groups;
    for (std::size_t g = 0; g < fixed.size(); ++g) {
      const std::size_t r =
          fixed[g].members.empty() ? home_of(fixed[g], largest) : region_of[fixed[g].members[0]];
      regions_[r].fixed.push_back(g);
      if (fixed[g].venue) add_once(regions_[r].venues, *fixed[g].venue);
      for (const FacilitatorIndex f : fixed[g].facilitators) take_facilitator(r, f);
    }
    // Largest shares first would favour none: the running total is rounded instead.
    std::size_t before = 0;
    const std::size_t all = problem_.input().people.size();
    const auto wanted = static_cast<std::size_t>(problem_.groups_wanted());
    for (Region& region : regions_) {
      const std::size_t after = before + region.people.size();
      const auto upto = [&](std::size_t people) {
        return (people * wanted + all / 2) / std::max<std::size_t>(1, all);
      };
      region.groups = static_cast<int>(upto(after) - upto(before));
      region.groups = std::max(region.groups, static_cast<int>(region.fixed.size()));
      before = after;
    }
  }

  std::size_t home_of(const FixedGroup& group, std::size_t otherwise) const {
    for (std::size_t r = 0; group.venue && r < regions_.size(); ++r) {
      if (std::ranges::find(regions_[r].venues, *group.venue) != regions_[r].venues.end()) return r;
    }
    return otherwise;
  }

  static void add_once(std::vector<std::uint32_t>& list, std::uint32_t what) {
    if (std::ranges::find(list, what) == list.end()) list.push_back(what);
  }

  void take_facilitator(std::size_t r, FacilitatorIndex f) {
    for (Region& each : regions_) std::erase(each.facilitators, f);
    regions_[r].facilitators.push_back(f);
  }

  const Problem& problem_;
  std::vector<PersonIndex> leader_;
  std::vector<Region> regions_;
};

}  // namespace

std::vector<Region> divide(const Problem& problem) {
  if (problem.input().people.empty()) return {};
  return Division(problem).run();
}

}  // namespace kith::groups
