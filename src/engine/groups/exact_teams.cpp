#include "engine/groups/exact_teams.h"

#include <algorithm>
#include <limits>

namespace kith::groups {
namespace {

constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max() / 4;
constexpr std::size_t most_teams = 200'000;

std::vector<int> leaders_at(const Area& area, int venue, int slot) {
  std::vector<int> out;
  for (int f = 0; f < area.facilitators(); ++f) {
    if (area.can_lead(f, venue, slot)) out.push_back(f);
  }
  return out;
}

std::size_t teams_of(std::size_t leaders, const Team& team) {
  std::size_t sum = 0, ways = 1;
  for (std::size_t k = 0; k <= static_cast<std::size_t>(team.most); ++k) {
    if (k > 0) ways = k > leaders ? 0 : ways * (leaders - k + 1) / k;
    if (k >= static_cast<std::size_t>(team.least)) sum += ways;
  }
  return sum;
}

}  // namespace

bool Meetings::can_hold(const Area& area) {
  std::size_t meetings = 0, teams = 0;
  for (int v = 0; v < area.venues(); ++v) {
    for (int s = 0; s < area.slots(); ++s) {
      ++meetings;
      if (area.problem().needs_team())
        teams += teams_of(leaders_at(area, v, s).size(), area.problem().design().team);
    }
  }
  return meetings <= most_meetings && teams <= most_teams;
}

Meetings::Meetings(const Area& area) : area_(area) {
  least_team_ = none;
  for (int v = 0; v < area.venues(); ++v) {
    for (int s = 0; s < area.slots(); ++s) {
      Meeting meeting{v, s, {}};
      if (area.problem().needs_team()) {
        std::vector<int> team;
        list_teams(meeting, leaders_at(area, v, s), team, 0);
        std::ranges::stable_sort(meeting.teams, {}, &TeamAt::points);
      } else {
        meeting.teams.push_back({});
      }
      if (meeting.teams.empty()) continue;
      least_team_ = std::min(least_team_, meeting.teams.front().points);
      meetings_.push_back(std::move(meeting));
    }
  }
  if (meetings_.empty()) least_team_ = 0;
}

void Meetings::list_teams(Meeting& meeting, const std::vector<int>& free, std::vector<int>& team,
                          std::size_t from) const {
  const Team& wanted = area_.problem().design().team;
  if (static_cast<int>(team.size()) >= wanted.least) {
    meeting.teams.push_back({area_.team_points(team, meeting.venue), team});
  }
  if (static_cast<int>(team.size()) == wanted.most) return;
  for (std::size_t at = from; at < free.size(); ++at) {
    team.push_back(free[at]);
    list_teams(meeting, free, team, at + 1);
    team.pop_back();
  }
}

MeetingSet Meetings::of(int unit) const {
  MeetingSet out;
  const std::uint64_t bit = std::uint64_t{1} << (unit % 64);
  for (std::size_t m = 0; m < meetings_.size(); ++m) {
    out[m] =
        area_.free_at(meetings_[m].slot)[unit / 64] & area_.in_reach(meetings_[m].venue)[unit / 64] & bit;
  }
  return out;
}

std::int64_t Meetings::least_travel(int unit) const {
  std::int64_t least = none;
  for (int v = 0; v < area_.venues(); ++v) {
    if (area_.travel(unit, v) != out_of_reach) least = std::min(least, area_.travel(unit, v));
  }
  return least == none ? 0 : least;
}

std::int64_t Meetings::travel(std::size_t meeting, std::span<const int> units) const {
  std::int64_t sum = 0;
  for (const int u : units) sum += area_.travel(u, meetings_[meeting].venue);
  return sum;
}

std::int64_t Meetings::least_for(const MeetingSet& meetings, std::span<const int> units) const {
  std::int64_t least = none;
  for (std::size_t m = 0; m < meetings_.size(); ++m) {
    if (meetings[m]) least = std::min(least, travel(m, units) + meetings_[m].teams.front().points);
  }
  return least;
}

// Group by group, each meeting and team that is still free, while it can be cheaper than the best.
class Meetings::Assigning {
 public:
  Assigning(const Meetings& meetings, std::span<const Group> groups, std::int64_t bound)
      : meetings_(meetings), groups_(groups), best_{{}, bound}, led_(meetings.area_.facilitators()) {
    rest_.resize(groups.size() + 1);
    for (std::size_t g = groups.size(); g-- > 0;) {
      rest_[g] = rest_[g + 1] + meetings.least_for(groups[g].meetings, groups[g].units);
    }
  }

  std::optional<Choices> run() {
    choose(0, 0);
    if (!found_) return std::nullopt;
    return best_;
  }

 private:
  void choose(std::size_t g, std::int64_t paid) {
    if (g == groups_.size()) {
      best_ = {now_, paid};
      found_ = true;
      return;
    }
    for (std::size_t m = 0; m < meetings_.meetings_.size(); ++m) {
      if (!groups_[g].meetings[m]) continue;
      const Meeting& meeting = meetings_.meetings_[m];
      const std::int64_t travel = meetings_.travel(m, groups_[g].units);
      for (std::size_t t = 0; t < meeting.teams.size(); ++t) {
        const std::int64_t sum = paid + travel + meeting.teams[t].points;
        if (sum + rest_[g + 1] >= best_.cost) break;
        if (!std::ranges::all_of(meeting.teams[t].who, [&](int f) { return may_lead(f, g, meeting.slot); }))
          continue;
        for (const int f : meeting.teams[t].who) led_[f].push_back(meeting.slot);
        now_.push_back({m, t});
        choose(g + 1, sum);
        now_.pop_back();
        for (const int f : meeting.teams[t].who) led_[f].pop_back();
      }
    }
  }

  bool may_lead(int f, std::size_t g, int slot) const {
    const Area& area = meetings_.area_;
    const bool clash = area.has_never_led_by() &&
                       std::ranges::any_of(groups_[g].units, [&](int u) { return area.never_led_by(u, f); });
    if (clash) return false;
    const Problem& problem = meetings_.area_.problem();
    const auto& who = problem.input().facilitators[meetings_.area_.region().facilitators[f]];
    if (static_cast<int>(led_[f].size()) >= who.groups_most) return false;
    return std::ranges::none_of(led_[f], [&](int other) { return problem.slots_overlap(other, slot); });
  }

  const Meetings& meetings_;
  std::span<const Group> groups_;
  Choices best_;
  bool found_ = false;
  std::vector<Choice> now_;
  std::vector<std::int64_t> rest_;
  std::vector<std::vector<int>> led_;
};

std::optional<Meetings::Choices> Meetings::assign(std::span<const Group> groups, std::int64_t bound) const {
  return Assigning(*this, groups, bound).run();
}

}  // namespace kith::groups
