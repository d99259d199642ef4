#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modules/journeys/clock_plan.h"
#include "modules/journeys/clock_store.h"
#include "modules/journeys/journeys.h"
#include "modules/journeys/store.h"

// The clocks of a programme's package. For this folder only.
namespace kith::journeys {

inline constexpr std::string_view clock_kind = "journeys.clock";

// Something that packages know by a name of known_events(), and whom it concerned. Ids that do not apply are
// empty.
struct Happening {
  std::string_view name;
  ProgrammeId programme;
  std::string match;
  std::string thing;  // a request or a concern
  PersonId participant;
  PersonId supporter;
  std::string event_id;
  std::int64_t sequence = 0;
  Instant at;
};

// Ends the turns and the clocks that this makes needless (and closes the tasks they opened), then starts
// those that wait for it.
void happened(Context& context, Journeys& journeys, const Happening& happening);

// The same for what this module itself saw happen in this transaction.
void happened_now(Context& context, Journeys& journeys, std::string_view name,
                  const journeys_store::PairRow& pair, const std::string& event_id);

// No clock of a match that ended, or of a person who left, rings any more.
void stop_clocks_of_match(Context& context, const std::string& match, std::int64_t before_sequence);
void stop_clocks_of_person(Context& context, const ProgrammeId& programme, const PersonId& person,
                           std::int64_t before_sequence);

// The agreed end of the match moved: what counts from it moves too.
void plan_anew(Context& context, Journeys& journeys, const journeys_store::PairRow& pair);

// Somebody did what a clock asked for: for a clock that waits for match.check_in_done this is it.
void clock_task_done(Context& context, Journeys& journeys, const journeys_store::TaskRow& task);

// Nothing rings any more in this turn; the next turn is waited for, or the clock is over.
void end_turn(Context& context, Journeys& journeys, journeys_store::ClockRow clock);

// Of the clocks of the package; nullptr for a rule that the package has no more, and for own clocks.
const package::ClockRule* rule_of(const Programme& programme, const std::string& key);
Timing timing_of(Context& context, const Journeys& journeys, const Programme& programme,
                 const package::ClockRule& rule, const journeys_store::ClockRow& clock);
bool is_side(std::string_view role);

JobKind clock_job(Journeys& journeys);

}  // namespace kith::journeys
