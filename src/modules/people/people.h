#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/module.h"
#include "kernel/ports.h"
#include "kernel/reach.h"
#include "modules/programmes/package/answers.h"
#include "modules/programmes/programmes.h"

// People: who they are, what they are in which programme, what they chose to show, what they agreed to, and
// who looked; and taking all of that away again. Refusal codes: people.consent_needed, people.already_here,
// people.unknown_answer, people.not_invited, people.words_changed, people.too_late_to_undo,
// people.screen_needed, people.already_in.
namespace kith {

// The things that a Reach opens in this module.
struct Profiles;    // display name, note and what the owner shows
struct Identities;  // legal name, contact details, birth date: staff and the owner only

// Legal name and contact details: sealed with the person's key, joined by staff routes only.
struct Identity {
  std::string ref;  // the coordinator's own number for this person
  std::string first_name;
  std::string last_name;
  std::string email;
  std::string phone;       // E.164: the one that takes text messages
  std::string landline;    // E.164, or as written when no E.164 form is known
  std::string birth_date;  // yyyy-mm-dd or ""

  std::string full_name() const;
};

struct NewPerson {
  Role role = Role::participant;
  Identity identity;
  std::string language;                 // "" for the programme's default
  std::string display_name;             // "" for the first name
  std::map<std::string, Json> answers;  // by question key, in the storage form of package/profile.h
  GrantState state = GrantState::imported;
  std::optional<Instant> waiting_since;
};

// What others may see of a person, and what matching reads.
struct Profile {
  PersonId person;
  ProgrammeId programme;
  Role role = Role::participant;
  GrantState state = GrantState::imported;
  Instant since;  // of the state
  std::string display_name;
  std::string note;  // the own-words answer, "" when there is none
  std::string language;
  package::Answers answers;
  std::vector<std::string> hidden;  // question keys that the owner does not show

  bool shows(const package::Question& question) const;
};

// "Never show me to people from my ...": holds both ways.
struct Exclusions {
  bool town = false;
  bool clinic = false;
  bool workplace = false;
};

struct Capacity {
  int capacity = 1;
  bool paused = false;
  std::optional<Instant> paused_until;

  // Not taking anyone on at that moment.
  bool resting(Instant now) const { return paused && (!paused_until || now < *paused_until); }
};

// Everything matching needs of one person.
struct Candidate {
  Profile profile;
  Exclusions exclusions;
  Capacity capacity;              // of supporters
  std::vector<PersonId> blocked;  // either of the two blocked the other
  std::string birth_date;         // for criteria that speak of age; never shown
};

// Somebody in the programme who shares a roster key with a person: "ref", "email", "name_birth" (the same
// name and birth date) or "phone".
struct RosterMatch {
  std::string kind;
  PersonId person;
  Role role = Role::participant;
};

// The roster keys of one programme, loaded once so that comparing many thousand rows needs few statements.
// Good for one transaction; people added later in it are not in the index. Eight bytes a key.
class RosterIndex {
 public:
  // Those who share the strongest key that anybody shares, at most five. References count only among people
  // of the same side, because each side is numbered on its own. People whose part has ended count too: they
  // are asked back rather than added a second time.
  std::vector<RosterMatch> find(Context& context, const Identity& identity, package::Side side) const;

 private:
  friend class People;
  ProgrammeId programme_;
  std::map<std::string, std::vector<std::uint64_t>, std::less<>> known_;  // by kind, sorted
};

class People : public PeopleDirectory {
 public:
  explicit People(const Programmes& programmes) : programmes_(programmes) {}

  // PeopleDirectory
  void fill(Tx& tx, Actor& actor) override;
  PersonId find_by_address(Tx& tx, const Vault& vault, std::string_view address) override;
  bool is_staff_member(Tx& tx, const PersonId& person) override;

  // Adds a person to a programme; emits people.person_added. Capacity comes from the package's capacity
  // field.
  PersonId add(Context& context, const Programme& programme, const NewPerson& person);
  // A person of the installation without a programme, for `kith user add`; gives the role where one is named.
  PersonId add_staff(Context& context, const Identity& identity, Role role, const ProgrammeId& programme);

  // Notes that the person agreed on paper to a purpose of the programme, on that day; emits
  // people.consent_changed. The text agreed to is the programme's own in its default language. Refuses
  // not_found for an unknown purpose.
  void record_paper_consent(Context& context, const PersonId& person, const Programme& programme,
                            std::string_view purpose, Instant at);

  // Whether a participant agrees to a purpose now, in words that are still the programme's.
  bool agreed(Context& context, const PersonId& person, const Programme& programme,
              std::string_view purpose) const;

  // Whether the programme does not suit them, by the questions at the beginning, and they have not come in
  // since.
  bool is_redirected(Context& context, const PersonId& person, const ProgrammeId& programme) const;

  // What is known of everybody in the programme for comparing a roster with it.
  RosterIndex roster_index(Context& context, const ProgrammeId& programme) const;

  // Changes a grant's state; emits people.role_changed. Ending it closes every door with the next request.
  void set_state(Context& context, const PersonId& person, const ProgrammeId& programme, Role role,
                 GrantState state);

  // Notes that the programme suits everyone imported on one side and that they gave the needed agreements on
  // the phone, and brings them in. For a demonstration; with real people a coordinator does it one by one.
  void bring_in_everyone(Context& context, const Programme& programme, package::Side side);

  // The person's side of a programme: their participant, caregiver or supporter grant that has not ended.
  std::optional<RoleGrant> member_grant(Tx& tx, const PersonId& person, const ProgrammeId& programme) const;

  // Who holds that role in the programme now, or with "" in no programme (administrators); active, in the
  // order of their ids. Ids only.
  std::vector<PersonId> people_with_role(Tx& tx, const ProgrammeId& programme, Role role) const;

  // The name that others see. Only for those who already reach the person (their match, a coordinator, a
  // letter).
  std::string display_name(Context& context, const PersonId& person, const ProgrammeId& programme) const;
  // Of many with few statements, at most most_keys_at_once.
  std::map<PersonId, std::string> display_names(Context& context, const std::vector<PersonId>& people,
                                                const ProgrammeId& programme) const;
  std::string language_of(Tx& tx, const PersonId& person) const;

  Profile profile(Context& context, const Reach<Profiles>& reach,
                  const PersonId& person) const;  // or not_found
  // Of many in the programme of the Reach, with few statements; who has no part in it is not among them.
  std::map<PersonId, Profile> profiles(Context& context, const Reach<Profiles>& reach,
                                       const std::vector<PersonId>& people) const;
  Identity identity(Context& context, const Reach<Identities>& reach, const PersonId& person) const;
  // Of many with few statements; who is not within reach is not among them.
  std::map<PersonId, Identity> identities(Context& context, const Reach<Identities>& reach,
                                          const std::vector<PersonId>& people) const;

  // How many of one side have a part that has begun and not ended but take none now: not in yet, or resting.
  std::int64_t not_taking_part(Tx& tx, const Reach<Profiles>& reach, package::Side side) const;

  // For the engine, as system: the pool of one side of a programme, in the order of their ids. `active_only`
  // leaves out who has not come in yet. Bounded to 20,000.
  std::vector<Candidate> pool(Context& context, const ProgrammeId& programme, package::Side side,
                              bool active_only) const;
  std::optional<Candidate> candidate(Context& context, const PersonId& person,
                                     const ProgrammeId& programme) const;

  // Who takes part on one side, without opening anything: in the order of waiting, then of the ids. Bounded
  // to 20,000.
  struct Member {
    PersonId person;
    Instant since;
  };
  std::vector<Member> taking_part(Tx& tx, const Reach<Profiles>& reach, package::Side side) const;

  // Every member of one side whose part has not ended, one by one in the order of their ids, with all
  // answers: for staff who take the list out. Holds a few hundred at a time.
  void each_member(Context& context, const Reach<Profiles>& reach, package::Side side,
                   const std::function<void(const Profile&)>& visit) const;

  Capacity capacity(Tx& tx, const PersonId& person, const ProgrammeId& programme) const;

  // Writes down that the actor looked at the person's record (access policy, rule 3).
  void note_look(Context& context, const PersonId& person, const ProgrammeId& programme,
                 std::string_view why);

  // Neither is ever suggested, matched or grouped with the other again, and neither is told why.
  void block(Context& context, const PersonId& blocker, const PersonId& blocked,
             const ProgrammeId& programme);
  // Who blocked somebody, or was blocked by them.
  std::vector<PersonId> blocked_with(Tx& tx, const PersonId& person) const;

  // While anything holds a record it is not closed: a concern that is being looked at needs to know whom it
  // is about. `cause` is the id of what holds it.
  void hold_record(Context& context, const PersonId& person, std::string_view cause);
  void release_record(Context& context, const PersonId& person, std::string_view cause);
  // Nothing is known of them any more, and nothing can be sealed for them.
  bool is_erased(Tx& tx, const PersonId& person) const;

  const Programmes& programmes() const { return programmes_; }

 private:
  const Programmes& programmes_;
};

// The only makers of reach over people (reach.cpp). Each refuses not_found where the relation gives nothing.
Reach<Profiles> reach_own_profile(const Context& context, const ProgrammeId& programme);
// What is left to somebody who takes part nowhere any more: that they left, and may come back.
Reach<Profiles> reach_own_leavings(const Context& context);
Reach<Profiles> reach_programme_profiles(const Context& context, const ProgrammeId& programme);
// For the engine and for letters: reads whoever is in the programme, and what is read goes on to nobody as it
// is.
Reach<Profiles> reach_profiles_for_matching(const Context& context, const ProgrammeId& programme);
Reach<Identities> reach_programme_identities(const Context& context, const ProgrammeId& programme);
Reach<Identities> reach_identities_as_system(const Context& context);

std::unique_ptr<Module> make_people_module(People& people);

}  // namespace kith
