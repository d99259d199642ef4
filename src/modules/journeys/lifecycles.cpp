#include "modules/journeys/lifecycles.h"

#include "modules/journeys/endings.h"
#include "modules/journeys/events.h"
#include "modules/journeys/lifecycle_store.h"
#include "modules/journeys/store.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;

bool holds(Context& context, const Journeys& journeys, Guard guard, const Happening& happening) {
  switch (guard) {
    case Guard::none:
      return true;
    case Guard::has_room:
    case Guard::has_no_room: {
      const int most =
          journeys.people().capacity(context.tx, happening.supporter, happening.programme).capacity;
      const bool room = count_open_pairs(context.tx, happening.supporter, happening.programme) < most;
      return room == (guard == Guard::has_room);
    }
    case Guard::alone:
    case Guard::has_someone: {
      bool someone = false;
      for (const PairRow& each : open_pairs(context.tx, happening.participant)) {
        someone =
            someone || (each.programme == happening.programme && each.participant == happening.participant);
      }
      return someone == (guard == Guard::has_someone);
    }
    case Guard::met:
    case Guard::not_met:
    case Guard::last_weeks: {
      const auto pair = pair_of_match(context.tx, happening.match);
      if (!pair) return false;
      if (is_ending(*pair, happening.at)) return guard == Guard::last_weeks;
      return guard == (pair->contact_at ? Guard::met : Guard::not_met);
    }
  }
  return false;
}

void move(Context& context, const Journeys& journeys, Machine machine, const std::string& subject,
          const Happening& happening) {
  const auto now = state_row(context.tx, machine, subject);
  if (now && now->sequence >= happening.sequence) return;
  const std::string from = now ? now->state : "";
  for (const Transition& each : transitions(machine)) {
    const bool here = each.from == from || (each.from == "*" && !from.empty() && from != each.to);
    if (!here || each.event != happening.name || !holds(context, journeys, each.guard, happening)) continue;
    put_state(context.tx, machine, subject, std::string(each.to), happening);
    return context.emit(happening.programme, subject,
                        Moved{std::string(enum_name(machine)), subject, from, std::string(each.to)});
  }
}

}  // namespace

std::string member_subject(const PersonId& person, const ProgrammeId& programme) {
  return person.str() + " " + programme.str();
}

std::string state_of(Tx& tx, Machine machine, const std::string& subject) {
  const auto row = state_row(tx, machine, subject);
  return row ? row->state : "";
}

void move_lifecycles(Context& context, const Journeys& journeys, const Happening& happening) {
  if (!happening.match.empty()) move(context, journeys, Machine::match, happening.match, happening);
  if (!happening.participant.empty()) {
    move(context, journeys, Machine::enrolment, member_subject(happening.participant, happening.programme),
         happening);
  }
  if (!happening.supporter.empty()) {
    move(context, journeys, Machine::availability, member_subject(happening.supporter, happening.programme),
         happening);
  }
}

}  // namespace kith::journeys
