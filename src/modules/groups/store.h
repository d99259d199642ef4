#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/groups/draft.h"

// Every SQL statement of the groups module. For this folder only. What returns anything of people takes a
// Reach, whose programme each statement binds. Where groups meet is where somebody lives: places are sealed,
// each with the key of its draft or group.
namespace kith::peer_groups_store {

std::optional<Draft> open_draft(Context& context, const Reach<PeerGroup>& reach);
void insert_draft(Context& context, const Reach<PeerGroup>& reach, const Draft& draft);
// False when the revision before this one is not the one that stands.
bool update_draft(Context& context, const Reach<PeerGroup>& reach, const Draft& draft);
bool close_draft(Tx& tx, const Reach<PeerGroup>& reach, const Draft& draft, std::string_view state);

// Groups that stand, with who is in them, by number.
std::vector<PeerGroup> standing(Context& context, const Reach<PeerGroup>& reach);
// The groups of the programmes that the person of the Reach is in or leads, with who is in them.
std::vector<OwnPlace> places_of(Context& context, const Reach<PeerGroup>& reach);
std::int64_t highest_number(Tx& tx, const Reach<PeerGroup>& reach);
void insert_group(Context& context, const Reach<PeerGroup>& reach, const PeerGroup& group,
                  const DraftId& draft);
void insert_place(Tx& tx, const std::string& id, const PeerGroup& group, const PersonId& person, bool leads,
                  Instant at);
// False when the person has no such place now.
bool end_place(Tx& tx, const Reach<PeerGroup>& reach, const GroupId& group, const PersonId& person,
               bool leads, Instant at);
// Whether the person of the Reach ever had a place in the group, and in which programme that is.
std::optional<ProgrammeId> programme_of_place(Tx& tx, const Reach<PeerGroup>& reach, const GroupId& group);
void set_suits(Tx& tx, const Reach<PeerGroup>& reach, const GroupId& group, bool suits);
void end_group(Tx& tx, const Reach<PeerGroup>& reach, const GroupId& group, Instant at);
// Also forgets what was said of the time and place before.
void set_meeting(Context& context, const Reach<PeerGroup>& reach, const PeerGroup& group);

// Broken invariants, in words for the operator.
std::vector<std::string> broken_rows(Tx& tx);

}  // namespace kith::peer_groups_store
