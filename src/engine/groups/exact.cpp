#include "engine/groups/exact.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <optional>

#include "engine/groups/exact_meetings.h"
#include "engine/groups/solve.h"

namespace kith::groups {
namespace {

using Mask = std::uint32_t;
constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::int64_t most_branches = 500'000;

class Search {
 public:
  Search(State& state, const Meetings& meetings)
      : state_(state), area_(state.area()), meetings_(meetings), n_(area_.units()) {
    order_people();
    fill_tables();
  }

  // The best partition that leaves `left` people over, in `groups` groups, if any costs less than `bound`.
  bool run(int left, int groups, std::int64_t bound) {
    best_ = bound;
    found_ = false;
    std::vector<int> sizes;
    for_each_split(n_ - left, groups, area_.problem().enrolment().most, sizes, left);
    return found_;
  }

  bool gave_up() const { return branches_ > most_branches; }

  const std::vector<Meetings::Choice>& choices() const { return best_choices_; }
  std::vector<std::vector<int>> members() const {
    std::vector<std::vector<int>> out(best_groups_.size());
    for (std::size_t g = 0; g < best_groups_.size(); ++g) {
      for (Mask m = best_groups_[g]; m; m &= m - 1) out[g].push_back(unit_[std::countr_zero(m)]);
    }
    return out;
  }

 private:
  // Who has the fewest possibilities first: the search is narrowest there.
  void order_people() {
    unit_.resize(n_);
    std::vector<std::size_t> chances(n_);
    for (int u = 0; u < n_; ++u) unit_[u] = u, chances[u] = meetings_.of(u).count();
    std::ranges::stable_sort(unit_, {}, [&](int u) { return chances[u]; });
    for (int p = 0; p < n_; ++p) meet_[p] = meetings_.of(unit_[p]);
  }

  void fill_tables() {
    for (int p = 0; p < n_; ++p) {
      std::vector<std::pair<std::int64_t, int>> near;
      for (int q = 0; q < n_; ++q) {
        if (p == q) continue;
        pair_[p][q] = area_.pair(unit_[p], unit_[q]);
        const bool may = (meet_[p] & meet_[q]).any() && !area_.apart(unit_[p], unit_[q]);
        if (may) friends_[p] |= Mask{1} << q, near.emplace_back(pair_[p][q], q);
      }
      std::ranges::sort(near);
      std::int64_t sum = 0;
      cheapest_[p].fill(none / n_ / 4);
      cheapest_[p][0] = 0;
      for (std::size_t k = 0; k < near.size(); ++k) {
        nearest_[p].push_back(near[k].second);
        cheapest_[p][k + 1] = sum += near[k].first;
      }
      least_travel_[p] = meetings_.least_travel(unit_[p]);
      attending_.push_back(area_.unit(unit_[p]).attending_milli);
    }
    std::ranges::sort(attending_);
  }

  void for_each_split(int people, int groups, int most, std::vector<int>& sizes, int left) {
    const int least = area_.problem().enrolment().least;
    if (groups == 0) {
      if (people == 0) begin(sizes, left);
      return;
    }
    for (int size = std::min(most, people - (groups - 1) * least); size >= least && size * groups >= people;
         --size) {
      sizes.push_back(size);
      for_each_split(people - size, groups - 1, size, sizes, left);
      sizes.pop_back();
    }
  }

  void begin(const std::vector<int>& sizes, int left) {
    sizes_ = sizes;
    fixed_bound_ = 0;
    for (const int size : sizes) fixed_bound_ += least_size_points(size) + meetings_.least_team();
    const Mask all = n_ == 32 ? ~Mask{0} : (Mask{1} << n_) - 1;
    chosen_.clear();
    partition(all, left, 0);
  }

  std::int64_t least_size_points(int size) const {
    int low = 0, high = 0;
    for (int i = 0; i < size; ++i) low += attending_[i], high += attending_[n_ - 1 - i];
    const Design& design = area_.problem().design();
    if (high < design.attending_low * 1000) return area_.problem().size_points(high);
    return low > design.attending_high * 1000 ? area_.problem().size_points(low) : 0;
  }

  // The least that the people of `rest` pay, in groups of at least `size`, when `left` of them may go.
  std::int64_t least_for(Mask rest, int size, int left) const {
    std::array<std::int64_t, exact_people> each{};
    int count = 0;
    for (Mask m = rest; m; m &= m - 1) {
      const int p = std::countr_zero(m);
      std::int64_t sum = least_travel_[p];
      int taken = 1;
      for (const int q : nearest_[p]) {
        if (taken == size) break;
        if (rest >> q & 1) sum += pair_[p][q], ++taken;
      }
      each[count++] = taken < size ? none / n_ / 4 : sum;
    }
    if (left > 0) {
      std::sort(each.begin(), each.begin() + count);
      count = std::max(0, count - left);
    }
    std::int64_t sum = 0;
    for (int i = 0; i < count; ++i) sum += each[i];
    return sum;
  }

  void partition(Mask rest, int left, std::int64_t paid) {
    if (gave_up()) return;
    if (sizes_.empty()) return finish(paid);
    const int smallest = *std::ranges::min_element(sizes_);
    if (paid + fixed_bound_ + least_for(rest, smallest, left) >= best_) return;
    const int first = std::countr_zero(rest);
    for (std::size_t s = 0; s < sizes_.size(); ++s) {
      const int size = sizes_[s];
      if (s > 0 && sizes_[s - 1] == size) continue;
      sizes_.erase(sizes_.begin() + static_cast<std::ptrdiff_t>(s));
      const std::int64_t bound = least_size_points(size) + meetings_.least_team();
      fixed_bound_ -= bound;
      Growing group{Mask{1} << first, meet_[first], 1, size, {}, 0};
      const Mask others = rest & ~(Mask{1} << first);
      // The bound for those outside is the sum of what each must pay at least, kept up to date by difference.
      const int outside_size = sizes_.empty() ? 0 : *std::ranges::min_element(sizes_);
      std::int64_t outside = 0;
      if (left == 0 && outside_size > 0) {
        for (Mask m = others; m; m &= m - 1) outside += outside_of(std::countr_zero(m), outside_size);
      }
      grow(group, others, others, left, paid + bound, outside, outside_size);
      fixed_bound_ += bound;
      sizes_.insert(sizes_.begin() + static_cast<std::ptrdiff_t>(s), size);
    }
    if (left > 0) partition(rest & ~(Mask{1} << first), left - 1, paid);
  }

  std::int64_t outside_of(int p, int size) const { return cheapest_[p][size - 1] + least_travel_[p]; }

  struct Growing {
    Mask members;
    MeetingSet meetings;
    int count;
    int size;
    std::array<std::int64_t, exact_people> own;  // what each member pays for the others so far
    std::int64_t pairs;
  };

  // `later` are those who may still come in, in their order; `others` everyone not placed outside the group.
  void grow(const Growing& group, Mask later, Mask others, int left, std::int64_t paid, std::int64_t outside,
            int outside_size) {
    if (++branches_ > most_branches) return;
    if (group.count == group.size) return complete(group, others, left, paid);
    std::int64_t inside = 0;
    const int missing = group.size - group.count;
    for (Mask m = group.members; m; m &= m - 1) {
      const int p = std::countr_zero(m);
      inside +=
          least_travel_[p] + std::max(cheapest_[p][group.size - 1], group.own[p] + cheapest_[p][missing]);
    }
    // Of those outside, the ones who still come in pay as much inside as they would at least outside when
    // groups were as small; take the cheapest for granted.
    if (left == 0) {
      const std::int64_t others_least =
          least_outside(later, others, outside, outside_size, missing, group.size);
      if (paid + fixed_bound_ + inside + others_least >= best_) return;
    }
    for (Mask m = later; m; m &= m - 1) {
      const int p = std::countr_zero(m);
      if (std::popcount(m) < missing) return;
      Growing next = group;
      next.meetings &= meet_[p];
      if (next.meetings.none() || !is_friend_of_all(p, group.members)) continue;
      add(next, p);
      const std::int64_t without = outside_size > 0 && left == 0 ? outside_of(p, outside_size) : 0;
      const Mask bit = Mask{1} << p;
      grow(next, m & ~bit, others & ~bit, left, paid, outside - without, outside_size);
    }
  }

  // Those not yet in the group: `missing` of them will pay at least what a member of this group must, the
  // others at least what a member of the groups to come must.
  std::int64_t least_outside(Mask later, Mask others, std::int64_t outside, int outside_size, int missing,
                             int size) const {
    if (others == 0) return 0;
    std::int64_t sum = outside_size > 0 ? outside : 0;
    std::array<std::int64_t, exact_people> gain{};
    int count = 0;
    for (Mask m = later; m; m &= m - 1) {
      const int p = std::countr_zero(m);
      gain[count++] = outside_of(p, size) - (outside_size > 0 ? outside_of(p, outside_size) : 0);
    }
    if (count < missing) return none;
    std::nth_element(gain.begin(), gain.begin() + missing, gain.begin() + count);
    for (int i = 0; i < missing; ++i) sum += gain[i];
    return sum;
  }

  bool is_friend_of_all(int p, Mask members) const { return (members & ~friends_[p]) == 0; }

  void add(Growing& group, int p) const {
    std::int64_t sum = 0;
    for (Mask m = group.members; m; m &= m - 1) {
      const int q = std::countr_zero(m);
      group.own[q] += pair_[p][q];
      sum += pair_[p][q];
    }
    group.own[p] = sum;
    group.pairs += 2 * sum;
    group.members |= Mask{1} << p;
    ++group.count;
  }

  // The group as it is: what it costs for certain, and the cheapest time, place and team it could have.
  void complete(const Growing& group, Mask others, int left, std::int64_t paid) {
    std::vector<PersonIndex> people;
    std::vector<int> units;
    int attending = 0;
    for (Mask m = group.members; m; m &= m - 1) {
      units.push_back(unit_[std::countr_zero(m)]);
      people.push_back(area_.unit(units.back()).people.front());
      attending += area_.unit(units.back()).attending_milli;
    }
    const auto alone = alone_points(units);
    if (!alone) return;
    const std::int64_t certain = group.pairs + area_.problem().size_points(attending) + *alone;
    const std::int64_t meeting = meetings_.least_for(group.meetings, units);
    const std::int64_t lower =
        paid - least_size_points(group.size) - meetings_.least_team() + certain + meeting;
    if (meeting >= none || lower + fixed_bound_ >= best_) return;
    chosen_.push_back({group.members, group.meetings, certain});
    partition(others, left, lower);
    chosen_.pop_back();
  }

  // Nothing when somebody who may not be alone of their kind is.
  std::optional<std::int64_t> alone_points(const std::vector<int>& units) const {
    std::int64_t sum = 0;
    for (const int u : units) {
      for (const std::uint16_t kind : area_.kinds_of(u)) {
        int count = 0;
        for (const int w : units) count += static_cast<int>(std::ranges::count(area_.kinds_of(w), kind));
        if (count > 1) continue;
        if (area_.never_alone(kind)) return std::nullopt;
        sum += area_.alone_points(kind);
      }
    }
    return sum;
  }

  void finish(std::int64_t lower) {
    if (lower >= best_) return;
    std::vector<Meetings::Group> groups;
    std::int64_t certain = 0;
    for (const Chosen& each : chosen_) {
      Meetings::Group group{each.meetings, {}};
      for (Mask m = each.members; m; m &= m - 1) group.units.push_back(unit_[std::countr_zero(m)]);
      groups.push_back(std::move(group));
      certain += each.certain;
    }
    const auto choices = meetings_.assign(groups, best_ - certain);
    if (!choices) return;
    best_ = certain + choices->cost;
    found_ = true;
    best_choices_ = choices->choices;
    best_groups_.clear();
    for (const Chosen& each : chosen_) best_groups_.push_back(each.members);
  }

  struct Chosen {
    Mask members;
    MeetingSet meetings;
    std::int64_t certain;
  };

  State& state_;
  const Area& area_;
  const Meetings& meetings_;
  int n_;
  std::vector<int> unit_;  // by place in the order
  std::array<MeetingSet, exact_people> meet_{};
  std::array<Mask, exact_people> friends_{};
  std::array<std::array<std::int64_t, exact_people>, exact_people> pair_{};
  std::array<std::array<std::int64_t, most_group_size + 1>, exact_people> cheapest_{};
  std::array<std::vector<int>, exact_people> nearest_;
  std::array<std::int64_t, exact_people> least_travel_{};
  std::vector<int> attending_;
  std::vector<int> sizes_;
  std::int64_t fixed_bound_ = 0;
  std::int64_t best_ = none;
  bool found_ = false;
  std::int64_t branches_ = 0;
  std::vector<Chosen> chosen_;
  std::vector<Mask> best_groups_;
  std::vector<Meetings::Choice> best_choices_;
};

struct Standing {
  int left = 0;
  int groups = 0;
  std::int64_t cost = 0;
};

Standing standing_of(const State& state) {
  Standing out;
  out.cost = state.cost();
  const std::int64_t broken = state.area().broken_points();
  for (int u = 0; u < state.area().units(); ++u) out.left += state.group_of(u) == nowhere;
  for (int g = 0; g < state.groups(); ++g) {
    out.groups += state.group(g).open();
    if (state.group(g).open()) continue;
    out.cost -= state.area().problem().size_points(0) + broken * state.area().problem().enrolment().least;
  }
  out.cost -= 4 * broken * out.left;
  return out;
}

bool can_be_exact(const Area& area) {
  if (!area.region().fixed.empty() || area.units() > exact_people) return false;
  for (int u = 0; u < area.units(); ++u) {
    if (area.people_of(u) != 1) return false;
  }
  return Meetings::can_hold(area);
}

void apply(State& state, const Meetings& meetings, const std::vector<Meetings::Choice>& choices,
           const std::vector<std::vector<int>>& members) {
  for (int u = 0; u < state.area().units(); ++u) state.move(u, nowhere);
  for (int g = 0; g < state.groups(); ++g) {
    if (state.group(g).open()) state.close(g);
  }
  for (std::size_t at = 0; at < choices.size(); ++at) {
    const int g = static_cast<int>(at);
    state.meet(g, meetings.venue(choices[at].meeting), meetings.slot(choices[at].meeting));
    state.set_team(g, meetings.team(choices[at]));
    for (const int u : members[at]) state.move(u, g);
  }
}

enum class Outcome { better, no_better, gave_up };

Outcome improve(State& state, const Meetings& meetings, int left, int groups, std::int64_t bound) {
  MeetingsFirst by_meeting(state.area(), meetings);
  const bool found = by_meeting.run(left, groups, bound);
  if (found) {
    apply(state, meetings, by_meeting.choices(), by_meeting.members());
    bound = by_meeting.cost();
  }
  if (!by_meeting.gave_up()) return found ? Outcome::better : Outcome::no_better;
  Search search(state, meetings);
  const bool better = search.run(left, groups, bound);
  if (search.gave_up()) return Outcome::gave_up;
  if (better) apply(state, meetings, search.choices(), search.members());
  return better || found ? Outcome::better : Outcome::no_better;
}

}  // namespace

bool improve_exactly(State& state) {
  if (!can_be_exact(state.area())) return false;
  const Meetings meetings(state.area());
  const Standing now = standing_of(state);
  const auto& sizes = state.area().problem().enrolment();
  for (int left = 0; left <= now.left; ++left) {
    const int fewest = left == now.left ? now.groups : 1;
    const int placed = state.area().units() - left;
    for (int groups = state.groups(); groups >= fewest; --groups) {
      if (placed < groups * sizes.least || placed > groups * sizes.most)
        continue;  // they cannot fill so many
      const bool same = left == now.left && groups == now.groups;
      const Outcome outcome = improve(state, meetings, left, groups, same ? now.cost : none);
      if (outcome == Outcome::gave_up) return false;
      if (outcome == Outcome::better || same) return true;
    }
  }
  return true;
}

}  // namespace kith::groups
