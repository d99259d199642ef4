#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "modules/programmes/package/package.h"

namespace kith::package {

// How a programme forms its groups: the file groups.yaml, which only programmes with groups have.
enum class GroupAim { none, similar, varied };
enum class GroupAlone { allowed, costs, never };

// What members should have in common or not.
struct GroupAttribute {
  std::string field;  // a question of the participant, or "birth_date" (the year counts)
  GroupAim aim = GroupAim::none;
  int weight = 0;  // 0..100
  int scale = 1;   // for numbers and years: so far apart is wholly different
  GroupAlone alone = GroupAlone::allowed;
  int alone_weight = 0;
};

struct GroupSize {
  int attending_low = 8;
  int attending_high = 9;
  int floor = 6;
  int cap = 15;
  int attendance_percent = 82;
  int weight = 20;
};

struct GroupMeeting {
  std::string field;  // availability of both sides
  std::int64_t length_minutes = 90;
  std::vector<int> start_minutes;  // of the day
  std::vector<int> days;           // 0 Monday to 6 Sunday
};

struct GroupPlace {
  std::string field;  // a place of both sides; its towns are where groups can meet
  double km = 25;
  std::string travel_field;  // a yes_no of the participant, or ""
  double km_if_no = 0;
  int weight = 10;
};

struct GroupFacilitators {
  int least = 2;
  int most = 3;
  int groups_most = 1;
  std::string skills_field;         // choices of the supporter, or ""
  std::vector<std::string> skills;  // that a group's facilitators should have between them
  std::string trained_field;        // a date of the supporter, or ""
  std::int64_t together_minutes = 0;
};

struct GroupRules {
  GroupSize size;
  GroupMeeting meeting;
  GroupPlace place;
  GroupFacilitators facilitators;
  std::string wishes_field;               // a choice of the participant, or ""
  std::vector<std::string> wishes_other;  // answers that would rather not have a group
  std::vector<GroupAttribute> attributes;
};

struct GroupRulesResult {
  std::optional<GroupRules> rules;  // nothing when the package has no groups.yaml
  std::vector<PackageProblem> problems;
};

// Reads groups.yaml of a package that loaded well. load_package reports the same problems.
GroupRulesResult load_group_rules(const std::filesystem::path& folder, const Package& package);

}  // namespace kith::package

namespace kith {
template <>
struct EnumNames<package::GroupAim> {
  using A = package::GroupAim;
  static constexpr std::pair<A, std::string_view> names[] = {{A::similar, "similar"}, {A::varied, "varied"}};
};
template <>
struct EnumNames<package::GroupAlone> {
  using A = package::GroupAlone;
  static constexpr std::pair<A, std::string_view> names[] = {
      {A::allowed, "allowed"}, {A::costs, "costs"}, {A::never, "never"}};
};
}  // namespace kith
