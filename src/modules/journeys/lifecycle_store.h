#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/journeys/lifecycles.h"

// The statements over where somebody or a match stands. For this folder only.
namespace kith::journeys_store {

struct StateRow {
  std::string state;
  std::int64_t sequence = 0;  // of the event that led there
};

std::optional<StateRow> state_row(Tx& tx, Machine machine, const std::string& subject);
void put_state(Tx& tx, Machine machine, const std::string& subject, const std::string& state,
               const journeys::Happening& happening);

// Rows that no table could have led to, and states that disagree with the pairs.
std::vector<std::string> broken_states(Tx& tx);

}  // namespace kith::journeys_store
