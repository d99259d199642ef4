#pragma once

#include <string>
#include <tuple>

#include "base/fields.h"
#include "modules/groups/groups.h"

// What the groups module is asked over the wire. For this folder only.
namespace kith {

struct GroupsAsk {
  static constexpr std::string_view schema_name = "GroupsAsk";
  ProgrammeId programme;
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("programme", &GroupsAsk::programme),
                      field("after", &GroupsAsk::after, {.max_length = 100, .may_be_absent = true}),
                      field("limit", &GroupsAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct FormingAsk {
  static constexpr std::string_view schema_name = "FormingAsk";
  ProgrammeId programme;
  static constexpr auto fields() { return std::tuple{field("programme", &FormingAsk::programme)}; }
};

struct SolveGroups {
  static constexpr std::string_view schema_name = "SolveGroups";
  ProgrammeId programme;
  std::int64_t revision = 0;
  int groups = 0;
  bool fresh_seed = false;
  static constexpr auto fields() {
    return std::tuple{field("programme", &SolveGroups::programme),
                      field("revision", &SolveGroups::revision,
                            {.min = 0, .about = "Of the proposal as it was seen; 0 when there was none."}),
                      field("groups", &SolveGroups::groups,
                            {.min = 0,
                             .max = 2000,
                             .may_be_absent = true,
                             .about = "How many to form; 0 when the sizes decide."}),
                      field("fresh_seed", &SolveGroups::fresh_seed, {.may_be_absent = true})};
  }
};

struct MoveInProposal {
  static constexpr std::string_view schema_name = "MoveInProposal";
  ProgrammeId programme;
  PersonId person;
  std::int64_t revision = 0;
  std::string to;
  static constexpr auto fields() {
    return std::tuple{field("programme", &MoveInProposal::programme),
                      field("person", &MoveInProposal::person),
                      field("revision", &MoveInProposal::revision, {.min = 0}),
                      field("to", &MoveInProposal::to,
                            {.max_length = 64, .about = "The group's key; empty to take them out of all."})};
  }
};

struct PinInProposal {
  static constexpr std::string_view schema_name = "PinInProposal";
  ProgrammeId programme;
  PersonId person;
  std::int64_t revision = 0;
  bool pinned = true;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PinInProposal::programme), field("person", &PinInProposal::person),
                      field("revision", &PinInProposal::revision, {.min = 0}),
                      field("pinned", &PinInProposal::pinned)};
  }
};

struct AboutProposal {
  static constexpr std::string_view schema_name = "AboutProposal";
  ProgrammeId programme;
  std::int64_t revision = 0;
  static constexpr auto fields() {
    return std::tuple{field("programme", &AboutProposal::programme),
                      field("revision", &AboutProposal::revision, {.min = 0})};
  }
};

struct PlacesAsk {
  static constexpr std::string_view schema_name = "PlacesAsk";
  ProgrammeId programme;
  PersonId person;
  static constexpr auto fields() {
    return std::tuple{field("programme", &PlacesAsk::programme), field("person", &PlacesAsk::person)};
  }
};

struct AboutGroup {
  static constexpr std::string_view schema_name = "AboutGroup";
  ProgrammeId programme;
  GroupId group;
  static constexpr auto fields() {
    return std::tuple{field("programme", &AboutGroup::programme), field("group", &AboutGroup::group)};
  }
};

struct AboutOwnGroup {
  static constexpr std::string_view schema_name = "AboutOwnGroup";
  GroupId group;
  static constexpr auto fields() { return std::tuple{field("group", &AboutOwnGroup::group)}; }
};

struct AnswerGroup {
  static constexpr std::string_view schema_name = "AnswerGroup";
  GroupId group;
  bool suits = true;
  static constexpr auto fields() {
    return std::tuple{field("group", &AnswerGroup::group),
                      field("suits", &AnswerGroup::suits, {.about = "Whether one can come then and there."})};
  }
};

struct GroupPerson {
  static constexpr std::string_view schema_name = "GroupPerson";
  ProgrammeId programme;
  GroupId group;
  PersonId person;
  static constexpr auto fields() {
    return std::tuple{field("programme", &GroupPerson::programme), field("group", &GroupPerson::group),
                      field("person", &GroupPerson::person)};
  }
};

struct MergeGroups {
  static constexpr std::string_view schema_name = "MergeGroups";
  ProgrammeId programme;
  GroupId group;
  GroupId other;
  static constexpr auto fields() {
    return std::tuple{field("programme", &MergeGroups::programme), field("group", &MergeGroups::group),
                      field("other", &MergeGroups::other)};
  }
};

}  // namespace kith
