#include "modules/rehearsals/rehearsals.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/rehearsals/clocks.h"
#include "modules/rehearsals/events.h"
#include "modules/rehearsals/hall.h"
#include "modules/rehearsals/store.h"
#include "modules/rehearsals/views.h"
#include "modules/rehearsals/words.h"

namespace kith {
namespace {

namespace limits = rehearsal_limits;
constexpr std::int64_t minutes_a_day = 24 * 60;

[[noreturn]] void refuse(const Context& context, RefusalKind kind, const char* code, const Phrase& words) {
  throw Refusal(kind, code, words.in(context.language));
}

RehearsalAsk as_it_is(const Context& context, const RehearsalRoom& room, const StartRehearsal& wish) {
  const auto& known = room.populations();
  const auto people = std::ranges::find(known, wish.population, &RehearsalPeople::key);
  if (people == known.end()) {
    refuse(context, RefusalKind::invalid, "rehearsals.unknown_population",
           rehearsals_words::unknown_population);
  }
  RehearsalAsk ask;
  ask.population = people->key;
  ask.population_name = people->name;
  ask.weeks = wish.weeks;
  ask.seeds = wish.seeds;
  ask.as_is = {people->participants, people->supporters, "", 0};
  return ask;
}

void add_change(const Context& context, const Programme& programme, const StartRehearsal& wish,
                RehearsalAsk& ask) {
  RehearsalDesignKept changed = ask.as_is;
  if (wish.participants > 0) changed.participants = wish.participants;
  if (wish.supporters > 0) changed.supporters = wish.supporters;
  if (!wish.clock.empty()) {
    const package::ClockRule* rule = changeable_clock(*programme.package, wish.clock);
    if (!rule) {
      refuse(context, RefusalKind::invalid, "rehearsals.unknown_clock", rehearsals_words::unknown_clock);
    }
    const std::int64_t after = wish.clock_days * minutes_a_day;
    if (after != rule->after_minutes) {
      changed.clock = rule->key;
      changed.clock_minutes = after;
      ask.clock_minutes_as_is = rule->after_minutes;
      ask.clock_words = clock_view(programme, *rule, context.language).text;
    }
  }
  if (changed == ask.as_is) {
    refuse(context, RefusalKind::invalid, "rehearsals.no_change", rehearsals_words::no_change);
  }
  ask.changed = changed;
}

void refuse_too_large(const Context& context, const RehearsalAsk& ask) {
  const auto people = [](const RehearsalDesignKept& design) {
    return design.participants + design.supporters;
  };
  const int as_is = people(ask.as_is);
  const int changed = ask.changed ? people(*ask.changed) : 0;
  if (std::max(as_is, changed) > limits::most_people) {
    throw Refusal(RefusalKind::invalid, "rehearsals.too_large",
                  rehearsals_words::too_many_people.in(context.language,
                                                       {{"most", std::to_string(limits::most_people)}}));
  }
  if (std::int64_t{as_is + changed} * ask.weeks * ask.seeds > limits::most_work) {
    refuse(context, RefusalKind::invalid, "rehearsals.too_large", rehearsals_words::too_large);
  }
}

void refuse_when_busy(const Context& context, const std::string& life) {
  const auto open = rehearsals_store::unfinished(context.tx, life);
  if (std::ranges::find(open, context.actor.person, &RehearsalRow::asked_by) != open.end()) {
    refuse(context, RefusalKind::conflict, "rehearsals.one_at_a_time", rehearsals_words::one_at_a_time);
  }
  if (static_cast<int>(open.size()) >= limits::most_unfinished) {
    refuse(context, RefusalKind::too_many, "rehearsals.queue_full", rehearsals_words::queue_full);
  }
}

// What waits or runs is never taken away under its own feet.
void clear_old_ones(Context& context, const Reach<Rehearsal>& reach, const std::string& life) {
  const auto rows = rehearsals_store::newest(context.tx, reach, 2 * limits::kept + limits::most_unfinished);
  for (std::size_t i = limits::kept; i < rows.size(); ++i) {
    if (rows[i].unfinished() && rows[i].life == life) continue;
    rehearsals_store::remove(context.tx, reach, rows[i].id);
  }
}

}  // namespace

Rehearsals::Rehearsals(Programmes& programmes, std::shared_ptr<RehearsalRoom> room, const Log& log)
    : programmes_(programmes),
      room_(std::move(room)),
      hall_(std::make_unique<RehearsalHall>(programmes, room_, log)) {}

Rehearsals::~Rehearsals() = default;

void Rehearsals::work_through(AsSystem as_system) { hall_->work_through(std::move(as_system)); }

void Rehearsals::stop() { hall_->stop(); }

RehearsalId Rehearsals::ask(Context& context, const Reach<Rehearsal>& reach, const StartRehearsal& wish) {
  if (!room_) refuse(context, RefusalKind::unavailable, "rehearsals.not_here", rehearsals_words::not_here);
  const Programme programme = programmes_.get(context.tx, reach.programme());
  RehearsalRow row;
  row.ask = as_it_is(context, *room_, wish);
  if (wish.compare) add_change(context, programme, wish, row.ask);
  refuse_too_large(context, row.ask);
  row.life = hall_->life(context);
  refuse_when_busy(context, row.life);
  row.id = context.fresh<RehearsalId>();
  row.asked_at = context.now;
  rehearsals_store::insert(context.tx, reach, row);
  clear_old_ones(context, reach, row.life);
  context.schedule("rehearsals.start", row.id.str(), context.now,
                   Json::object({{"rehearsal", row.id.str()}, {"life", row.life}}));
  context.emit(reach.programme(), row.id.str(), RehearsalAsked{row.id, row.ask.weeks, row.ask.seeds});
  return row.id;
}

void Rehearsals::give_up(Context& context, const Reach<Rehearsal>& reach, const RehearsalId& id) {
  const auto row = rehearsals_store::find(context.tx, reach, id);
  if (!row) throw not_found();
  if (!rehearsals_store::end(context.tx, id, RehearsalState::stopped, "", context.now)) return;
  context.cancel("rehearsals.start", id.str());
  hall_->give_up(id);
  context.emit(reach.programme(), id.str(), RehearsalStopped{id});
}

}  // namespace kith
