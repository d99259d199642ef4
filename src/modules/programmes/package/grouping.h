#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"

namespace kith::package {

// How a programme forms its groups: the file groups.yaml, which only programmes with groups have. It is part
// of the published Package.
enum class GroupAim { none, similar, varied };
enum class GroupAlone { allowed, costs, never };

}  // namespace kith::package

namespace kith {
template <>
struct EnumNames<package::GroupAim> {
  using A = package::GroupAim;
  static constexpr std::pair<A, std::string_view> names[] = {
      {A::similar, "similar"}, {A::varied, "varied"}, {A::none, "none"}};
};
template <>
struct EnumNames<package::GroupAlone> {
  using A = package::GroupAlone;
  static constexpr std::pair<A, std::string_view> names[] = {
      {A::allowed, "allowed"}, {A::costs, "costs"}, {A::never, "never"}};
};
}  // namespace kith

namespace kith::package {

// What members should have in common or not.
struct GroupAttribute {
  static constexpr std::string_view schema_name = "PackageGroupAttribute";
  std::string field;  // a question of the participant, or "birth_date" (the year counts)
  GroupAim aim = GroupAim::none;
  int weight = 0;  // 0..100
  int scale = 1;   // for numbers and years: so far apart is wholly different
  GroupAlone alone = GroupAlone::allowed;
  int alone_weight = 0;

  bool operator==(const GroupAttribute&) const = default;
  static constexpr auto fields() {
    return std::tuple{kith::field("field", &GroupAttribute::field),
                      kith::field("aim", &GroupAttribute::aim),
                      kith::field("weight", &GroupAttribute::weight),
                      kith::field("scale", &GroupAttribute::scale),
                      kith::field("alone", &GroupAttribute::alone),
                      kith::field("alone_weight", &GroupAttribute::alone_weight)};
  }
};

struct GroupSize {
  static constexpr std::string_view schema_name = "PackageGroupSize";
  int attending_low = 8;
  int attending_high = 9;
  int floor = 6;
  int cap = 15;
  int attendance_percent = 82;
  int weight = 20;

  bool operator==(const GroupSize&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("attending_low", &GroupSize::attending_low),
                      field("attending_high", &GroupSize::attending_high),
                      field("floor", &GroupSize::floor),
                      field("cap", &GroupSize::cap),
                      field("attendance_percent", &GroupSize::attendance_percent),
                      field("weight", &GroupSize::weight)};
  }
};

struct GroupMeeting {
  static constexpr std::string_view schema_name = "PackageGroupMeeting";
  std::string field;  // availability of both sides
  std::int64_t length_minutes = 90;
  std::vector<int> start_minutes;  // of the day
  std::vector<int> days;           // 0 Monday to 6 Sunday

  bool operator==(const GroupMeeting&) const = default;
  static constexpr auto fields() {
    return std::tuple{kith::field("field", &GroupMeeting::field),
                      kith::field("length_minutes", &GroupMeeting::length_minutes),
                      kith::field("start_minutes", &GroupMeeting::start_minutes),
                      kith::field("days", &GroupMeeting::days)};
  }
};

struct GroupPlace {
  static constexpr std::string_view schema_name = "PackageGroupPlace";
  std::string field;  // a place of both sides; its towns are where groups can meet
  double km = 25;
  std::string travel_field;  // a yes_no of the participant, or ""
  double km_if_no = 0;
  int weight = 10;

  bool operator==(const GroupPlace&) const = default;
  static constexpr auto fields() {
    return std::tuple{kith::field("field", &GroupPlace::field), kith::field("km", &GroupPlace::km),
                      kith::field("travel_field", &GroupPlace::travel_field),
                      kith::field("km_if_no", &GroupPlace::km_if_no),
                      kith::field("weight", &GroupPlace::weight)};
  }
};

struct GroupFacilitators {
  static constexpr std::string_view schema_name = "PackageGroupFacilitators";
  int least = 2;
  int most = 3;
  int groups_most = 1;
  std::string skills_field;         // choices of the supporter, or ""
  std::vector<std::string> skills;  // that a group's facilitators should have between them
  std::string trained_field;        // a date of the supporter, or ""
  std::int64_t together_minutes = 0;

  bool operator==(const GroupFacilitators&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("least", &GroupFacilitators::least),
                      field("most", &GroupFacilitators::most),
                      field("groups_most", &GroupFacilitators::groups_most),
                      field("skills_field", &GroupFacilitators::skills_field),
                      field("skills", &GroupFacilitators::skills),
                      field("trained_field", &GroupFacilitators::trained_field),
                      field("together_minutes", &GroupFacilitators::together_minutes)};
  }
};

struct GroupRules {
  static constexpr std::string_view schema_name = "PackageGroupRules";
  GroupSize size;
  GroupMeeting meeting;
  GroupPlace place;
  GroupFacilitators facilitators;
  std::string wishes_field;               // a choice of the participant, or ""
  std::vector<std::string> wishes_other;  // answers that would rather not have a group
  std::vector<GroupAttribute> attributes;

  bool operator==(const GroupRules&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("size", &GroupRules::size),
                      field("meeting", &GroupRules::meeting),
                      field("place", &GroupRules::place),
                      field("facilitators", &GroupRules::facilitators),
                      field("wishes_field", &GroupRules::wishes_field),
                      field("wishes_other", &GroupRules::wishes_other),
                      field("attributes", &GroupRules::attributes)};
  }
};

}  // namespace kith::package
