#pragma once

#include <cstdint>
#include <vector>

#include "engine/groups/exact_teams.h"

namespace kith::groups {

// The exact search for people whose free times differ: first the groups' meetings, then who goes where. When
// hardly anybody may be left over, few choices of meetings reach enough people, and in each of them most
// people can go to one group only.
class MeetingsFirst {
 public:
  MeetingsFirst(const Area& area, const Meetings& meetings);

  // Whether leaving `left` people over in `groups` groups can cost less than `bound`; then the best such plan
  // is known.
  bool run(int left, int groups, std::int64_t bound);

  bool gave_up() const { return branches_ > most_branches; }
  std::int64_t cost() const { return best_; }
  const std::vector<Meetings::Choice>& choices() const { return best_choices_; }
  const std::vector<std::vector<int>>& members() const { return best_members_; }

 private:
  static constexpr std::int64_t most_branches = 1'000'000;
  using Mask = std::uint32_t;
  struct Node;

  void choose(std::size_t from, Mask reached, int groups, int left);
  void solve_for_chosen(Mask reached, int left);
  void place(Node& node, std::size_t at);
  void finish(const Node& node);
  std::int64_t least_rest(const Node& node, std::size_t at) const;
  std::int64_t certain_of(Mask members) const;
  bool may_join(const Node& node, int person, std::size_t group) const;

  const Area& area_;
  const Meetings& meetings_;
  int n_;
  int reach_wanted_ = 0;
  std::vector<Mask> mask_;  // who can come to each meeting
  int largest_ = 0;
  // [person][k]: what the k cheapest fellows would cost, one way.
  std::vector<std::vector<std::int64_t>> cheapest_;
  std::vector<std::size_t> chosen_;
  std::vector<int> order_;
  std::int64_t best_ = 0;
  bool found_ = false;
  std::int64_t branches_ = 0;
  std::vector<Meetings::Choice> now_choices_, best_choices_;
  std::vector<std::vector<int>> best_members_;
};

}  // namespace kith::groups
