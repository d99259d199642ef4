#include "modules/matching/asking.h"

#include <algorithm>

#include "base/refusal.h"
#include "modules/matching/library.h"
#include "modules/matching/reach.h"
#include "modules/matching/words.h"

namespace kith {
namespace {

using namespace matching_store;

constexpr std::string_view hello_place = "request.hello";
constexpr std::string_view remind_job = "matching.remind";
constexpr std::string_view release_job = "matching.release";

void say(Context& context, std::string_view type, const RequestRow& row) {
  context.emit_json(type, row.programme, row.id.str(),
                    encode(RequestMoved{row.id, row.participant, row.supporter, row.on_behalf}));
}

void start_clock(Context& context, const package::RequestRules& rules, RequestRow& row) {
  row.asked_at = context.now;
  row.answer_by = context.now + minutes(rules.release_after_minutes);
  const Json payload = Json::object({{"request", row.id.str()}});
  context.schedule(remind_job, row.id.str(), context.now + minutes(rules.remind_after_minutes), payload);
  context.schedule(release_job, row.id.str(), *row.answer_by, payload);
}

void stop_clock(Context& context, const RequestRow& row) {
  context.cancel(remind_job, row.id.str());
  context.cancel(release_job, row.id.str());
}

void must_move(Context& context, const RequestRow& row, RequestState to) {
  if (move_request(context.tx, row, to, context.now)) return;
  throw Refusal(RefusalKind::conflict, "matching.not_open",
                "This request has been answered or has moved on already.");
}

void must_be_open(const RequestRow& row) {
  if (row.is_open()) return;
  throw Refusal(RefusalKind::conflict, "matching.not_open",
                "This request has been answered or has moved on already.");
}

// Asks the next supporter in the list who is still free; says so when nobody is left.
void ask_next(Context& context, const People& people, const PersonId& participant,
              const ProgrammeId& programme) {
  const Programme known = people.programmes().get(context.tx, programme);
  while (auto next = next_queued(context.tx, participant, programme)) {
    if (!is_free_for(context, people, known, participant, next->supporter)) {
      must_move(context, *next, RequestState::released);
      continue;
    }
    RequestRow row = *next;
    start_clock(context, known.package->matching.requests, row);
    must_move(context, row, RequestState::asked);
    say(context, matching_events::request_asked, row);
    return;
  }
  context.emit(programme, participant.str(), RequestsExhausted{participant});
}

void check_asks(Context& context, const People& people, const Programme& programme, const Asking& asking) {
  const auto open = unfinished(context.tx, asking.participant, asking.programme);
  const auto most = static_cast<std::size_t>(programme.package->matching.requests.ask_up_to);
  if (asking.asks.empty()) throw invalid({{"asks", "required", "Choose at least one person to ask."}});
  if (open.size() + asking.asks.size() > most) {
    throw Refusal(RefusalKind::conflict, "matching.too_many",
                  "You can ask " + std::to_string(most) + " people at a time.");
  }
  if (has_open_pair(context.tx, asking.participant, asking.programme)) {
    throw Refusal(RefusalKind::conflict, "matching.already_matched",
                  "There is someone to talk to already. Change first, then choose again.");
  }
  for (const Ask& each : asking.asks) {
    const bool twice = std::ranges::count(asking.asks, each.supporter_id, &Ask::supporter_id) > 1 ||
                       std::ranges::find(open, each.supporter_id, &RequestRow::supporter) != open.end();
    if (twice) throw invalid({{"asks", "given_twice", "One of these people has been asked already."}});
    if (!is_free_for(context, people, programme, asking.participant, each.supporter_id)) {
      throw Refusal(RefusalKind::conflict, "matching.not_free",
                    "One of these people is not free any more. Please look at the list again.");
    }
  }
}

std::string hours_until(const Context& context, const RequestRow& row) {
  const auto left = row.answer_by.value_or(context.now) - context.now;
  return std::to_string(std::max<std::int64_t>(1, (left.count() + 1'800'000'000) / 3'600'000'000));
}

// What the participant reads about one request.
std::string request_words(const Context& context, const Programme& programme, const RequestRow& row,
                          const std::string& name) {
  const std::map<std::string, std::string> parts{{"supporter", name}, {"hours", hours_until(context, row)}};
  switch (row.state) {
    case RequestState::queued:
      return matching_words::queued.in(context.language, {{"name", name}});
    case RequestState::asked:
      return programme.text("request_sent", context.language, parts);
    case RequestState::reminded:
      return programme.text("request_reminded", context.language, parts);
    case RequestState::accepted:
      return programme.text("request_accepted", context.language, parts);
    case RequestState::declined:
      return programme.text("request_declined", context.language, parts);
    case RequestState::not_now:
      return programme.text("request_not_now", context.language, parts);
    case RequestState::released:
      return programme.text("request_released", context.language, parts);
    case RequestState::withdrawn:
      return matching_words::withdrawn.in(context.language, {{"name", name}});
    case RequestState::closed:
      return matching_words::closed.in(context.language, {{"name", name}});
  }
  return "";
}

AskView ask_view(Context& context, const People& people, const RequestRow& row) {
  const Programme programme = people.programmes().get(context.tx, row.programme);
  const std::string language = programme.language_for(context.language);
  const auto participant = people.candidate(context, row.participant, row.programme);
  AskView view;
  view.request_id = row.id;
  view.programme_id = row.programme;
  if (participant) {
    view.participant_name = participant->profile.display_name;
    view.note = participant->profile.note;
    view.facts = shown_facts(programme, participant->profile, language);
  }
  view.reasons = reasons_for_supporter(context, people, programme, row.participant, row.supporter);
  view.hello = context.vault.open_sealed(context.tx, row.id.str(), hello_place, row.hello);
  view.asked_at = row.asked_at.value_or(row.made_at);
  view.answer_by = row.answer_by.value_or(row.made_at);
  const std::string key = row.state == RequestState::reminded ? "request_reminder" : "request_received";
  view.words = programme.text(key, language,
                              {{"participant", view.participant_name}, {"hours", hours_until(context, row)}});
  return view;
}

void close_others(Context& context, const PersonId& participant, const ProgrammeId& programme,
                  const RequestId& except) {
  for (const RequestRow& each : unfinished(context.tx, participant, programme)) {
    if (each.id == except) continue;
    if (each.is_open()) {
      stop_clock(context, each);
      say(context, matching_events::request_withdrawn, each);
    }
    must_move(context, each, RequestState::closed);
  }
}

void check_room(Context& context, const People& people, const RequestRow& row) {
  const Capacity capacity = people.capacity(context.tx, row.supporter, row.programme);
  const bool full = load_of(context.tx, row.supporter, row.programme) >= capacity.capacity;
  const auto supporter = people.candidate(context, row.supporter, row.programme);
  const bool takes_part = supporter && supporter->profile.state == GrantState::active;
  if (takes_part && !full && !capacity.resting(context.now)) return;
  throw Refusal(
      RefusalKind::conflict, "matching.no_capacity",
      "There is no room for another person now. Change the number of people, or end your rest, first.");
}

}  // namespace

void ask_supporters(Context& context, const People& people, const Asking& asking) {
  const Programme programme = people.programmes().get(context.tx, asking.programme);
  check_asks(context, people, programme, asking);
  const auto open = unfinished(context.tx, asking.participant, asking.programme);
  int place = static_cast<int>(open.size());
  for (const Ask& each : asking.asks) {
    RequestRow row;
    row.id = context.fresh<RequestId>();
    row.programme = asking.programme;
    row.participant = asking.participant;
    row.supporter = each.supporter_id;
    row.place = ++place;
    row.on_behalf = asking.on_behalf;
    row.made_at = context.now;
    row.hello = context.vault.seal(context.tx, row.id.str(), hello_place, each.hello).data;
    insert_request(context.tx, row);
  }
  const bool someone_asked = std::ranges::any_of(open, &RequestRow::is_open);
  if (!someone_asked) ask_next(context, people, asking.participant, asking.programme);
}

RequestList requests_for(Context& context, const People& people, const Reach<Requests>& reach,
                         const PersonId& participant, const ProgrammeId& programme) {
  const Programme known = people.programmes().get(context.tx, programme);
  RequestList list;
  for (const RequestRow& row : requests_of(context.tx, reach, participant, programme)) {
    const std::string name = people.display_name(context, row.supporter, programme);
    list.items.push_back({row.id, row.state, row.supporter, name, row.place, row.asked_at, row.answer_by,
                          request_words(context, known, row, name)});
  }
  return list;
}

AskList open_asks(Context& context, const People& people) {
  AskList list;
  for (const RequestRow& row : asks_of(context.tx, reach_own_requests(context))) {
    if (!context.actor.has({Role::supporter}, row.programme)) continue;
    list.items.push_back(ask_view(context, people, row));
  }
  return list;
}

Accepted accept(Context& context, const People& people, const RequestRow& row) {
  must_be_open(row);
  check_room(context, people, row);
  must_move(context, row, RequestState::accepted);
  stop_clock(context, row);
  close_others(context, row.participant, row.programme, row.id);
  PairRow pair;
  pair.id = context.fresh<MatchId>();
  pair.programme = row.programme;
  pair.participant = row.participant;
  pair.supporter = row.supporter;
  pair.conversation = context.world.ids.next();
  pair.request = row.id;
  pair.since = context.now;
  insert_pair(context.tx, pair);
  context.emit(row.programme, pair.id.str(),
               MatchMade{pair.id, pair.participant, pair.supporter, pair.conversation});
  return {pair.id, pair.conversation};
}

void decline(Context& context, const People& people, const RequestRow& row, bool for_now) {
  must_be_open(row);
  must_move(context, row, for_now ? RequestState::not_now : RequestState::declined);
  stop_clock(context, row);
  say(context, for_now ? matching_events::request_not_now : matching_events::request_declined, row);
  ask_next(context, people, row.participant, row.programme);
}

void withdraw(Context& context, const People& people, const RequestRow& row) {
  const bool was_open = row.is_open();
  if (!was_open && row.state != RequestState::queued) must_be_open(row);
  must_move(context, row, RequestState::withdrawn);
  if (!was_open) return;
  stop_clock(context, row);
  say(context, matching_events::request_withdrawn, row);
  // Taking back the only request is no call for help; the next one in the list is asked when there is one.
  if (next_queued(context.tx, row.participant, row.programme)) {
    ask_next(context, people, row.participant, row.programme);
  }
}

void remind(Context& context, const RequestId& id) {
  const auto row = request_of(context.tx, reach_requests_as_system(context), id);
  if (!row || row->state != RequestState::asked) return;
  must_move(context, *row, RequestState::reminded);
  say(context, matching_events::request_reminded, *row);
}

void release(Context& context, const People& people, const RequestId& id) {
  const auto row = request_of(context.tx, reach_requests_as_system(context), id);
  if (!row || !row->is_open()) return;
  must_move(context, *row, RequestState::released);
  // Also when a supporter leaves before the clock has rung.
  stop_clock(context, *row);
  say(context, matching_events::request_released, *row);
  ask_next(context, people, row->participant, row->programme);
}

void release_asks_of(Context& context, const People& people, const PersonId& supporter,
                     const ProgrammeId& programme) {
  for (const RequestId& each : open_asks_of(context.tx, supporter, programme)) release(context, people, each);
}

void close_unfinished(Context& context, const PersonId& participant, const ProgrammeId& programme) {
  close_others(context, participant, programme, {});
}

}  // namespace kith
