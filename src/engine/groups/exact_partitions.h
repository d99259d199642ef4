#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "engine/groups/exact_meetings.h"
#include "engine/groups/solve.h"
#include "engine/groups/state.h"

namespace kith::groups {

inline constexpr std::int64_t no_plan = std::numeric_limits<std::int64_t>::max() / 4;

// Branch and bound over set partitions: the first person not yet placed gets every group they could be in,
// member by member; a branch ends when what is decided, and the least that everyone else must pay (for the
// cheapest possible companions, the nearest place and the cheapest team), comes to no less than the best plan
// known. Gives up after a fixed number of branches.
class Partitions {
 public:
  Partitions(State& state, const Meetings& meetings);

  // The best partition that leaves `left` people over, in `groups` groups, if any costs less than `bound`.
  bool run(int left, int groups, std::int64_t bound);
  bool gave_up() const;
  const std::vector<Meetings::Choice>& choices() const { return best_choices_; }
  std::vector<std::vector<int>> members() const;

 private:
  using Mask = std::uint32_t;

  struct Growing {
    Mask members;
    MeetingSet meetings;
    int count;
    int size;
    std::array<std::int64_t, exact_people> own;  // what each member pays for the others so far
    std::int64_t pairs;
  };

  struct Chosen {
    Mask members;
    MeetingSet meetings;
    std::int64_t certain;
  };

  // Who has the fewest possibilities first: the search is narrowest there.
  void order_people();
  void fill_tables();
  void for_each_split(int people, int groups, int most, std::vector<int>& sizes, int left);
  void begin(const std::vector<int>& sizes, int left);
  std::int64_t least_size_points(int size) const;
  // The least that the people of `rest` pay, in groups of at least `size`, when `left` of them may go.
  std::int64_t least_for(Mask rest, int size, int left) const;
  void partition(Mask rest, int left, std::int64_t paid);
  std::int64_t outside_of(int p, int size) const { return cheapest_[p][size - 1] + least_travel_[p]; }
  // `later` are those who may still come in, in their order; `others` everyone not placed outside the group.
  void grow(const Growing& group, Mask later, Mask others, int left, std::int64_t paid, std::int64_t outside,
            int outside_size);
  // Those not yet in the group: `missing` of them will pay at least what a member of this group must, the
  // others at least what a member of the groups to come must.
  std::int64_t least_outside(Mask later, Mask others, std::int64_t outside, int outside_size, int missing,
                             int size) const;
  bool is_friend_of_all(int p, Mask members) const { return (members & ~friends_[p]) == 0; }
  void add(Growing& group, int p) const;
  // The group as it is: what it costs for certain, and the cheapest time, place and team it could have.
  void complete(const Growing& group, Mask others, int left, std::int64_t paid);
  // Nothing when somebody who may not be alone of their kind is.
  std::optional<std::int64_t> alone_points(const std::vector<int>& units) const;
  void finish(std::int64_t lower);

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
  std::int64_t best_ = no_plan;
  bool found_ = false;
  std::int64_t branches_ = 0;
  std::vector<Chosen> chosen_;
  std::vector<Mask> best_groups_;
  std::vector<Meetings::Choice> best_choices_;
};

}  // namespace kith::groups
