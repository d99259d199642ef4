#pragma once

#include <memory>
#include <string>
#include <vector>

#include "kernel/log.h"
#include "kernel/module.h"
#include "kernel/reach.h"
#include "modules/programmes/programmes.h"
#include "modules/rehearsals/room.h"

// Rehearsals of a programme, asked for by its coordinators and leads: what would follow if people behaved as
// a population says. Only the programme's package and an invented population go into one, never a person.
//
// A rehearsal is long work. One runs at a time, on a thread of low priority; a few more wait for it,
// at most one for each person who asks. It ends with the server. The newest ten of a programme are kept with
// what came out, so that nobody has to stay on the screen.
//
// Refusal codes: rehearsals.not_here, rehearsals.unknown_population, rehearsals.unknown_clock,
// rehearsals.no_change, rehearsals.too_large, rehearsals.one_at_a_time, rehearsals.queue_full.
namespace kith {

struct RehearsalTag;
using RehearsalId = Id<RehearsalTag>;

namespace rehearsal_limits {
inline constexpr int most_weeks = 104;
inline constexpr int most_seeds = 50;
inline constexpr int most_people = 1'000;           // participants and supporters of one design
inline constexpr std::int64_t most_work = 800'000;  // people times weeks times seeds times designs
inline constexpr int most_unfinished = 4;           // on one server
inline constexpr std::size_t kept = 10;             // of one programme
inline constexpr int most_clock_days = 365;
}  // namespace rehearsal_limits

// The thing that Reach<Rehearsal> opens.
struct Rehearsal;
struct StartRehearsal;
class RehearsalHall;

class Rehearsals {
 public:
  // With a room of nobody every rehearsal is refused ("not_here"), and no thread ever starts.
  Rehearsals(Programmes& programmes, std::shared_ptr<RehearsalRoom> room, const Log& log);
  ~Rehearsals();

  // How the thread reaches the store. Given once, before anything is asked.
  using AsSystem = std::function<void(std::string reason, const std::function<void(Context&)>& operation)>;
  void work_through(AsSystem as_system);
  // Ends what runs, at its next virtual day, and waits for that. What was not finished stays unfinished.
  void stop();

  // Keeps what was asked and schedules it. Emits rehearsal_asked.
  RehearsalId ask(Context& context, const Reach<Rehearsal>& reach, const StartRehearsal& wish);
  // Ends one that waits or runs; any other is left as it is. Refuses not_found. Emits rehearsal_stopped.
  void give_up(Context& context, const Reach<Rehearsal>& reach, const RehearsalId& id);

  const Programmes& programmes() const { return programmes_; }
  const RehearsalRoom* room() const { return room_.get(); }
  RehearsalHall& hall() { return *hall_; }

 private:
  Programmes& programmes_;
  std::shared_ptr<RehearsalRoom> room_;
  std::unique_ptr<RehearsalHall> hall_;
};

// The only maker of reach over rehearsals (reach.cpp): coordinators and leads of the programme; not_found to
// all others.
Reach<Rehearsal> reach_rehearsals(const Context& context, const ProgrammeId& programme);
Reach<Rehearsal> reach_rehearsals_as_system(const Context& context);

std::unique_ptr<Module> make_rehearsals_module(Rehearsals& rehearsals);

}  // namespace kith
