#pragma once

#include <map>
#include <span>

#include "engine/groups/propose.h"
#include "modules/groups/forming/words.h"
#include "modules/groups/store.h"
#include "modules/groups/table.h"
#include "modules/groups/views.h"

// Proposals and groups as a coordinator reads them. For this folder only.
namespace kith {

// What a coordinator calls people. Only of those who are shown is anything opened.
class NamesShown {
 public:
  NamesShown(Context& context, const People& people, ProgrammeId programme)
      : context_(context), people_(people), programme_(std::move(programme)) {}

  // Of many with few statements, so that asking for each of them needs none.
  void read(const std::vector<PersonId>& people);
  const std::string& of(const PersonId& person);

 private:
  Context& context_;
  const People& people_;
  const ProgrammeId programme_;
  std::map<PersonId, std::string> known_;
};

class Showing {
 public:
  Showing(Context& context, const People& people, const Reach<PeerGroup>& reach, Whom whom);
  Showing(const Showing&) = delete;
  Showing& operator=(const Showing&) = delete;

  FormingView summary() const;
  GroupCardList cards(const GroupsAsk& ask) const;
  WaitingForGroupList left_over(const GroupsAsk& ask) const;
  // Every group with what it would cost to put the person there: those that fit first, each kind by cost.
  // Refuses not_found for who is not at the table.
  GroupChoiceList choices(const PersonId& person) const;
  GroupPage page(const GroupId& group) const;  // or not_found

 private:
  std::string name_of(const std::string& key) const;
  void read_names(std::span<const groups::GroupPlan> plans) const;
  std::string place(groups::VenueIndex venue) const;
  std::string when(groups::SlotIndex slot) const;
  GroupCard card(const groups::GroupPlan& plan) const;
  std::vector<std::string> warnings(const groups::GroupPlan& plan) const;
  GroupSeat member(const groups::GroupPlan& plan, groups::PersonIndex person) const;
  GroupChoice choice(groups::PersonIndex person, std::optional<std::size_t> to) const;
  WaitingForGroup line(groups::PersonIndex person) const;

  const std::string language_;
  const Whom whom_;
  mutable NamesShown names_;
  const Table table_;
  const groups::Problem problem_;
  const std::optional<Draft> draft_;
  std::vector<groups::GroupPlan> plans_;  // of the proposal, or of the groups that stand
  forming::Speaker speaker_;
};

}  // namespace kith
