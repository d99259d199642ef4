#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/groups/asks.h"
#include "modules/groups/groups.h"

// What the groups module answers over the wire; what it is asked stands in asks.h. For this folder only.
namespace kith {

inline constexpr std::size_t most_lines = 200;
inline constexpr std::size_t most_areas = 2000;

struct FormingArea {
  static constexpr std::string_view schema_name = "FormingArea";
  std::string name;
  std::optional<double> latitude;
  std::optional<double> longitude;
  int people = 0;
  int facilitators = 0;
  int groups = 0;
  static constexpr auto fields() {
    return std::tuple{field("name", &FormingArea::name),
                      field("latitude", &FormingArea::latitude),
                      field("longitude", &FormingArea::longitude),
                      field("people", &FormingArea::people),
                      field("facilitators", &FormingArea::facilitators),
                      field("groups", &FormingArea::groups)};
  }
};

struct FormingView {
  static constexpr std::string_view schema_name = "FormingView";
  bool has_proposal = false;
  std::int64_t revision = 0;
  std::int64_t seed = 0;
  std::optional<Instant> made_at;
  std::optional<Instant> changed_at;
  bool proven = false;
  int waiting = 0;
  int not_in_yet = 0;
  int placed = 0;
  int left_over = 0;
  int groups = 0;
  int wanted = 0;
  int unled = 0;
  int facilitators = 0;
  int uncertified = 0;
  int resting = 0;
  int standing = 0;
  int attending_low = 0;
  int attending_high = 0;
  int least = 0;
  int most = 0;
  std::vector<FormingArea> areas;
  static constexpr auto fields() {
    return std::tuple{field("has_proposal", &FormingView::has_proposal),
                      field("revision", &FormingView::revision),
                      field("seed", &FormingView::seed),
                      field("made_at", &FormingView::made_at),
                      field("changed_at", &FormingView::changed_at),
                      field("proven", &FormingView::proven),
                      field("waiting", &FormingView::waiting),
                      field("not_in_yet", &FormingView::not_in_yet),
                      field("placed", &FormingView::placed),
                      field("left_over", &FormingView::left_over),
                      field("groups", &FormingView::groups),
                      field("wanted", &FormingView::wanted),
                      field("unled", &FormingView::unled, {.about = "Proposed groups that nobody leads."}),
                      field("facilitators", &FormingView::facilitators),
                      field("uncertified", &FormingView::uncertified),
                      field("resting", &FormingView::resting),
                      field("standing", &FormingView::standing),
                      field("attending_low", &FormingView::attending_low),
                      field("attending_high", &FormingView::attending_high),
                      field("least", &FormingView::least),
                      field("most", &FormingView::most),
                      field("areas", &FormingView::areas, {.max_items = most_areas})};
  }
};

struct GroupSeat {
  static constexpr std::string_view schema_name = "GroupSeat";
  PersonId person_id;
  std::string name;
  std::string town;
  int km = 0;
  bool pinned = false;
  bool does_not_fit = false;
  bool ask_first = false;
  static constexpr auto fields() {
    return std::tuple{
        field("person_id", &GroupSeat::person_id),
        field("name", &GroupSeat::name),
        field("town", &GroupSeat::town),
        field("km", &GroupSeat::km),
        field("pinned", &GroupSeat::pinned),
        field("does_not_fit", &GroupSeat::does_not_fit, {.about = "Time or place do not suit them."}),
        field("ask_first", &GroupSeat::ask_first, {.about = "Would rather have no group."})};
  }
};

// A group of a proposal, or one that stands: then the key is its id.
struct GroupCard {
  static constexpr std::string_view schema_name = "GroupCard";
  std::string key;
  std::string name;
  std::string place;
  std::string when;
  double expected = 0;
  bool shrunk = false;
  std::vector<GroupSeat> members;
  std::vector<GroupSeat> facilitators;
  std::vector<std::string> reasons;
  std::vector<std::string> team;
  std::vector<std::string> warnings;
  static constexpr auto fields() {
    return std::tuple{field("key", &GroupCard::key),
                      field("name", &GroupCard::name),
                      field("place", &GroupCard::place),
                      field("when", &GroupCard::when),
                      field("expected", &GroupCard::expected, {.about = "How many are likely to come."}),
                      field("shrunk", &GroupCard::shrunk, {.about = "Fewer than wished for will come."}),
                      field("members", &GroupCard::members),
                      field("facilitators", &GroupCard::facilitators),
                      field("reasons", &GroupCard::reasons),
                      field("team", &GroupCard::team),
                      field("warnings", &GroupCard::warnings)};
  }
};

struct GroupCardList {
  static constexpr std::string_view schema_name = "GroupCardList";
  std::vector<GroupCard> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &GroupCardList::items), field("next", &GroupCardList::next)};
  }
};

struct WaitingForGroup {
  static constexpr std::string_view schema_name = "WaitingForGroup";
  PersonId person_id;
  std::string name;
  std::string town;
  bool ask_first = false;
  std::string why;
  std::string help;
  static constexpr auto fields() {
    return std::tuple{field("person_id", &WaitingForGroup::person_id),
                      field("name", &WaitingForGroup::name),
                      field("town", &WaitingForGroup::town),
                      field("ask_first", &WaitingForGroup::ask_first),
                      field("why", &WaitingForGroup::why, {.about = "Empty while nothing is proposed."}),
                      field("help", &WaitingForGroup::help)};
  }
};

struct WaitingForGroupList {
  static constexpr std::string_view schema_name = "WaitingForGroupList";
  std::vector<WaitingForGroup> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &WaitingForGroupList::items), field("next", &WaitingForGroupList::next)};
  }
};

// What it would cost to put somebody into a group.
struct GroupChoice {
  static constexpr std::string_view schema_name = "GroupChoice";
  std::string key;  // "" for none
  std::string name;
  std::string place;
  std::string when;
  bool fits = false;
  bool possible = true;
  std::int64_t points = 0;
  std::vector<std::string> wrong;
  std::vector<std::string> changes;
  static constexpr auto fields() {
    return std::tuple{field("key", &GroupChoice::key),
                      field("name", &GroupChoice::name),
                      field("place", &GroupChoice::place),
                      field("when", &GroupChoice::when),
                      field("fits", &GroupChoice::fits),
                      field("possible", &GroupChoice::possible),
                      field("points", &GroupChoice::points,
                            {.about = "What the whole proposal costs more; below zero it gets better."}),
                      field("wrong", &GroupChoice::wrong),
                      field("changes", &GroupChoice::changes)};
  }
};

struct GroupChoiceList {
  static constexpr std::string_view schema_name = "GroupChoiceList";
  std::vector<GroupChoice> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &GroupChoiceList::items), field("next", &GroupChoiceList::next)};
  }
};

struct GroupJoiner {
  static constexpr std::string_view schema_name = "GroupJoiner";
  PersonId person_id;
  std::string name;
  std::string town;
  std::vector<std::string> changes;
  static constexpr auto fields() {
    return std::tuple{field("person_id", &GroupJoiner::person_id), field("name", &GroupJoiner::name),
                      field("town", &GroupJoiner::town), field("changes", &GroupJoiner::changes)};
  }
};

struct GroupMerger {
  static constexpr std::string_view schema_name = "GroupMerger";
  GroupId other;
  std::string name;
  std::string place;
  std::string when;
  int members = 0;
  static constexpr auto fields() {
    return std::tuple{field("other", &GroupMerger::other), field("name", &GroupMerger::name),
                      field("place", &GroupMerger::place), field("when", &GroupMerger::when),
                      field("members", &GroupMerger::members)};
  }
};

struct GroupPage {
  static constexpr std::string_view schema_name = "GroupPage";
  GroupCard group;
  std::vector<GroupJoiner> joiners;
  std::vector<GroupMerger> mergers;
  static constexpr auto fields() {
    return std::tuple{field("group", &GroupPage::group), field("joiners", &GroupPage::joiners),
                      field("mergers", &GroupPage::mergers)};
  }
};

struct AcceptedGroups {
  static constexpr std::string_view schema_name = "AcceptedGroups";
  int groups = 0;
  int people = 0;
  static constexpr auto fields() {
    return std::tuple{field("groups", &AcceptedGroups::groups), field("people", &AcceptedGroups::people)};
  }
};

}  // namespace kith
