#include "engine/groups/exact_partitions.h"

#include <algorithm>
#include <bit>

namespace kith::groups {
namespace {

constexpr std::int64_t most_branches = 500'000;

}  // namespace

Partitions::Partitions(State& state, const Meetings& meetings)
    : state_(state), area_(state.area()), meetings_(meetings), n_(area_.units()) {
  order_people();
  fill_tables();
}

bool Partitions::run(int left, int groups, std::int64_t bound) {
  best_ = bound;
  found_ = false;
  std::vector<int> sizes;
  for_each_split(n_ - left, groups, area_.problem().enrolment().most, sizes, left);
  return found_;
}

bool Partitions::gave_up() const { return branches_ > most_branches; }

std::vector<std::vector<int>> Partitions::members() const {
  std::vector<std::vector<int>> out(best_groups_.size());
  for (std::size_t g = 0; g < best_groups_.size(); ++g) {
    for (Mask m = best_groups_[g]; m; m &= m - 1) out[g].push_back(unit_[std::countr_zero(m)]);
  }
  return out;
}

void Partitions::order_people() {
  unit_.resize(n_);
  std::vector<std::size_t> chances(n_);
  for (int u = 0; u < n_; ++u) unit_[u] = u, chances[u] = meetings_.of(u).count();
  std::ranges::stable_sort(unit_, {}, [&](int u) { return chances[u]; });
  for (int p = 0; p < n_; ++p) meet_[p] = meetings_.of(unit_[p]);
}

void Partitions::fill_tables() {
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
    cheapest_[p].fill(no_plan / n_ / 4);
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

void Partitions::for_each_split(int people, int groups, int most, std::vector<int>& sizes, int left) {
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

void Partitions::begin(const std::vector<int>& sizes, int left) {
  sizes_ = sizes;
  fixed_bound_ = 0;
  for (const int size : sizes) fixed_bound_ += least_size_points(size) + meetings_.least_team();
  const Mask all = n_ == 32 ? ~Mask{0} : (Mask{1} << n_) - 1;
  chosen_.clear();
  partition(all, left, 0);
}

std::int64_t Partitions::least_size_points(int size) const {
  int low = 0, high = 0;
  for (int i = 0; i < size; ++i) low += attending_[i], high += attending_[n_ - 1 - i];
  const Design& design = area_.problem().design();
  if (high < design.attending_low * 1000) return area_.problem().size_points(high);
  return low > design.attending_high * 1000 ? area_.problem().size_points(low) : 0;
}

std::int64_t Partitions::least_for(Mask rest, int size, int left) const {
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
    each[count++] = taken < size ? no_plan / n_ / 4 : sum;
  }
  if (left > 0) {
    std::sort(each.begin(), each.begin() + count);
    count = std::max(0, count - left);
  }
  std::int64_t sum = 0;
  for (int i = 0; i < count; ++i) sum += each[i];
  return sum;
}

void Partitions::partition(Mask rest, int left, std::int64_t paid) {
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

void Partitions::grow(const Growing& group, Mask later, Mask others, int left, std::int64_t paid,
                      std::int64_t outside, int outside_size) {
  if (++branches_ > most_branches) return;
  if (group.count == group.size) return complete(group, others, left, paid);
  std::int64_t inside = 0;
  const int missing = group.size - group.count;
  for (Mask m = group.members; m; m &= m - 1) {
    const int p = std::countr_zero(m);
    inside += least_travel_[p] + std::max(cheapest_[p][group.size - 1], group.own[p] + cheapest_[p][missing]);
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

std::int64_t Partitions::least_outside(Mask later, Mask others, std::int64_t outside, int outside_size,
                                       int missing, int size) const {
  if (others == 0) return 0;
  std::int64_t sum = outside_size > 0 ? outside : 0;
  std::array<std::int64_t, exact_people> gain{};
  int count = 0;
  for (Mask m = later; m; m &= m - 1) {
    const int p = std::countr_zero(m);
    gain[count++] = outside_of(p, size) - (outside_size > 0 ? outside_of(p, outside_size) : 0);
  }
  if (count < missing) return no_plan;
  std::nth_element(gain.begin(), gain.begin() + missing, gain.begin() + count);
  for (int i = 0; i < missing; ++i) sum += gain[i];
  return sum;
}

void Partitions::add(Growing& group, int p) const {
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

void Partitions::complete(const Growing& group, Mask others, int left, std::int64_t paid) {
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
  if (meeting >= no_plan || lower + fixed_bound_ >= best_) return;
  chosen_.push_back({group.members, group.meetings, certain});
  partition(others, left, lower);
  chosen_.pop_back();
}

std::optional<std::int64_t> Partitions::alone_points(const std::vector<int>& units) const {
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

void Partitions::finish(std::int64_t lower) {
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

}  // namespace kith::groups
