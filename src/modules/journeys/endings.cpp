#include "modules/journeys/endings.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/journeys/clock_words.h"
#include "modules/journeys/clocks.h"
#include "modules/journeys/contacts.h"
#include "modules/journeys/events.h"
#include "modules/journeys/questions.h"
#include "modules/journeys/tasks.h"
#include "modules/journeys/words.h"
#include "modules/journeys/zones.h"
#include "store/events.h"

namespace kith::journeys {
namespace {

using namespace journeys_store;

constexpr Duration longest_ending = days(42);  // the weeks in which wishes can be said
constexpr int few_contacts = 2;

// "participant=extend supporter=finish"
std::string wish_of(const PairRow& pair, std::string_view side) {
  const std::string key = std::string(side) + "=";
  for (const std::string& each : split(pair.wishes, ' ')) {
    if (each.starts_with(key)) return each.substr(key.size());
  }
  return "";
}

std::string with_wish(const PairRow& pair, std::string_view side, std::string_view wish) {
  const std::string_view other = side == "participant" ? "supporter" : "participant";
  const std::string kept = wish_of(pair, other);
  std::string out = std::string(side) + "=" + std::string(wish);
  if (!kept.empty()) out += " " + std::string(other) + "=" + kept;
  return out;
}

std::string_view side_of(const Context& context, const PairRow& pair) {
  return pair.participant == context.actor.person ? "participant" : "supporter";
}

Instant ending_from(const PairRow& pair) {
  const Duration half = (*pair.ends_at - pair.made_at) / 2;
  return *pair.ends_at - std::min(half, longest_ending);
}

PairView view_of(Context& context, const Journeys& journeys, const PairRow& pair) {
  const std::string_view side = side_of(context, pair);
  const bool seeks = side == "participant";
  PairView view;
  view.conversation_id = pair.conversation;
  view.programme_id = pair.programme;
  view.other_name =
      journeys.people().display_name(context, seeks ? pair.supporter : pair.participant, pair.programme);
  view.since = pair.made_at;
  view.ends_at = pair.ends_at;
  if (pair.ends_at) view.halfway_at = pair.made_at + (*pair.ends_at - pair.made_at) / 2;
  view.contacts = static_cast<int>(pair.contacts);
  view.ending = is_ending(pair, context.now);
  if (!view.ending) return view;
  view.own_wish = wish_of(pair, side);
  if (wish_of(pair, seeks ? "supporter" : "participant") == "extend") view.other_wish = "extend";
  const Programme programme = journeys.programmes().get(context.tx, pair.programme);
  view.wishes = {EndWish::finish};
  if (programme.package->extension_minutes > 0) view.wishes.insert(view.wishes.begin(), EndWish::extend);
  if (seeks) view.wishes.insert(view.wishes.end(), {EndWish::group, EndWish::supporter});
  return view;
}

void post(Context& context, const Journeys& journeys, const PersonId& to, const ProgrammeId& programme,
          const Phrase& phrase, std::string dedupe) {
  Letter letter = phrase_letter(context, journeys, to, programme, phrase);
  letter.kind = "ending";
  letter.dedupe = std::move(dedupe);
  journeys.postbox().post(context, letter);
}

void extend(Context& context, Journeys& journeys, PairRow pair) {
  const Programme programme = journeys.programmes().get(context.tx, pair.programme);
  const int more_days = static_cast<int>(programme.package->extension_minutes / (24 * 60));
  pair.ends_at = same_time_later(*pair.ends_at, 0, more_days, programme.package->time_zone);
  set_end(context.tx, pair.match, *pair.ends_at);
  set_wishes(context.tx, pair.match, "");
  context.emit(pair.programme, pair.match, MatchExtended{pair.match, *pair.ends_at});
  const std::string id = "extended " + pair.match + " " + to_text(date_in(*pair.ends_at, "UTC"));
  // What it makes needless is over before what counts from the end is planned again.
  happened_now(context, journeys, "match.extended", pair, id);
  plan_anew(context, journeys, pair);
  plan_ending(context, pair);
  for (const PersonId& each : {pair.participant, pair.supporter}) {
    post(context, journeys, each, pair.programme, journeys_words::extended_letter, id);
  }
}

TaskRow task_for_coordinator(const PairRow& pair, TaskKind kind, const PersonId& about, std::string cause) {
  TaskRow task;
  task.programme = pair.programme;
  task.kind = kind;
  task.cause = std::move(cause);
  task.subject = pair.match;
  task.role = enum_name(Role::coordinator);
  task.about = about;
  return task;
}

// Outlives the match, so its subject is not the match.
void look_after(Context& context, const PairRow& pair, const StoredEvent& event) {
  if (!open_tasks(context.tx, pair.programme, {TaskKind::look_after, pair.supporter.str(), {}, {}, ""})
           .empty())
    return;
  TaskRow task = task_for_coordinator(pair, TaskKind::look_after, pair.supporter, event.id + " look_after");
  task.subject = pair.supporter.str();
  task.sequence = event.sequence;
  task.due_at = event.at + days(2);
  open_task(context, std::move(task));
}

}  // namespace

std::optional<Instant> agreed_end(const Programme& programme, Instant made_at) {
  const auto length = programme.package->length_minutes;
  if (length == 0) return std::nullopt;
  return same_time_later(made_at, 0, static_cast<int>(length / (24 * 60)), programme.package->time_zone);
}

bool is_ending(const PairRow& pair, Instant now) {
  return pair.ends_at && !pair.ended_at && now >= ending_from(pair);
}

void plan_ending(Context& context, const PairRow& pair) {
  if (pair.ends_at) context.schedule(ending_kind, pair.match, ending_from(pair), Json::object());
}

JobKind ending_job(Journeys& journeys) {
  const auto begin = [&journeys](Context& context, const Job& job) {
    const auto pair = pair_of_match(context.tx, job.key);
    if (!pair || !is_ending(*pair, context.now)) return;
    happened_now(context, journeys, "match.ending", *pair,
                 "ending " + pair->match + " " + to_text(date_in(*pair->ends_at, "UTC")));
  };
  return {std::string(ending_kind), begin, {}, {}};
}

PairViews pair_views(Context& context, const Journeys& journeys) {
  PairViews views;
  for (const PairRow& each : open_pairs(context.tx, reach_own_tasks(context).person())) {
    views.items.push_back(view_of(context, journeys, each));
  }
  return views;
}

PairViews wish_end(Context& context, Journeys& journeys, const WishEnd& ask) {
  const PersonId me = reach_own_tasks(context).person();
  PairRow pair = own_open_pair(context, ask.conversation);
  const auto allowed = view_of(context, journeys, pair).wishes;
  if (std::ranges::find(allowed, ask.wish) == allowed.end()) {
    throw Refusal(RefusalKind::conflict, "journeys.later", "There is time for this in the last weeks.");
  }
  const std::string_view side = side_of(context, pair);
  pair.wishes = with_wish(pair, side, enum_name(ask.wish));
  set_wishes(context.tx, pair.match, pair.wishes);
  context.emit(pair.programme, pair.match, EndWished{pair.match, me, std::string(enum_name(ask.wish))});
  if (wish_of(pair, "participant") == "extend" && wish_of(pair, "supporter") == "extend") {
    extend(context, journeys, pair);
  }
  if (ask.wish == EndWish::group || ask.wish == EndWish::supporter) {
    TaskRow task = task_for_coordinator(pair, TaskKind::next_door, me,
                                        "next " + pair.match + " " + std::string(enum_name(ask.wish)));
    task.subject = me.str();
    task.rule = enum_name(ask.wish);
    task.sequence = last_event_sequence(context.tx);
    task.due_at = context.now + days(7);
    open_task(context, std::move(task));
  }
  return pair_views(context, journeys);
}

void ended_early(Context& context, Journeys& journeys, const PairRow& pair, const StoredEvent& event) {
  const std::string& reason = event.data.text("reason");
  const bool by_supporter = event.actor == pair.supporter.str();
  const auto member = journeys.people().member_grant(context.tx, pair.supporter, pair.programme);
  const bool supporter_gone = !member || member->state != GrantState::active;
  if (reason == "blocked" || (!by_supporter && !(reason == "left" && supporter_gone))) return;
  post(context, journeys, pair.participant, pair.programme, journeys_words::stopped_letter, event.id);
  look_after(context, pair, event);
  happened(context, journeys,
           {"match.ended_early", pair.programme, pair.match, "", pair.participant, pair.supporter, event.id,
            event.sequence, event.at});
}

void supporter_rests(Context& context, Journeys& journeys, const PairRow& pair, const StoredEvent& event) {
  post(context, journeys, pair.participant, pair.programme, journeys_words::pause_letter,
       event.id + " " + pair.match);
  look_after(context, pair, event);
}

void ask_who_stopped(Context& context, Journeys& journeys, const PairRow& pair, const StoredEvent& event) {
  const std::string& reason = event.data.text("reason");
  if (reason != "ended" && reason != "left") return;
  if (pair.contacts < 1 || pair.contacts > few_contacts) return;
  const PersonId& who = event.actor == pair.supporter.str() ? pair.supporter : pair.participant;
  ask_leaver(context, journeys,
             {who, pair.programme, pair.match, leaving_question, "", "leaving " + pair.match});
}

}  // namespace kith::journeys
