#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "engine/trial/allocation.h"
#include "engine/trial/constrained.h"

// The record of a trial as a file for a statistician: what was decided before, who was entered in which
// order, and, once the trial is closed, the seed and everything that followed from it.
//
// The file begins with lines "# name value": trial, opened, commitment, design (JSON), units and, once
// closed, closed, salt and seed. Then comes a CSV table, a line for each unit in the order in which they were
// made final:
//
//   open     number,unit,levels,final_at,entry
//   closed   number,unit,levels,imbalances,first_draw,last_draw,arm,seal,final_at,entry
//
// `entry` is SHA-256 over the entry before it (the commitment for the first), a newline and
// "number,unit,levels,final_at": it binds what went in, and it is the same in a file taken out early, which
// so proves later that no unit was changed, put in or taken out. `seal` is that of Line, beginning with
// commitment_of(). While the trial is open nothing that came out is in the file, and no seal over it: arms,
// numbers of draws and imbalances tell where a block begins, and a seal would let them be tried out.
namespace kith::trial {

enum class PlanMethod { simple, blocks, minimise, constrained };

}  // namespace kith::trial

namespace kith {
template <>
struct EnumNames<trial::PlanMethod> {
  using M = trial::PlanMethod;
  static constexpr std::pair<M, std::string_view> names[] = {{M::simple, "simple"},
                                                             {M::blocks, "blocks"},
                                                             {M::minimise, "minimise"},
                                                             {M::constrained, "constrained"}};
};
}  // namespace kith

namespace kith::trial {

// Everything that is decided before the first unit. `factors` are covariates, without levels, when
// constrained.
struct Plan {
  static constexpr std::string_view schema_name = "TrialPlan";
  PlanMethod method = PlanMethod::minimise;
  std::vector<Arm> arms;
  std::vector<Factor> factors;
  std::vector<int> blocks;
  int best_milli = 800;
  int candidates = 20'000;
  int keep_milli = 100;

  bool operator==(const Plan&) const = default;
  Design design() const;
  ConstrainedDesign constrained() const;
  static constexpr auto fields() {
    return std::tuple{field("method", &Plan::method),         field("arms", &Plan::arms),
                      field("factors", &Plan::factors),       field("blocks", &Plan::blocks),
                      field("best_milli", &Plan::best_milli), field("candidates", &Plan::candidates),
                      field("keep_milli", &Plan::keep_milli)};
  }
};

// A unit as it was made final: its reference, and its level of each factor (when constrained: the value of
// each covariate in the form of value_text).
struct Entry {
  std::string unit;
  std::vector<std::string> levels;
  std::string final_at;  // RFC 3339

  bool operator==(const Entry&) const = default;
};

std::string value_text(double value);
// The `entry` of the file; `number` counts from 1.
std::string entry_seal(std::size_t number, const Entry& entry, const std::string& before);

// What came of the entries: the text of Line for each, "number,unit,levels,imbalances,first_draw,last_draw,
// arm,seal". Throws the Refusals of Allocation and of allocate_constrained, and invalid "trial.levels".
std::vector<std::string> lines_of(const Plan& plan, std::uint64_t seed, const std::vector<Entry>& entries);
// The arm in such a text.
std::string arm_in(std::string_view line);

struct Record {
  std::string trial;
  std::string opened;
  std::string commitment;
  Plan plan;
  std::vector<Entry> entries;
  // Once closed.
  std::string closed;
  std::string salt;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> lines;  // as they were kept; empty when a constrained trial closed unallocated
};

// What is published when the trial opens: SHA-256 over the lines "kith trial opening 1", "trial T", "opened
// O", "salt S", "seed N" and "design JSON". The salt, which nobody can guess, keeps seeds from being tried
// out.
std::string opening_commitment(const Record& record);

std::string to_text(const Record& record);

// One thing that does not follow: on which line of the file, from 1.
struct RecordFault {
  int line = 0;
  std::string what;

  bool operator==(const RecordFault&) const = default;
};

// Runs the whole file again from its seed. Empty when every line is what follows from seed, design and order.
// After the first line that differs nothing can be relied upon, so at most one fault is told of the table.
// Throws Refusal invalid "trial.record" when it is no such file, and conflict "trial.open" when the trial was
// open as it was taken out, so that it holds no seed.
struct Replayed {
  std::size_t units = 0;
  std::vector<RecordFault> faults;
};
Replayed replay_record(std::string_view text);

}  // namespace kith::trial
