#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "modules/trials/trials.h"

// Every SQL statement of the trials module. For this folder only. What went in and what came out are sealed
// with a key of the trial. Nothing here changes or deletes a unit or a line.
namespace kith::trials_store {

struct Secret {
  std::uint64_t seed = 0;
  std::string salt;
};

// The one that is open, or else the last.
std::optional<Trial> latest(Tx& tx, const Reach<Trial>& reach);
std::optional<Trial> with_key(Tx& tx, const Reach<Trial>& reach, const std::string& key);
std::vector<std::string> keys(Tx& tx, const Reach<Trial>& reach);  // in the order of opening, at most 100
void insert(Context& context, const Reach<Trial>& reach, const Trial& trial, const Secret& secret);
bool close(Context& context, const Reach<Trial>& reach, const Trial& trial);
Secret secret_of(Context& context, const Reach<Trial>& reach, const Trial& trial);

// In the order of being made final, with their lines.
std::vector<TrialUnit> units(Context& context, const Reach<Trial>& reach, const Trial& trial);
std::int64_t count_units(Tx& tx, const Reach<Trial>& reach, const Trial& trial);
std::vector<std::string> hashes(Tx& tx, const Reach<Trial>& reach, const Trial& trial);  // sorted
std::optional<TrialUnit> unit(Context& context, const Reach<Trial>& reach, const Trial& trial,
                              const std::string& hash);
// By hash, which is no order of anything, after that one.
std::vector<TrialUnit> page_of_units(Context& context, const Reach<Trial>& reach, const Trial& trial,
                                     const std::string& after, int limit);
void insert_unit(Context& context, const Reach<Trial>& reach, const Trial& trial, const TrialUnit& unit);
void insert_line(Context& context, const Trial& trial, const TrialUnit& unit);

// Broken invariants, in words for the operator.
std::vector<std::string> broken_rows(Tx& tx);

}  // namespace kith::trials_store
