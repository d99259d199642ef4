#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/reach.h"
#include "modules/people/people.h"

// Every SQL statement of the people module. For this folder only.
namespace kith::people_store {

struct GrantRow {
  PersonId person;
  ProgrammeId programme;
  Role role = Role::participant;
  GrantState state = GrantState::imported;
  Instant since;
  std::optional<Instant> waiting_since;
};

struct ProfileRow {
  GrantRow grant;
  std::string content;  // sealed
  std::vector<std::string> hidden;
  std::string language;
};

// A profile with what matching asks beside it. Who never said how many they take up takes none.
struct CandidateRow {
  ProfileRow profile;
  Exclusions exclusions;
  Capacity capacity;
};

// Which lines of a list to give: after the cursor, at most `limit`.
struct Page {
  std::string after;
  std::size_t limit = 50;
};

void insert_person(Tx& tx, const PersonId& id, const Bytes& identity, const std::string& language,
                   Instant at);
void update_identity(Tx& tx, const PersonId& id, const Bytes& identity);
std::optional<std::string> identity_of(Tx& tx, const Reach<Identities>& reach, const PersonId& person);
// Of those within reach, with few statements.
std::map<PersonId, std::string> identities_of(Tx& tx, const Reach<Identities>& reach,
                                              const std::vector<PersonId>& people);
std::string language_of(Tx& tx, const PersonId& person);
void set_language(Tx& tx, const PersonId& person, const std::string& language);

using KeyedHashes = std::vector<std::pair<std::string, std::string>>;
void insert_addresses(Tx& tx, const PersonId& person, const KeyedHashes& addresses);  // of a new person
void set_address(Tx& tx, const PersonId& person, std::string_view kind, const std::string& hash);
std::vector<PersonId> people_with_address(Tx& tx, const std::string& hash);  // at most two
// All that a new person has, in one statement.
void insert_roster_keys(Tx& tx, const ProgrammeId& programme, const PersonId& person,
                        const KeyedHashes& keys);
std::vector<RosterMatch> people_with_roster_key(Tx& tx, const ProgrammeId& programme, std::string_view kind,
                                                const std::string& hash);  // at most five
struct RosterKeyRow {
  PersonId person;
  std::string kind;
  std::string hash;
};
// Those after `last`, by person and kind, at most `limit`.
std::vector<RosterKeyRow> roster_keys_after(Tx& tx, const ProgrammeId& programme, const RosterKeyRow& last,
                                            std::size_t limit);

void insert_grant(Tx& tx, const std::string& id, const GrantRow& grant);
std::int64_t set_grant_state(Tx& tx, const GrantRow& grant);
std::vector<GrantRow> grants_of(Tx& tx, const PersonId& person);  // all that have not ended

std::vector<PersonId> people_with_role(Tx& tx, const ProgrammeId& programme,
                                       Role role);  // active, at most 1,000

void put_profile(Tx& tx, const PersonId& person, const ProgrammeId& programme, const Bytes& content,
                 const std::vector<std::string>& hidden, Instant at);
std::optional<ProfileRow> profile_of(Tx& tx, const Reach<Profiles>& reach, const PersonId& person,
                                     const ProgrammeId& programme);
// Of the reach's programme.
std::vector<ProfileRow> profiles_of(Tx& tx, const Reach<Profiles>& reach,
                                    const std::vector<PersonId>& people);
std::optional<CandidateRow> candidate_of(Tx& tx, const Reach<Profiles>& reach, const PersonId& person);
std::vector<CandidateRow> candidates(Tx& tx, const Reach<Profiles>& reach, package::Side side,
                                     bool active_only, std::size_t limit);
// The sealed profile, whether or not the person's part has ended: for the name they showed and nothing else.
std::optional<std::string> content_of(Tx& tx, const PersonId& person, const ProgrammeId& programme);
// Of those who have one, with few statements.
std::map<PersonId, std::string> contents_of(Tx& tx, const std::vector<PersonId>& people,
                                            const ProgrammeId& programme);
// Members of one side ("participant" takes caregivers with it) in the order of their ids: those in that
// state, or with "" all whose part has not ended.
std::vector<ProfileRow> members(Tx& tx, const Reach<Profiles>& reach, package::Side side,
                                std::string_view state, const Page& page);
std::vector<People::Member> taking_part(Tx& tx, const Reach<Profiles>& reach, package::Side side);
// As many as members() gives in all.
std::int64_t count_members(Tx& tx, const Reach<Profiles>& reach, package::Side side, std::string_view state);
std::vector<std::string> sealed_contents(Tx& tx, const PersonId& person);  // of every programme, for a name

std::optional<Capacity> capacity_of(Tx& tx, const PersonId& person, const ProgrammeId& programme);
void put_capacity(Tx& tx, const PersonId& person, const ProgrammeId& programme, const Capacity& capacity);
Exclusions exclusions_of(Tx& tx, const PersonId& person, const ProgrammeId& programme);
void put_exclusions(Tx& tx, const PersonId& person, const ProgrammeId& programme,
                    const Exclusions& exclusions);
std::vector<PersonId> blocked_with(Tx& tx, const PersonId& person);  // both ways
// Of everybody in a programme at once.
std::map<PersonId, std::vector<PersonId>> blocks_within(Tx& tx, const ProgrammeId& programme);
void insert_block(Tx& tx, const PersonId& blocker, const PersonId& blocked, Instant at);

struct LookRow {
  std::string id;
  PersonId viewer;
  ProgrammeId programme;
  Role role = Role::coordinator;
  std::string why;  // sealed with the key of the person looked at
  Instant at;
};
void insert_look(Tx& tx, const PersonId& person, const LookRow& look);
std::vector<LookRow> looks_at(Tx& tx, const PersonId& person, const Page& page);  // newest first

}  // namespace kith::people_store
