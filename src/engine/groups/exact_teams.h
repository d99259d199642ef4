#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/groups/area.h"

namespace kith::groups {

inline constexpr std::size_t most_meetings = 512;
using MeetingSet = std::bitset<most_meetings>;

// The times and places at which a small region could meet, and every team that could lead there: the exact
// search's second half.
class Meetings {
 public:
  // False when there are too many times, places or teams to list.
  static bool can_hold(const Area& area);
  explicit Meetings(const Area& area);

  std::size_t count() const { return meetings_.size(); }
  MeetingSet of(int unit) const;
  std::int64_t least_travel(int unit) const;
  std::int64_t least_team() const { return least_team_; }
  std::int64_t least_team_at(std::size_t meeting) const { return meetings_[meeting].teams.front().points; }
  int venue(std::size_t meeting) const { return meetings_[meeting].venue; }
  int slot(std::size_t meeting) const { return meetings_[meeting].slot; }

  // The least that travel and team cost these units at one of the meetings.
  std::int64_t least_for(const MeetingSet& meetings, std::span<const int> units) const;

  struct Group {
    MeetingSet meetings;
    std::vector<int> units;
  };
  struct Choice {
    std::size_t meeting = 0;
    std::size_t team = 0;
  };
  struct Choices {
    std::vector<Choice> choices;
    std::int64_t cost = 0;
  };
  const std::vector<int>& team(Choice choice) const {
    return meetings_[choice.meeting].teams[choice.team].who;
  }

  // The cheapest meeting and team for each group such that nobody leads two at once or more than they may,
  // or somebody whom they must not lead;
  // nothing when that costs `bound` or more.
  std::optional<Choices> assign(std::span<const Group> groups, std::int64_t bound) const;

 private:
  struct TeamAt {
    std::int64_t points = 0;
    std::vector<int> who;
  };
  struct Meeting {
    int venue = 0;
    int slot = 0;
    std::vector<TeamAt> teams;  // cheapest first
  };
  class Assigning;

  std::int64_t travel(std::size_t meeting, std::span<const int> units) const;
  void list_teams(Meeting& meeting, const std::vector<int>& free, std::vector<int>& team,
                  std::size_t from) const;

  const Area& area_;
  std::vector<Meeting> meetings_;
  std::int64_t least_team_ = 0;
};

}  // namespace kith::groups
