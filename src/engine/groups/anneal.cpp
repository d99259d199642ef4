#include "engine/groups/anneal.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <optional>

#include "engine/groups/teams.h"

namespace kith::groups {
namespace {

constexpr std::uint64_t steps_per_rebuilding = 10;
constexpr std::uint64_t steps_per_cooling = 256;
// The temperature runs from about what an ordinary step costs down to where only gains are taken.
constexpr double start_of_typical = 0.8;
constexpr double end_of_start = 0.05;

// Minus the logarithm of a chance, ready made: what a step may cost at temperature 1.
const std::array<double, 4096>& allowances() {
  static const auto table = [] {
    std::array<double, 4096> out{};
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = -std::log((static_cast<double>(i) + 0.5) / static_cast<double>(out.size()));
    }
    return out;
  }();
  return table;
}

class Annealing {
 public:
  Annealing(State& state, Chance& chance) : state_(state), area_(state.area()), chance_(chance) {
    for (int u = 0; u < area_.units(); ++u) {
      if (area_.unit(u).pinned == nowhere) movable_.push_back(u);
    }
  }

  void run(std::uint64_t steps) {
    if (movable_.empty() || state_.groups() == 0 || steps == 0) return;
    best_ = state_.snapshot();
    const double start = typical_change() * start_of_typical;
    const double rounds = std::max(1.0, static_cast<double>(steps) / steps_per_cooling);
    const double cooling = std::pow(end_of_start, 1 / rounds);
    temperature_ = start;
    for (std::uint64_t step = 0; step < steps; ++step) {
      if (step % steps_per_cooling == 0) {
        temperature_ *= cooling;
        keep_best();
      }
      if (step % steps_per_rebuilding == steps_per_rebuilding - 1) {
        rebuild();
      } else {
        small_step();
      }
    }
    keep_best();
    if (best_.cost < state_.cost()) state_.restore(best_);
  }

 private:
  void keep_best() {
    if (state_.cost() < best_.cost) best_ = state_.snapshot();
  }

  bool allowed(std::int64_t by) {
    if (by <= 0) return true;
    return static_cast<double>(by) < temperature_ * allowances()[chance_.next() >> 52];
  }

  // The mean size of the changes that steps without a broken rule bring.
  double typical_change() {
    double sum = 1;
    int count = 1;
    for (int i = 0; i < 2000; ++i) {
      const int u = any_unit();
      const auto options = state_.options(u);
      if (options.empty() || state_.group_of(u) == nowhere) continue;
      const int h = options[chance_.below(static_cast<std::uint32_t>(options.size()))];
      if (h == state_.group_of(u)) continue;
      const int w = somebody_for(h, state_.group_of(u));
      if (w == nowhere) continue;
      const auto by = std::abs(state_.change(h, w, u) + state_.change(state_.group_of(u), u, w));
      if (by < area_.broken_points()) sum += static_cast<double>(by), ++count;
    }
    return sum / count;
  }

  int any_unit() { return movable_[chance_.below(static_cast<std::uint32_t>(movable_.size()))]; }

  // Somebody of h who could be in g and is not pinned, from a chance place on.
  int somebody_for(int h, int g) {
    const auto members = state_.group(h).members();
    if (members.empty()) return nowhere;
    std::size_t at = chance_.below(static_cast<std::uint32_t>(members.size()));
    for (std::size_t i = 0; i < members.size(); ++i, ++at) {
      const int w = members[at < members.size() ? at : at - members.size()];
      if (area_.unit(w).pinned == nowhere && (g == nowhere || state_.fits(w, g))) return w;
    }
    return nowhere;
  }

  void small_step() {
    const int u = any_unit();
    const auto options = state_.options(u);
    if (options.empty()) return;
    const int h = options[chance_.below(static_cast<std::uint32_t>(options.size()))];
    const int g = state_.group_of(u);
    if (h == g) return;
    const std::uint32_t way = chance_.below(8);
    if (way < 2) {
      join(u, g, h);
    } else if (way < 6 && g != nowhere) {
      trade(u, g, h);
    } else {
      push_on(u, g, h);
    }
  }

  void join(int u, int g, int h) {
    if (!state_.has_room(h, u) || state_.would_clash(h, u)) return;
    const std::int64_t by = state_.change(h, nowhere, u) + state_.change(g, u, nowhere);
    if (allowed(by)) state_.move(u, h, by);
  }

  void trade(int u, int g, int h) {
    const int w = somebody_for(h, g);
    if (w == nowhere || !state_.has_room(h, u, w) || !state_.has_room(g, w, u)) return;
    if (state_.would_clash(h, u, w) || state_.would_clash(g, w, u)) return;
    const std::int64_t by = state_.change(h, w, u) + state_.change(g, u, w);
    if (!allowed(by)) return;
    state_.move(w, nowhere, 0);
    state_.move(u, h, 0);
    state_.move(w, g, by);
  }

  // u takes the place of w in h, and w goes on to a third group, or nowhere.
  void push_on(int u, int g, int h) {
    const int w = somebody_for(h, nowhere);
    if (w == nowhere || !state_.has_room(h, u, w) || state_.would_clash(h, u, w)) return;
    const auto options = state_.options(w);
    int k = nowhere;
    if (!options.empty()) k = options[chance_.below(static_cast<std::uint32_t>(options.size()))];
    if (k == h || k == g) return;
    if (k != nowhere && (!state_.has_room(k, w) || state_.would_clash(k, w))) return;
    const std::int64_t by =
        state_.change(h, w, u) + state_.change(g, u, nowhere) + state_.change(k, nowhere, w);
    if (!allowed(by)) return;
    state_.move(w, k, 0);
    state_.move(u, h, by);
  }

  // What a rebuilding changed, to take it back.
  struct Undo {
    std::vector<std::pair<int, int>> moves;  // who, from where
    int venue = nowhere;
    int slot = nowhere;
    std::vector<int> team;
    std::int64_t cost = 0;
  };

  void rebuild() {
    const int g = static_cast<int>(chance_.below(static_cast<std::uint32_t>(state_.groups())));
    const auto& group = state_.group(g);
    if (group.fixed_venue && group.fixed_slot) return;
    const auto meeting = another_meeting(g);
    if (!meeting || pinned_cannot(g, *meeting)) return;
    Undo undo{{}, group.venue, group.slot, group.team, state_.cost()};
    if (area_.problem().needs_team()) {
      auto team = kept_team(g, *meeting);
      if (team.empty()) team = team_for(state_, g, meeting->first, meeting->second);
      if (team.empty()) return;
      state_.set_team(g, {});
      state_.meet(g, meeting->first, meeting->second);
      state_.set_team(g, std::move(team));
    } else {
      state_.meet(g, meeting->first, meeting->second);
    }
    send_away(g, undo);
    take_in(g, undo);
    if (!allowed(state_.cost() - undo.cost)) take_back(g, undo);
  }

  // A time and place that a chance unit, perhaps of the group, can come to.
  std::optional<std::pair<int, int>> another_meeting(int g) {
    const auto& group = state_.group(g);
    const bool own = group.unit_count > 0 && chance_.below(2) == 0;
    const int u = own ? group.units[chance_.below(static_cast<std::uint32_t>(group.unit_count))] : any_unit();
    const std::uint64_t bit = std::uint64_t{1} << (u % 64);
    // Meeting elsewhere at the same time, or there at another, keeps more of the members.
    const std::uint32_t way = group.open() ? chance_.below(4) : 3;
    const bool stay = group.fixed_venue || way == 0, same_time = group.fixed_slot || way == 1;
    for (int i = 0; i < 16; ++i) {
      const int v = stay ? group.venue : static_cast<int>(chance_.below(area_.venues()));
      const int s = same_time ? group.slot : static_cast<int>(chance_.below(area_.slots()));
      if (v == group.venue && s == group.slot) continue;
      if (area_.free_at(s)[u / 64] & area_.in_reach(v)[u / 64] & bit) return std::pair(v, s);
    }
    return std::nullopt;
  }

  bool pinned_cannot(int g, std::pair<int, int> meeting) const {
    for (const std::uint16_t m : state_.group(g).members()) {
      if (area_.unit(m).pinned != nowhere && !fits(m, meeting)) return true;
    }
    return false;
  }

  bool fits(int u, std::pair<int, int> meeting) const {
    return area_.in_reach(meeting.first)[u / 64] & area_.free_at(meeting.second)[u / 64] &
           std::uint64_t{1} << (u % 64);
  }

  std::vector<int> kept_team(int g, std::pair<int, int> meeting) const {
    for (const int f : state_.group(g).team) {
      if (!state_.is_free_to_lead(f, g, meeting.first, meeting.second)) return {};
    }
    return state_.group(g).team;
  }

  void move(int u, int to, Undo& undo) {
    undo.moves.emplace_back(u, state_.group_of(u));
    state_.move(u, to);
  }

  void send_away(int g, Undo& undo) {
    const auto members = state_.group(g).members();
    std::vector<int> leaving;
    for (const std::uint16_t m : members) {
      if (!state_.fits(m, g) && area_.unit(m).pinned == nowhere) leaving.push_back(m);
    }
    for (const int u : leaving) {
      int best = nowhere;
      std::int64_t least = 0;
      for (const int h : state_.options(u)) {
        if (!state_.has_room(h, u) || state_.would_clash(h, u)) continue;
        const std::int64_t by = state_.change(h, nowhere, u);
        if (best == nowhere || by < least) best = h, least = by;
      }
      move(u, best, undo);
    }
  }

  // Takes in, one by one, those whose coming gains most. What each would pay is kept up to date as others
  // come instead of being added up anew; size and kinds are asked for the best one only.
  void take_in(int g, Undo& undo) {
    candidates_.clear();
    const auto eligible = state_.eligible(g);
    for (std::size_t w = 0; w < eligible.size(); ++w) {
      for (std::uint64_t rest = eligible[w]; rest; rest &= rest - 1) {
        const int u = static_cast<int>(w * 64) + std::countr_zero(rest);
        if (state_.group_of(u) == g || area_.unit(u).pinned != nowhere) continue;
        candidates_.push_back({u, pay_more(u, g)});
      }
    }
    const int wished = area_.problem().enrolment().wished;
    while (state_.group(g).people < wished && !candidates_.empty()) {
      const auto best = std::ranges::min_element(candidates_, {}, &Candidate::points);
      const int u = best->unit;
      *best = candidates_.back();
      candidates_.pop_back();
      const int from = state_.group_of(u);
      if (!state_.has_room(g, u) || state_.would_clash(g, u)) continue;
      const std::int64_t by = state_.change(g, nowhere, u) + state_.change(from, u, nowhere);
      if (by >= 0 && state_.group(g).people >= area_.problem().enrolment().least) return;
      undo.moves.emplace_back(u, from);
      state_.move(u, g, by);
      const std::int32_t* pairs = area_.pairs_of(u);
      for (Candidate& each : candidates_) each.points += 2 * pairs[each.unit];
    }
  }

  // What somebody pays in g beyond what they pay now, without what size and kinds bring.
  std::int64_t pay_more(int u, int g) const {
    const int from = state_.group_of(u);
    const std::int64_t there =
        2 * state_.sum_to(u, g) + std::max<std::int64_t>(0, area_.travel(u, state_.group(g).venue));
    if (from == nowhere) return there - 4 * area_.broken_points();
    return there - state_.pays(u);
  }

  void take_back(int g, const Undo& undo) {
    for (auto each = undo.moves.rbegin(); each != undo.moves.rend(); ++each) {
      state_.move(each->first, nowhere);
    }
    state_.set_team(g, {});
    if (undo.venue == nowhere) {
      state_.close(g);
    } else {
      state_.meet(g, undo.venue, undo.slot);
    }
    for (auto each = undo.moves.rbegin(); each != undo.moves.rend(); ++each) {
      state_.move(each->first, each->second);
    }
    if (undo.venue != nowhere) state_.set_team(g, undo.team);
  }

  struct Candidate {
    int unit = nowhere;
    std::int64_t points = 0;
  };

  State& state_;
  const Area& area_;
  std::vector<Candidate> candidates_;
  Chance& chance_;
  std::vector<int> movable_;
  State::Snapshot best_;
  double temperature_ = 1;
};

}  // namespace

void anneal(State& state, Chance& chance, std::uint64_t steps) { Annealing(state, chance).run(steps); }

}  // namespace kith::groups
