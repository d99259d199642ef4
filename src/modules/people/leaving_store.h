#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/people/leaving_views.h"
#include "modules/people/people.h"
#include "modules/people/store.h"

// The statements of leaving and of closing records. For this folder only.
namespace kith::people_store {

struct LeavingRow {
  LeavingId id;
  PersonId person;
  ProgrammeId programme;
  std::string roles;  // "participant=active": what each was before
  LeavingChoice choice = LeavingChoice::keep;
  ResearchChoice research = ResearchChoice::none;
  LeavingReason reason = LeavingReason::unsaid;
  Instant at;
  Instant undo_until;
};

void insert_leaving(Tx& tx, const LeavingRow& row, std::string_view how, std::string_view recorded_by);
// Those that are neither undone nor done.
std::optional<LeavingRow> open_leaving(Tx& tx, const Reach<Profiles>& reach, const LeavingId& id);
std::vector<LeavingRow> open_leavings(Tx& tx, const Reach<Profiles>& reach, const Page& page);
bool settle_leaving(Tx& tx, const LeavingId& id, std::string_view state, Instant at);
void settle_leavings_of(Tx& tx, const PersonId& person, const ProgrammeId& programme, Instant at);

void put_hold(Tx& tx, const PersonId& person, std::string_view cause, Instant at);
void delete_hold(Tx& tx, const PersonId& person, std::string_view cause);
bool is_held(Tx& tx, const PersonId& person);

// Whose part in the programme ended before then, whose record is open and whom nothing holds.
std::vector<PersonId> ended_before(Tx& tx, const ProgrammeId& programme, Instant before, std::size_t limit);
bool anybody_ended(Tx& tx);
bool has_open_record_elsewhere(Tx& tx, const PersonId& person, const ProgrammeId& programme);
bool is_closed(Tx& tx, const PersonId& person, const ProgrammeId& programme);
bool is_erased(Tx& tx, const PersonId& person);
// False when it was closed before, or the person takes part.
bool close_grants(Tx& tx, const PersonId& person, const ProgrammeId& programme, Instant at);
void delete_part(Tx& tx, const PersonId& person, const ProgrammeId& programme);
void delete_person(Tx& tx, const PersonId& person, Instant at);

std::vector<std::string> broken_records(Tx& tx);

}  // namespace kith::people_store
