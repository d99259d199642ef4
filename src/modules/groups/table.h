#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/groups/plan.h"
#include "modules/groups/draft.h"

// The people of a programme as the engine sees them. Forming groups needs no names. For this folder only.
namespace kith {

struct Seat {
  PersonId person;
  std::string town;
  bool ask_first = false;  // would rather have no group
};

// Who sits at the table: those who wait for a group, or everybody who takes part (to look at groups that
// stand).
enum class Whom { waiting, everyone };

struct TableCounts {
  int not_in_yet = 0;   // participants who are known but take no part yet, or rest
  int uncertified = 0;  // supporters without a certificate
  int resting = 0;      // supporters who rest
};

class Table {
 public:
  // Refuses conflict "groups.no_rules" for a programme without groups.
  Table(Context& context, const People& people, const Reach<PeerGroup>& reach, Whom whom);

  const Programme& programme() const { return programme_; }
  const package::Package& package() const { return *programme_.package; }
  const groups::Input& input() const { return input_; }
  const std::vector<PeerGroup>& standing() const { return standing_; }
  const std::vector<Seat>& people() const { return people_; }
  const std::vector<Seat>& facilitators() const { return facilitators_; }
  const TableCounts& counts() const { return counts_; }

  std::optional<groups::PersonIndex> person(const PersonId& id) const;
  std::optional<groups::FacilitatorIndex> facilitator(const PersonId& id) const;
  // Never in one group, whatever anybody says.
  bool apart(groups::PersonIndex person, groups::FacilitatorIndex facilitator) const;
  bool apart(groups::PersonIndex person, const groups::Decision& group) const;

  // What was decided, in the engine's places. Who left is left out, and of a draft also who must not meet
  // somebody in it by now. Nothing when place or time are none of the programme's any more.
  std::optional<groups::Decision> decision(const DraftGroup& group) const;
  std::optional<groups::Decision> decision(const PeerGroup& group) const;

 private:
  void seat_participants(Context& context, const People& people, Whom whom);
  void keep_apart();
  void keep_from_leaders();
  void lend_facilitators();
  std::optional<groups::Decision> decide(const std::string& key, const std::string& venue,
                                         std::pair<int, int> meeting, const std::vector<PersonId>& members,
                                         const std::vector<PersonId>& facilitators) const;

  Programme programme_;
  groups::Input input_;
  std::vector<PeerGroup> standing_;
  std::vector<Candidate> candidates_;  // of people_
  std::vector<Candidate> leaders_;     // of facilitators_
  std::vector<Seat> people_;
  std::vector<Seat> facilitators_;
  TableCounts counts_;
};

// The groups that stand, in full; GroupPlan::id is the group's id.
std::vector<groups::GroupPlan> plans_of(const Table& table, const groups::Problem& problem);
// Who waits, where, and what is proposed, in numbers. Of people, counts only.
struct FormingView;
FormingView forming_view(const Table& table, const groups::Problem& problem,
                         const std::optional<Draft>& draft, const std::vector<groups::GroupPlan>& plans);

// Whether a member must never meet somebody who leads.
bool apart_inside(const Table& table, const groups::GroupPlan& plan);

}  // namespace kith
