#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "kernel/module.h"
#include "kernel/reach.h"
#include "modules/people/people.h"

// Groups of a programme: how they are formed, and those that stand. A coordinator lets Kith propose groups
// out of everybody who takes part and is in none, looks at the reasons, moves and pins people, lets it solve
// again, and accepts. The proposal is a draft that is kept; people in it know nothing of it.
//
// A draft holds decisions only (who, where, when). What is said about it is worked out anew from what people
// answer now, so that a draft of yesterday never tells of answers that were taken back.
//
// Nobody is put together with somebody they blocked, or to whom they never want to be shown: not by the
// solver, not by a coordinator's hand, and no answer says which of the two it was.
//
// Refusal codes: groups.no_rules, groups.no_draft, groups.changed, groups.kept_apart, groups.nothing_formed,
// groups.nobody_waits, groups.moved_on, groups.in_a_group, groups.cannot_merge.
namespace kith {

struct GroupTag;
struct DraftTag;
using GroupId = Id<GroupTag>;
using DraftId = Id<DraftTag>;

// A group that stands. The thing that Reach<PeerGroup> opens, drafts included.
struct PeerGroup {
  GroupId id;
  ProgrammeId programme;
  std::int64_t number = 0;  // from 1 in its programme
  std::string venue;
  int day = 0;  // 0 Monday to 6 Sunday
  int start_minute = 0;
  int length_minutes = 0;
  Instant formed_at;
  std::vector<PersonId> members;       // in the order of their ids
  std::vector<PersonId> facilitators;  // so too
};

struct ProposedPlace {
  PersonId person;
  std::string group;  // its key in the draft; "" for none
};

struct FormingView;

// A place that somebody has in a group that stands.
struct OwnPlace {
  PeerGroup group;
  bool leads = false;
  std::optional<bool> suits;  // what they said of its time since it last changed
};

class PeerGroups {
 public:
  explicit PeerGroups(People& people) : people_(people) {}

  // Writes down what was proposed outside the transaction (solving.h): pinned people stay, and their groups
  // keep place and time. `revision` is that of the draft as it was seen, 0 for none. Refuses groups.moved_on
  // when somebody came, left or was moved while groups were formed. Emits proposal_solved.
  FormingView solve(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision);

  // Puts somebody into a group of the draft, or out of all, and pins them there. Emits proposal_changed.
  void move(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision,
            const ProposedPlace& place);
  void pin(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision, const PersonId& person,
           bool pinned);
  void drop(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision);

  // Makes the draft's groups real. Who left the programme meanwhile is left out. Emits group_formed for each,
  // group_joined for each place, and proposal_closed.
  struct Accepted {
    int groups = 0;
    int people = 0;
  };
  Accepted accept(Context& context, const Reach<PeerGroup>& reach, std::int64_t revision);

  // Groups that stand. Each emits its event, and group_changed for everybody to whom it makes a difference.
  // Who is in another group leaves it to join; merging ends the second group and takes the time, place and
  // facilitators that suit everybody.
  void join(Context& context, const Reach<PeerGroup>& reach, const GroupId& group, const PersonId& person);
  void leave(Context& context, const Reach<PeerGroup>& reach, const GroupId& group, const PersonId& person);
  void merge(Context& context, const Reach<PeerGroup>& reach, const GroupId& first, const GroupId& second);

  // Takes somebody whose part in the programme ended out of its groups.
  void forget(Context& context, const ProgrammeId& programme, const PersonId& person, bool leads);

  // The groups that the person of the Reach is in or leads, in the programmes they still belong to.
  std::vector<OwnPlace> own(Context& context, const Reach<PeerGroup>& reach) const;
  // Says that the person of the Reach saw when and where the group meets, and whether that suits them; of a
  // group that they are in no more, that they know. Emits group_answered. Refuses not_found for a group that
  // was never theirs.
  void answer(Context& context, const Reach<PeerGroup>& reach, const GroupId& group, bool suits);

  const People& people() const { return people_; }

 private:
  People& people_;
};

// The only makers of reach over groups (reach.cpp). Coordinators of the programme; not_found to all others.
Reach<PeerGroup> reach_groups(const Context& context, const ProgrammeId& programme);
// What somebody is in or leads, in every programme they belong to.
Reach<PeerGroup> reach_own_groups(const Context& context);
Reach<PeerGroup> reach_groups_as_system(const Context& context, const ProgrammeId& programme);

std::unique_ptr<Module> make_groups_module(PeerGroups& groups);

}  // namespace kith
