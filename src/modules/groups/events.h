#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "modules/groups/groups.h"

// What the groups module publishes: ids and counts. The subject of the first three is the draft, of the
// others the group.
namespace kith {

// `members` concerns those who lead only.
enum class GroupNews { meeting, leaders, members };

template <>
struct EnumNames<GroupNews> {
  static constexpr std::pair<GroupNews, std::string_view> names[] = {
      {GroupNews::meeting, "meeting"}, {GroupNews::leaders, "leaders"}, {GroupNews::members, "members"}};
};

struct ProposalSolved {
  static constexpr std::string_view schema_name = "ProposalSolved";
  static constexpr std::string_view type = "groups.proposal_solved";
  DraftId draft;
  std::int64_t seed = 0;
  std::int64_t revision = 0;
  int groups = 0;
  int people = 0;
  static constexpr auto fields() {
    return std::tuple{field("draft", &ProposalSolved::draft), field("seed", &ProposalSolved::seed),
                      field("revision", &ProposalSolved::revision), field("groups", &ProposalSolved::groups),
                      field("people", &ProposalSolved::people)};
  }
};

// A coordinator moved or pinned somebody by hand. `group` is the draft's key of it, "" for none.
struct ProposalChanged {
  static constexpr std::string_view schema_name = "ProposalChanged";
  static constexpr std::string_view type = "groups.proposal_changed";
  DraftId draft;
  std::int64_t revision = 0;
  PersonId person;
  std::string group;
  bool pinned = false;
  static constexpr auto fields() {
    return std::tuple{field("draft", &ProposalChanged::draft), field("revision", &ProposalChanged::revision),
                      field("person", &ProposalChanged::person), field("group", &ProposalChanged::group),
                      field("pinned", &ProposalChanged::pinned)};
  }
};

struct ProposalClosed {
  static constexpr std::string_view schema_name = "ProposalClosed";
  static constexpr std::string_view type = "groups.proposal_closed";
  DraftId draft;
  bool accepted = false;
  static constexpr auto fields() {
    return std::tuple{field("draft", &ProposalClosed::draft), field("accepted", &ProposalClosed::accepted)};
  }
};

struct GroupFormed {
  static constexpr std::string_view schema_name = "GroupFormed";
  static constexpr std::string_view type = "groups.group_formed";
  GroupId group;
  DraftId draft;
  int members = 0;
  static constexpr auto fields() {
    return std::tuple{field("group", &GroupFormed::group), field("draft", &GroupFormed::draft),
                      field("members", &GroupFormed::members)};
  }
};

// A place that begins or ends.
struct GroupPlace {
  GroupId group;
  PersonId person;
  bool leads = false;
  bool moved = false;  // from one group to another: group_changed tells them, once
  static constexpr auto fields() {
    return std::tuple{field("group", &GroupPlace::group), field("person", &GroupPlace::person),
                      field("leads", &GroupPlace::leads), field("moved", &GroupPlace::moved)};
  }
};

struct GroupJoined : GroupPlace {
  static constexpr std::string_view schema_name = "GroupJoined";
  static constexpr std::string_view type = "groups.group_joined";
};

struct GroupLeft : GroupPlace {
  static constexpr std::string_view schema_name = "GroupLeft";
  static constexpr std::string_view type = "groups.group_left";
};

// There is news of the group that the person is in: one event for each who is to be told.
struct GroupChanged {
  static constexpr std::string_view schema_name = "GroupChanged";
  static constexpr std::string_view type = "groups.group_changed";
  GroupId group;
  PersonId person;
  GroupNews news = GroupNews::meeting;
  static constexpr auto fields() {
    return std::tuple{field("group", &GroupChanged::group), field("person", &GroupChanged::person),
                      field("news", &GroupChanged::news)};
  }
};

// Somebody saw when and where their group meets, or that their place in it has ended, and said whether the
// time suits them.
struct GroupAnswered {
  static constexpr std::string_view schema_name = "GroupAnswered";
  static constexpr std::string_view type = "groups.group_answered";
  GroupId group;
  PersonId person;
  bool suits = true;
  static constexpr auto fields() {
    return std::tuple{field("group", &GroupAnswered::group), field("person", &GroupAnswered::person),
                      field("suits", &GroupAnswered::suits)};
  }
};

// The second group ended, its members are in the first, which may meet elsewhere and at another time now.
struct GroupsMerged {
  static constexpr std::string_view schema_name = "GroupsMerged";
  static constexpr std::string_view type = "groups.groups_merged";
  GroupId group;
  GroupId ended;
  static constexpr auto fields() {
    return std::tuple{field("group", &GroupsMerged::group), field("ended", &GroupsMerged::ended)};
  }
};

}  // namespace kith
