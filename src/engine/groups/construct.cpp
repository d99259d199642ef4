#include "engine/groups/construct.h"

#include <algorithm>
#include <bit>
#include <deque>
#include <numeric>

#include "engine/groups/teams.h"

namespace kith::groups {
namespace {

struct Meeting {
  int venue = 0;
  int slot = 0;
};

class Opening {
 public:
  explicit Opening(State& state) : state_(state), area_(state.area()) {
    find_meetings();
    waiting_.resize(area_.words());
    for (int u = 0; u < area_.units(); ++u) {
      if (state.group_of(u) == nowhere && chances_[u] > 0) set(u, true);
    }
    order_.resize(area_.units());
    std::iota(order_.begin(), order_.end(), 0);
    std::ranges::stable_sort(order_, {}, [&](int u) { return chances_[u]; });
  }

  void run() {
    int next = 0;
    for (int g = 0; g < state_.groups(); ++g) {
      if (state_.group(g).open()) {
        find_leaders(g);
        fill(g);
        continue;
      }
      bool opened = false;
      while (!opened && next < area_.units()) {
        const int u = order_[next];
        opened = waits(u) && open_around(g, u);
        if (!opened) ++next;
      }
      if (!opened) open_anywhere(g);
    }
  }

 private:
  // A group that is fixed, and brings too few facilitators of its own.
  void find_leaders(int g) {
    const auto& group = state_.group(g);
    if (static_cast<int>(group.team.size()) >= area_.problem().design().team.least) return;
    std::vector<int> team = team_for(state_, g, group.venue, group.slot);
    if (!team.empty()) state_.set_team(g, std::move(team));
  }

  void find_meetings() {
    chances_.resize(area_.units());
    const Team& team = area_.problem().design().team;
    for (int v = 0; v < area_.venues(); ++v) {
      for (int s = 0; s < area_.slots(); ++s) {
        int leaders = 0, people = 0;
        for (int f = 0; f < area_.facilitators() && leaders < team.least; ++f)
          leaders += area_.can_lead(f, v, s);
        if (leaders < team.least) continue;
        for_each_eligible({v, s}, [&](int u) { people += area_.people_of(u); });
        if (people < area_.problem().enrolment().least) continue;
        meetings_.push_back({v, s});
        for_each_eligible({v, s}, [&](int u) { ++chances_[u]; });
      }
    }
  }

  template <class Act>
  void for_each_eligible(Meeting meeting, Act act) const {
    const auto free = area_.free_at(meeting.slot), reach = area_.in_reach(meeting.venue);
    for (std::size_t w = 0; w < area_.words(); ++w) {
      for (std::uint64_t rest = free[w] & reach[w]; rest; rest &= rest - 1) {
        act(static_cast<int>(w * 64) + std::countr_zero(rest));
      }
    }
  }

  bool waits(int u) const { return waiting_[u / 64] >> (u % 64) & 1; }
  void set(int u, bool waits) {
    const std::uint64_t bit = std::uint64_t{1} << (u % 64);
    waits ? waiting_[u / 64] |= bit : waiting_[u / 64] &= ~bit;
  }

  bool eligible(int u, Meeting meeting) const {
    return area_.free_at(meeting.slot)[u / 64] & area_.in_reach(meeting.venue)[u / 64] &
           std::uint64_t{1} << (u % 64);
  }

  // Many who wait, up to a whole group; then those whose chances are fewest.
  std::int64_t value_of(Meeting meeting) const {
    std::int64_t people = 0, scarcity = 0;
    for_each_eligible(meeting, [&](int u) {
      if (!waits(u)) return;
      people += area_.people_of(u);
      scarcity += 10'000 / chances_[u];
    });
    if (people < area_.problem().enrolment().least) return 0;
    return std::min<std::int64_t>(people, area_.problem().enrolment().wished) * 1'000'000 + scarcity;
  }

  bool open_around(int g, int u) {
    std::vector<std::pair<std::int64_t, std::size_t>> ranked;
    for (std::size_t m = 0; m < meetings_.size(); ++m) {
      if (!eligible(u, meetings_[m])) continue;
      const std::int64_t value = value_of(meetings_[m]);
      if (value > 0) ranked.emplace_back(-value, m);
    }
    std::ranges::sort(ranked);
    for (const auto& [value, m] : ranked) {
      if (!open(g, meetings_[m], u)) continue;
      fill(g);
      return true;
    }
    return false;
  }

  // Nobody who waits can begin a group: then one where most people could come, whoever they are with now.
  void open_anywhere(int g) {
    std::vector<std::pair<std::int64_t, std::size_t>> ranked;
    for (std::size_t m = 0; m < meetings_.size(); ++m) {
      std::int64_t people = 0;
      for_each_eligible(meetings_[m], [&](int u) { people += area_.people_of(u); });
      ranked.emplace_back(-people, m);
    }
    std::ranges::sort(ranked);
    for (const auto& [people, m] : ranked) {
      if (open(g, meetings_[m], nowhere)) return;
    }
  }

  // With its first member there already, so that the team is one that may lead them.
  bool open(int g, Meeting meeting, int first) {
    state_.meet(g, meeting.venue, meeting.slot);
    if (first != nowhere) take(g, first);
    if (!area_.problem().needs_team()) return true;
    auto team = team_with_handover(state_, g, meeting.venue, meeting.slot);
    if (!team.empty()) {
      state_.set_team(g, std::move(team));
      return true;
    }
    if (first != nowhere) {
      state_.move(first, nowhere);
      set(first, true);
    }
    state_.close(g);
    return false;
  }

  void take(int g, int u) {
    state_.move(u, g);
    set(u, false);
  }

  void fill(int g) {
    const Meeting meeting{state_.group(g).venue, state_.group(g).slot};
    std::vector<std::pair<std::int64_t, int>> ranked;
    for_each_eligible(meeting, [&](int u) {
      if (waits(u)) ranked.emplace_back(chances_[u] * 1'000'000 + area_.travel(u, meeting.venue), u);
    });
    std::ranges::sort(ranked);
    const int wished = area_.problem().enrolment().wished;
    for (const auto& [rank, u] : ranked) {
      if (state_.group(g).people + area_.people_of(u) > wished) continue;
      if (!state_.would_clash(g, u)) take(g, u);
    }
  }

  State& state_;
  const Area& area_;
  std::vector<Meeting> meetings_;
  std::vector<std::int64_t> chances_;  // meetings that each unit could come to
  std::vector<std::uint64_t> waiting_;
  std::vector<int> order_;
};

}  // namespace

bool place_by_chain(State& state, int u) {
  struct Step {
    int unit = nowhere;  // who would come
    int from = nowhere;  // the group they would leave
    bool seen = false;
  };
  std::vector<Step> steps(state.groups());
  std::deque<int> queue;
  const auto reach = [&](int g, int unit, int from) {
    if (steps[g].seen || state.would_clash(g, unit)) return;
    steps[g] = {unit, from, true};
    queue.push_back(g);
  };
  for (const int g : state.options(u)) reach(g, u, nowhere);
  while (!queue.empty()) {
    int g = queue.front();
    queue.pop_front();
    if (state.has_room(g, steps[g].unit)) {
      while (g != nowhere) {
        const Step step = steps[g];
        state.move(step.unit, g);
        g = step.from;
      }
      return true;
    }
    for (const std::uint16_t m : state.group(g).members()) {
      if (state.area().unit(m).pinned != nowhere || !state.has_room(g, steps[g].unit, m)) continue;
      for (const int h : state.options(m)) reach(h, m, g);
    }
  }
  return false;
}

void construct(State& state) {
  Opening(state).run();
  for (int u = 0; u < state.area().units(); ++u) {
    if (state.group_of(u) == nowhere && state.area().unit(u).pinned == nowhere) place_by_chain(state, u);
  }
}

}  // namespace kith::groups
