#pragma once

#include <string>
#include <string_view>

#include "modules/journeys/journeys.h"
#include "modules/journeys/store.h"

// The clocks of a programme's package. For this folder only.
namespace kith::journeys {

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

// Stops the clocks that this makes needless (and closes the tasks they opened), then starts those that wait
// for it.
void happened(Context& context, Journeys& journeys, const Happening& happening);

// No clock of a match that ended, or of a person who left, rings any more.
void stop_clocks_of_match(Context& context, const std::string& match, std::int64_t before_sequence);
void stop_clocks_of_person(Context& context, const ProgrammeId& programme, const PersonId& person,
                           std::int64_t before_sequence);

// Staff ticked off what a clock asked for: for a clock that waits for match.check_in_done this is it.
void clock_task_done(Context& context, Journeys& journeys, const journeys_store::TaskRow& task);

JobKind clock_job(Journeys& journeys);

}  // namespace kith::journeys
