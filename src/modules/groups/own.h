#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/groups/groups.h"

// A group as its members and those who lead it see it. For this folder only.
namespace kith {

struct OwnGroupMember {
  static constexpr std::string_view schema_name = "OwnGroupMember";
  std::string name;
  std::string note;
  static constexpr auto fields() {
    return std::tuple{
        field("name", &OwnGroupMember::name),
        field("note", &OwnGroupMember::note, {.about = "In their own words; for those who lead the group."})};
  }
};

struct OwnGroup {
  static constexpr std::string_view schema_name = "OwnGroup";
  GroupId group_id;
  std::string name;
  std::string programme_name;
  bool leads = false;
  std::string place;
  std::string when;
  std::string time_zone;
  Instant next_at;
  int length_minutes = 0;
  std::optional<bool> suits;
  std::vector<std::string> led_by;
  int others = 0;
  std::vector<OwnGroupMember> members;
  static constexpr auto fields() {
    return std::tuple{
        field("group_id", &OwnGroup::group_id),
        field("name", &OwnGroup::name),
        field("programme_name", &OwnGroup::programme_name),
        field("leads", &OwnGroup::leads),
        field("place", &OwnGroup::place),
        field("when", &OwnGroup::when, {.about = "Day and time at the place of meeting."}),
        field("time_zone", &OwnGroup::time_zone, {.about = "Of the place of meeting."}),
        field("next_at", &OwnGroup::next_at),
        field("length_minutes", &OwnGroup::length_minutes),
        field("suits", &OwnGroup::suits, {.about = "What one said of the time and place."}),
        field("led_by", &OwnGroup::led_by, {.about = "The others who lead it, by the names they show."}),
        field("others", &OwnGroup::others, {.about = "Members beside the person who asks."}),
        field("members", &OwnGroup::members,
              {.about = "The same, without whom they blocked or who blocked them."})};
  }
};

struct OwnGroupList {
  static constexpr std::string_view schema_name = "OwnGroupList";
  std::vector<OwnGroup> items;
  static constexpr auto fields() { return std::tuple{field("items", &OwnGroupList::items)}; }
};

OwnGroupList own_groups(Context& context, const PeerGroups& groups);
OwnGroup own_group(Context& context, const PeerGroups& groups, const GroupId& group);  // or not_found

}  // namespace kith
