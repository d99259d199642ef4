#include "modules/journeys/desk.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/journeys/clock_words.h"
#include "modules/journeys/clocks.h"
#include "modules/journeys/event_words.h"
#include "modules/journeys/events.h"
#include "modules/journeys/tasks.h"
#include "store/events.h"

// The clocks of one person, as a coordinator sees and changes them.
namespace kith::journeys {
namespace {

using namespace journeys_store;
using package::ClockRule;

constexpr std::string_view words_place = "clock.words";
constexpr std::string_view note_place = "clock_note.words";
constexpr Duration furthest = days(731);

const PersonId& owner_of(const ClockRow& row) {
  return row.participant.empty() ? row.supporter : row.participant;
}

// One clock in words, in the language of the reader.
class Telling {
 public:
  Telling(Context& context, const Journeys& journeys, const Programme& programme, const ClockRow& row)
      : context_(context),
        journeys_(journeys),
        programme_(programme),
        row_(row),
        language_(programme.language_for(context.language)) {}

  ClockLine line() const {
    ClockLine out;
    out.clock_id = row_.id;
    out.due_at = row_.due_at;
    out.since = row_.base_at;
    out.rung = row_.state == ClockState::rung;
    tell_changes(out);
    if (row_.is_own()) {
      tell_own(out);
    } else if (const ClockRule* rule = rule_of(programme_, row_.rule)) {
      tell_rule(out, *rule);
    }
    return out;
  }

 private:
  std::string name(const PersonId& person) const {
    return person.empty() ? "" : journeys_.people().display_name(context_, person, row_.programme);
  }

  std::string said(const std::string& text) const {
    const std::string about = name(owner_of(row_));
    return as_sentence(programme_.text(text, language_,
                                       {{"participant", about},
                                        {"supporter", row_.supporter.empty() ? about : name(row_.supporter)},
                                        {"programme", programme_.name(language_)}}));
  }

  std::string role(const std::string& to) const {
    const auto known = enum_from<Role>(to);
    return known ? programme_.role_word(*known, language_) : to;
  }

  void tell_own(ClockLine& out) const {
    out.sentence =
        context_.vault.open_sealed(context_.tx, owner_of(row_).str(), words_place, row_.words->data);
    out.action = "reminder";
    out.to = role(row_.role);
  }

  void tell_rule(ClockLine& out, const ClockRule& rule) const {
    out.sentence = said(rule.text);
    out.action = enum_name(rule.action);
    out.to = role(rule.to);
    out.because = words_of_event(rule.when.empty() ? rule.state : rule.when, context_.language);
    out.until = rule.until.empty() ? "" : words_of_event(rule.until, context_.language);
    out.turn = row_.place.turn + 1;
    out.turns = rule.turns();
    const Timing timing = timing_of(context_, journeys_, programme_, rule, row_);
    for (int step = std::max(row_.place.step, 1); step <= static_cast<int>(rule.if_nothing.size()); ++step) {
      if (out.rung) break;
      const package::ClockStep& each = rule.if_nothing[static_cast<std::size_t>(step - 1)];
      const auto at = due_of(rule, timing, {row_.place.turn, step});
      out.if_nothing.push_back({said(each.text), role(each.to), at.value_or(row_.due_at)});
    }
  }

  void tell_changes(ClockLine& out) const {
    for (const ClockNote& each : clock_notes(context_.tx, row_.id)) {
      const std::string words = each.words ? context_.vault.open_sealed(context_.tx, owner_of(row_).str(),
                                                                        note_place, each.words->data)
                                           : "";
      out.changes.push_back({each.what, each.at, name(each.actor), each.until, words});
    }
  }

  Context& context_;
  const Journeys& journeys_;
  const Programme& programme_;
  const ClockRow& row_;
  std::string language_;
};

// Of the programme, and not over.
ClockRow running_clock(Context& context, const ProgrammeId& programme, const std::string& id) {
  reach_programme_tasks(context, programme);
  const auto row = clock(context.tx, id);
  if (!row || row->programme != programme) throw not_found();
  if (row->state == ClockState::over)
    throw Refusal(RefusalKind::conflict, "journeys.over", "This will not ring any more.");
  return *row;
}

void require_time(const Context& context, Instant at) {
  if (at > context.now && at < context.now + furthest) return;
  throw Refusal(RefusalKind::invalid, "journeys.later", "Choose a time from now on, within two years.");
}

void note(Context& context, const ClockRow& row, std::string what, std::optional<Instant> until,
          const std::string& words) {
  ClockNote made{context.world.ids.next(), row.id, row.programme, context.now,
                 context.actor.person,     what,   until,         {}};
  if (!words.empty()) made.words = context.vault.seal(context.tx, owner_of(row).str(), note_place, words);
  insert_clock_note(context.tx, made);
  context.emit(row.programme, row.id, ClockChanged{row.id, std::move(what)});
}

}  // namespace

ClockList clocks_of(Context& context, const Journeys& journeys, const ClocksAsk& ask) {
  const auto reach = reach_programme_tasks(context, ask.programme);
  if (!journeys.people().member_grant(context.tx, ask.person, ask.programme)) throw not_found();
  const Programme programme = journeys.programmes().get(context.tx, ask.programme);
  ClockList list;
  for (const ClockRow& each : clocks_of_person(context.tx, reach, ask.person)) {
    ClockLine line = Telling(context, journeys, programme, each).line();
    if (!line.sentence.empty()) list.items.push_back(std::move(line));
  }
  return list;
}

ClockList add_clock(Context& context, const Journeys& journeys, const AddClock& ask) {
  reach_programme_tasks(context, ask.programme);
  const auto grant = journeys.people().member_grant(context.tx, ask.person, ask.programme);
  if (!grant) throw not_found();
  require_time(context, ask.at);
  ClockRow row;
  row.id = context.world.ids.next();
  row.programme = ask.programme;
  row.rule = own_rule;
  row.subject = row.id;
  row.event_id = row.id;
  (grant->role == Role::supporter ? row.supporter : row.participant) = ask.person;
  row.sequence = last_event_sequence(context.tx);
  row.base_at = context.now;
  row.due_at = ask.at;
  row.role = enum_name(Role::coordinator);
  row.words = context.vault.seal(context.tx, ask.person.str(), words_place, ask.words);
  put_clock(context.tx, row);
  context.schedule(clock_kind, row.id, row.due_at, Json::object());
  note(context, row, "added", {}, "");
  return clocks_of(context, journeys, {ask.programme, ask.person});
}

void snooze_clock(Context& context, const Journeys&, const SnoozeClock& ask) {
  ClockRow row = running_clock(context, ask.programme, ask.clock);
  if (row.state != ClockState::waiting)
    throw Refusal(RefusalKind::conflict, "journeys.over", "This has rung. Do it, or skip it.");
  require_time(context, ask.until);
  row.due_at = ask.until;
  put_clock(context.tx, row);
  context.schedule(clock_kind, row.id, row.due_at, Json::object());
  note(context, row, "snoozed", ask.until, "");
}

void skip_clock(Context& context, Journeys& journeys, const SkipClock& ask) {
  const ClockRow row = running_clock(context, ask.programme, ask.clock);
  for (const TaskKind kind : {TaskKind::clock, TaskKind::reminder}) {
    close_tasks(context, open_tasks(context.tx, row.programme, {kind, row.id, {}, {}, ""}), TaskState::moot,
                last_event_sequence(context.tx) + 1);
  }
  end_turn(context, journeys, row);
  note(context, row, "skipped", {}, ask.reason);
}

}  // namespace kith::journeys
