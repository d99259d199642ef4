#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/trial/record_file.h"
#include "kernel/module.h"
#include "kernel/reach.h"
#include "modules/people/people.h"

// Randomised trials: what people, practices or areas of a programme are offered is drawn by chance, and the
// draw can be proven afterwards. The rules are the package's trial.yaml; a trial that was opened keeps the
// rules it was opened with.
//
// A trial is opened: a seed is drawn and sealed, and a hash of it is published, which binds whoever could
// read it. Then units are made final one by one, by a coordinator, for good. Only with that, in the same
// transaction and in that order, is a unit's arm worked out and told. Closing ends it and reveals the seed.
//
// Concealment: while a trial is open, no answer, list, event, log line or refusal depends on its seed but by
// the arms of units that are final. Arms stand sealed in the database, in no event, and never in the order in
// which they were drawn. How many units each arm has is told only where it says nothing of the next. Units
// and lines are inserted and never changed; there is no statement that would.
//
// Refusal codes: trials.no_trial, trials.open_already, trials.over, trials.not_open, trials.not_ready,
// trials.allocated, trials.one_by_one, trials.too_few.
namespace kith {

struct TrialTag;
struct TrialUnitTag;
using TrialId = Id<TrialTag>;
using TrialUnitId = Id<TrialUnitTag>;

enum class TrialState { open, closed };

// A trial that was opened. The thing that Reach<Trial> opens, its units included.
struct Trial {
  TrialId id;
  std::string key;
  TrialState state = TrialState::open;
  package::TrialRules rules;
  trial::Plan plan;
  std::string commitment;
  Instant opened_at;
  std::optional<Instant> closed_at;

  bool at_once() const { return plan.method == trial::PlanMethod::constrained; }
};

// A unit that is final: a person, or all who gave the same answer, by the name that was written.
struct TrialUnit {
  TrialUnitId id;
  std::int64_t number = 0;  // in the order of being made final, from 1
  PersonId person;          // empty for units of several people
  std::string hash;         // stands for the unit, and tells nothing of it or of the order
  std::string name;         // "" for people
  int people = 1;
  trial::Entry entry;
  std::string seal;  // of the entry
  Instant final_at;
  std::string line;  // what came of it, trial::lines_of; "" until then

  std::string arm() const { return trial::arm_in(line); }
};

class Trials {
 public:
  explicit Trials(People& people) : people_(people) {}

  // Emits trial_opened. Refuses trials.no_trial, open_already, and over: a trial's key serves once.
  void open(Context& context, const Reach<Trial>& reach);

  // Makes a unit that waits final, by its hash, and draws its arm (unless all are drawn at once). Emits
  // unit_made_final. A unit that is final already is answered as it is. Refuses not_found for a hash that
  // nobody waits by, trials.not_open, not_ready and, when all were drawn, allocated.
  TrialUnit make_final(Context& context, const Reach<Trial>& reach, const std::string& hash);

  // Draws the arms of all units at once, of a constrained trial. Emits trial_allocated. Refuses
  // trials.one_by_one, allocated, too_few.
  void allocate(Context& context, const Reach<Trial>& reach);

  // Ends the trial and reveals its seed. Emits trial_closed.
  void close(Context& context, const Reach<Trial>& reach);

  // The record as a file (trial/record_file.h): of the trial with that key, of the present one for "". Emits
  // record_taken.
  std::string record(Context& context, const Reach<Trial>& reach, const std::string& key);

  const People& people() const { return people_; }

 private:
  People& people_;
};

// The only makers of reach over trials (reach.cpp), not_found to all others: coordinators run a trial;
// coordinators and leads open and close it; leads and researchers take its record; all three read what it is.
Reach<Trial> reach_trial_to_run(const Context& context, const ProgrammeId& programme);
Reach<Trial> reach_trial_to_decide(const Context& context, const ProgrammeId& programme);
Reach<Trial> reach_trial_record(const Context& context, const ProgrammeId& programme);
Reach<Trial> reach_trial_to_read(const Context& context, const ProgrammeId& programme);

std::unique_ptr<Module> make_trials_module(Trials& trials);

}  // namespace kith
