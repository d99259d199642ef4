#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/rehearsals/ask.h"

// Every SQL statement of the rehearsals module. For this folder only.
namespace kith::rehearsals_store {

void insert(Tx& tx, const Reach<Rehearsal>& reach, const RehearsalRow& row);
// Newest first, without what came out.
std::vector<RehearsalRow> newest(Tx& tx, const Reach<Rehearsal>& reach, std::size_t most);
std::optional<RehearsalRow> find(Tx& tx, const Reach<Rehearsal>& reach, const RehearsalId& id);
// Of all programmes, those of one life that wait or run.
std::vector<RehearsalRow> unfinished(Tx& tx, std::string_view life);
void remove(Tx& tx, const Reach<Rehearsal>& reach, const RehearsalId& id);

// False when it was in another state meanwhile.
bool begin(Tx& tx, const RehearsalId& id);
bool end(Tx& tx, const RehearsalId& id, RehearsalState state, const std::string& result, Instant at);

std::vector<std::string> broken_rows(Tx& tx);

}  // namespace kith::rehearsals_store
