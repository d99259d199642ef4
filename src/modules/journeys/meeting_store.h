#pragma once

#include <string>
#include <vector>

#include "modules/journeys/meeting_views.h"
#include "modules/journeys/store.h"

// The statements over the first contact of a pair. For this folder only.
namespace kith::journeys_store {

struct MetWord {
  Met said = Met::unsaid;
  std::optional<Instant> at;
};
MetWord met_word(Tx& tx, const std::string& match, const PersonId& person);
void put_met_word(Tx& tx, const std::string& match, const PersonId& person, const MetWord& word);

// The lines of the sheet that are ticked, from 1 on.
std::vector<int> ticked_lines(Tx& tx, const std::string& match);
void tick_line(Tx& tx, const std::string& match, int line, Instant at);
void untick_line(Tx& tx, const std::string& match, int line);

// All pairs of a person in the programme, the newest first, at most 20.
std::vector<PairRow> pairs_about(Tx& tx, const Reach<Tasks>& reach, const PersonId& person);

}  // namespace kith::journeys_store
