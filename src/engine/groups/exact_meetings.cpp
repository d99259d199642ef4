#include "engine/groups/exact_meetings.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>
#include <span>

#include "engine/groups/solve.h"

namespace kith::groups {
namespace {

constexpr std::size_t most_groups = 8;
constexpr std::int64_t never = std::numeric_limits<std::int64_t>::max() / 4;

}  // namespace

struct MeetingsFirst::Node {
  std::array<Mask, most_groups> members{};
  std::array<std::array<std::int64_t, most_groups>, exact_people> to_join{};  // pairs both ways, and travel
  std::int64_t paid = 0;
  int may_leave = 0;
};

MeetingsFirst::MeetingsFirst(const Area& area, const Meetings& meetings)
    : area_(area), meetings_(meetings), n_(area.units()) {
  mask_.resize(meetings.count());
  for (int u = 0; u < n_; ++u) {
    const MeetingSet set = meetings.of(u);
    for (std::size_t m = 0; m < mask_.size(); ++m) mask_[m] |= set[m] ? Mask{1} << u : 0;
  }
  cheapest_.resize(n_);
  for (int u = 0; u < n_; ++u) {
    std::vector<std::int64_t> pairs;
    for (int w = 0; w < n_; ++w) {
      if (w != u) pairs.push_back(area.pair(u, w));
    }
    std::ranges::sort(pairs);
    cheapest_[u].push_back(0);
    for (const std::int64_t each : pairs) cheapest_[u].push_back(cheapest_[u].back() + each);
  }
  for (const Mask each : mask_) largest_ = std::max(largest_, std::popcount(each));
}

bool MeetingsFirst::run(int left, int groups, std::int64_t bound) {
  // The teams are chosen before the members here, which is no proof when some must not lead some.
  if (groups > static_cast<int>(most_groups) || area_.has_never_led_by()) branches_ = most_branches + 1;
  reach_wanted_ = n_ - left;
  best_ = bound;
  found_ = false;
  if (gave_up()) return false;
  choose(0, 0, groups, left);
  return found_;
}

// Every choice of meetings, the same one twice included, that reaches enough people.
void MeetingsFirst::choose(std::size_t from, Mask reached, int groups, int left) {
  if (++branches_ > most_branches) return;
  if (std::popcount(reached) + groups * largest_ < reach_wanted_) return;
  if (groups == 0) return solve_for_chosen(reached, left);
  for (std::size_t m = from; m < mask_.size(); ++m) {
    if (std::popcount(mask_[m]) < area_.problem().enrolment().least) continue;
    chosen_.push_back(m);
    choose(m, reached | mask_[m], groups - 1, left);
    chosen_.pop_back();
  }
}

void MeetingsFirst::solve_for_chosen(Mask reached, int left) {
  std::vector<Meetings::Group> groups(chosen_.size());
  for (std::size_t g = 0; g < chosen_.size(); ++g) groups[g].meetings.set(chosen_[g]);
  Node node;
  node.may_leave = left - (n_ - std::popcount(reached));
  order_.clear();
  std::array<int, exact_people> open{};
  for (int u = 0; u < n_; ++u) {
    for (std::size_t g = 0; g < chosen_.size(); ++g) {
      open[u] += mask_[chosen_[g]] >> u & 1;
      node.to_join[u][g] = mask_[chosen_[g]] >> u & 1 ? area_.travel(u, meetings_.venue(chosen_[g])) : never;
    }
    if (open[u] > 0) order_.push_back(u);
  }
  std::ranges::stable_sort(order_, {}, [&](int u) { return open[u]; });
  std::int64_t teams = 0;
  for (const std::size_t m : chosen_) teams += meetings_.least_team_at(m);
  if (teams + least_rest(node, 0) >= best_) return;
  const auto assigned = meetings_.assign(groups, best_);
  if (!assigned) return;
  now_choices_ = assigned->choices;
  node.paid = assigned->cost;
  place(node, 0);
}

// What those not yet placed pay at least: for those who are, and for as many of one another as their group
// still lacks. The dearest may be left over.
std::int64_t MeetingsFirst::least_rest(const Node& node, std::size_t at) const {
  std::array<std::int64_t, exact_people> least{};
  std::array<int, most_groups> fellows{};
  for (std::size_t g = 0; g < chosen_.size(); ++g) {
    const int lacking = area_.problem().enrolment().least - std::popcount(node.members[g]) - 1;
    fellows[g] = std::clamp(lacking, 0, n_ - 1);
  }
  std::size_t count = 0;
  for (std::size_t i = at; i < order_.size(); ++i) {
    std::int64_t best = never;
    for (std::size_t g = 0; g < chosen_.size(); ++g) {
      const int person = order_[i];
      best = std::min(best, node.to_join[person][g] + cheapest_[person][fellows[g]]);
    }
    least[count++] = best;
  }
  if (node.may_leave > 0) {
    std::ranges::sort(std::span(least.data(), count));
    count -= std::min(count, static_cast<std::size_t>(node.may_leave));
  }
  std::int64_t sum = 0;
  for (std::size_t i = 0; i < count; ++i) sum += least[i];
  return sum;
}

bool MeetingsFirst::may_join(const Node& node, int person, std::size_t group) const {
  if (node.to_join[person][group] >= never) return false;
  const int most = area_.problem().enrolment().most;
  if (std::popcount(node.members[group]) >= most) return false;
  return std::ranges::none_of(area_.apart_from(person),
                              [&](int other) { return node.members[group] >> other & 1; });
}

void MeetingsFirst::place(Node& node, std::size_t at) {
  if (++branches_ > most_branches) return;
  if (node.paid + least_rest(node, at) >= best_) return;
  if (at == order_.size()) return finish(node);
  const int person = order_[at];
  std::array<std::pair<std::int64_t, std::size_t>, most_groups> ranked;
  std::size_t count = 0;
  for (std::size_t g = 0; g < chosen_.size(); ++g) {
    if (may_join(node, person, g)) ranked[count++] = {node.to_join[person][g], g};
  }
  std::ranges::sort(std::span(ranked.data(), count));
  for (std::size_t i = 0; i < count; ++i) {
    const auto [points, g] = ranked[i];
    node.members[g] |= Mask{1} << person;
    node.paid += points;
    for (std::size_t j = at + 1; j < order_.size(); ++j) {
      node.to_join[order_[j]][g] += 2 * std::int64_t{area_.pair(person, order_[j])};
    }
    place(node, at + 1);
    for (std::size_t j = at + 1; j < order_.size(); ++j) {
      node.to_join[order_[j]][g] -= 2 * std::int64_t{area_.pair(person, order_[j])};
    }
    node.paid -= points;
    node.members[g] &= ~(Mask{1} << person);
  }
  if (node.may_leave == 0) return;
  --node.may_leave;
  place(node, at + 1);
  ++node.may_leave;
}

// Size and loneliness of a whole group; `never` when it may not be.
std::int64_t MeetingsFirst::certain_of(Mask members) const {
  if (std::popcount(members) < area_.problem().enrolment().least) return never;
  int attending = 0;
  std::vector<int> counts(area_.kinds());
  for (Mask m = members; m; m &= m - 1) {
    attending += area_.unit(std::countr_zero(m)).attending_milli;
    for (const std::uint16_t kind : area_.kinds_of(std::countr_zero(m))) ++counts[kind];
  }
  std::int64_t sum = area_.problem().size_points(attending);
  for (int kind = 0; kind < area_.kinds(); ++kind) {
    if (counts[kind] != 1) continue;
    if (area_.never_alone(kind)) return never;
    sum += area_.alone_points(kind);
  }
  return sum;
}

void MeetingsFirst::finish(const Node& node) {
  if (node.may_leave > 0) return;
  std::int64_t cost = node.paid;
  for (std::size_t g = 0; g < chosen_.size() && cost < best_; ++g) cost += certain_of(node.members[g]);
  if (cost >= best_) return;
  best_ = cost;
  found_ = true;
  best_choices_ = now_choices_;
  best_members_.assign(chosen_.size(), {});
  for (std::size_t g = 0; g < chosen_.size(); ++g) {
    for (Mask m = node.members[g]; m; m &= m - 1) best_members_[g].push_back(std::countr_zero(m));
  }
}

}  // namespace kith::groups
