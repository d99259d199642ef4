#include "simulation/watch.h"

#include <algorithm>

#include "base/refusal.h"

namespace kith::simulation {
namespace {

constexpr std::size_t most_told = 50;
constexpr std::size_t steps_remembered = 12;
constexpr int first_hour = 8;
constexpr int last_hour = 21;

// All but what somebody waits for this minute, and what is about somebody's safety.
bool keeps_to_the_day(std::string_view kind) {
  constexpr std::string_view at_once[] = {"sign_in_code", "invitation", "notice_concern",
                                          "notice_concern_waits"};
  return std::ranges::find(at_once, kind) == std::end(at_once);
}

}  // namespace

std::string_view name_of(Invariant invariant) {
  constexpr std::string_view names[] = {
      "settled",       "promise-kept", "nobody-forgotten", "capacity",
      "sensible-hour", "no-double",    "tables-agree",     "has-conversation",
      "reach",         "undelivered",  "no-error",         "offered-step",
      "one-group",     "group-size",   "group-meets",      "kept-no-longer"};
  return names[static_cast<std::size_t>(invariant)];
}

void Watch::begin_step(std::int64_t step, std::string doing) {
  step_ = step;
  if (!doing_.empty()) last_steps_.push_back(std::to_string(step - 1) + " " + doing_);
  if (last_steps_.size() > steps_remembered) last_steps_.erase(last_steps_.begin());
  doing_ = to_rfc3339(on_.stage.now()) + " " + doing;
}

// The same thing stays broken from day to day, and is told once.
void Watch::broken(Invariant invariant, const std::string& what) {
  if (!known_.insert(std::string(name_of(invariant)) + what).second) return;
  ++count_;
  if (violations_.size() >= most_told) return;
  violations_.push_back({invariant, what, on_.stage.now(), step_, doing_, last_steps_});
}

bool Watch::has_broken(Invariant invariant) const {
  return std::ranges::find(violations_, invariant, &Violation::invariant) != violations_.end();
}

void Watch::log_line(const std::string& line) {
  if (line.find("\"level\":\"error\"") != std::string::npos) broken(Invariant::no_error, line);
}

void Watch::after_step() {
  hear_new_events();
  on_.database.read([&](Tx& tx) {
    is_settled(tx);
    look_at_touched(tx);
    letters_went_well(tx);
  });
  if (step_ % 40 == 0) probe();
}

void Watch::hear_new_events() {
  constexpr std::size_t batch = 500;
  for (;;) {
    std::vector<StoredEvent> events;
    on_.database.read([&](Tx& tx) {
      if (last_event_sequence(tx) > seen_) events = events_after(tx, seen_, batch);
    });
    if (events.empty()) return;
    for (const StoredEvent& each : events) {
      on_.ledger.hear(each);
      touch(each);
      seen_ = each.sequence;
    }
  }
}

void Watch::touch(const StoredEvent& event) {
  const std::string& type = event.type;
  const std::string& participant = event.data.text("participant");
  if (type.starts_with("matching.")) {
    if (!participant.empty()) touched_participants_.insert(participant);
    if (type.starts_with("matching.request_")) touched_requests_.insert(event.data.text("request"));
    if (type == "matching.request_asked") asked_.insert(event.data.text("supporter"));
    if (type == "matching.match_made") matched_.insert(event.data.text("supporter"));
    if (type.starts_with("matching.match_")) touched_matches_.insert(event.data.text("match"));
  }
  if (type == "people.role_changed" || type == "people.person_added") {
    touched_participants_.insert(event.data.text("person"));
  }
  if (type == "notifications.delivery_failed") undelivered_.insert(event.data.text("person"));
  if (type != "safeguarding.concern_raised") return;
  // By the end of the day somebody has looked at most of them, so this is looked at now.
  on_.database.read([&](Tx& tx) {
    const std::string& concern = event.data.text("concern");
    if (tx.query("select 1 from task where kind = 'concern' and subject = $1", concern).empty()) {
      broken(Invariant::promise_kept, "concern " + concern + " was raised and is nobody's task");
    }
  });
}

void Watch::look_at_touched(Tx& tx) {
  for (const std::string& each : touched_requests_) request_kept(tx, each);
  for (const std::string& each : asked_) supporter_in_bounds(tx, each, true);
  for (const std::string& each : matched_) supporter_in_bounds(tx, each, false);
  for (const std::string& each : touched_participants_) is_remembered(tx, each);
  for (const std::string& each : touched_matches_) can_talk(tx, each);
  for (const std::string& each : undelivered_) someone_rings(tx, each);
  for (auto* each :
       {&touched_requests_, &asked_, &matched_, &touched_participants_, &touched_matches_, &undelivered_}) {
    each->clear();
  }
}

void Watch::is_settled(Tx& tx) {
  for (const std::string_view state : {"waiting", "taken"}) {
    for (const Row& row : tx.query(R"(
           select kind, key from job where state = $1 and due_at <= $2 order by due_at, id limit 1
         )",
                                   state, on_.stage.now())) {
      broken(Invariant::settled, "job " + row.text(0) + " of " + row.text(1) + " is due and was not done");
    }
  }
  for (const Row& row : tx.query("select name from consumer_cursor where sequence < $1 order by name",
                                 last_event_sequence(tx))) {
    broken(Invariant::settled, row.text(0) + " has not heard every event");
  }
}

void Watch::request_kept(Tx& tx, const std::string& request) {
  const Rows rows = tx.query(R"(
    select r.state, r.answer_by,
      (select j.due_at from job j where j.kind = 'matching.release' and j.key = r.id),
      (select j.due_at from job j where j.kind = 'matching.remind' and j.key = r.id)
    from request r where r.id = $1
  )",
                             request);
  if (rows.empty()) return broken(Invariant::tables_agree, "request " + request + " is not there");
  const std::string state = rows[0].text(0);
  const bool open = state == "asked" || state == "reminded";
  const auto releases = rows[0].maybe_instant(2);
  const bool reminds = rows[0].maybe_instant(3).has_value();
  if (open && (!releases || releases != rows[0].maybe_instant(1))) {
    broken(Invariant::promise_kept, "request " + request + " is open and nothing will pass it on in time");
  }
  if (state == "asked" && !reminds) {
    broken(Invariant::promise_kept, "request " + request + " is open and nobody will be reminded of it");
  }
  if (!open && (releases || reminds)) {
    broken(Invariant::promise_kept, "request " + request + " is over and its clock still runs");
  }
}

// Right after the step that asked or matched them: later they may lower their number, or begin to rest.
void Watch::supporter_in_bounds(Tx& tx, const std::string& supporter, bool was_asked) {
  const Rows rows = tx.query(R"(
    select c.capacity, c.paused, c.paused_until,
      (select count(*) from pair p
       where p.supporter_id = c.person_id and p.programme_id = c.programme_id and p.state <> 'ended')
    from supporter_capacity c where c.person_id = $1 and c.programme_id = $2
  )",
                             supporter, on_.stage.programme);
  if (rows.empty()) return broken(Invariant::capacity, "supporter " + supporter + " has no capacity");
  const auto until = rows[0].maybe_instant(2);
  const bool resting = rows[0].boolean(1) && (!until || on_.stage.now() < *until);
  const std::int64_t room = rows[0].integer(0) - rows[0].integer(3);
  if (resting) broken(Invariant::capacity, "supporter " + supporter + " rests and was asked or matched");
  if (room < (was_asked && !matched_.contains(supporter) ? 1 : 0)) {
    broken(Invariant::capacity, "supporter " + supporter + " was asked or matched beyond their number");
  }
}

void Watch::is_remembered(Tx& tx, const std::string& participant) {
  const Rows waits = tx.query(R"(
    select 1 from role_grant g
    where g.person_id = $1 and g.programme_id = $2 and g.role in ('participant', 'caregiver')
      and g.state = 'active'
      and not exists (select 1 from pair p
                      where p.participant_id = g.person_id and p.programme_id = g.programme_id
                        and p.state <> 'ended')
      and not exists (select 1 from request r
                      where r.participant_id = g.person_id and r.programme_id = g.programme_id
                        and r.state in ('asked', 'reminded'))
      and not exists (select 1 from task t
                      where t.owner_id = g.person_id and t.state = 'open' and t.kind = 'choose')
      and not exists (select 1 from task t
                      where t.about_id = g.person_id and t.state = 'open' and t.role is not null)
  )",
                              participant, on_.stage.programme);
  if (!waits.empty()) {
    broken(Invariant::nobody_forgets, "participant " + participant + " waits, and it is nobody's turn");
  }
}

void Watch::can_talk(Tx& tx, const std::string& match) {
  const Rows rows = tx.query(R"(
    select p.state, c.state,
      (select count(*) from conversation_member m
       where m.conversation_id = p.conversation_id and m.person_id in (p.participant_id, p.supporter_id))
    from pair p left join conversation c on c.id = p.conversation_id where p.id = $1
  )",
                             match);
  if (rows.empty()) return broken(Invariant::tables_agree, "match " + match + " is not there");
  const bool talks = rows[0].text_or_empty(1) == "open";
  if (rows[0].integer(2) != 2) broken(Invariant::has_conversation, "match " + match + " has no talk of two");
  if ((rows[0].text(0) != "ended") != talks) {
    broken(Invariant::has_conversation, "match " + match + " and its conversation do not end together");
  }
}

void Watch::letters_went_well(Tx& tx) {
  const auto letters = on_.post.take();
  on_.ledger.sent_letters(letters.size());
  const std::string& zone = on_.stage.package.time_zone;
  for (const RecordedPost::Sent& each : letters) {
    const std::string& id = each.message.message_id;
    if (++sent_[id] > 1 && --may_go_twice_ < 0) {
      broken(Invariant::no_double, "letter " + id + " went out twice and nothing had crashed");
    }
    const Rows kind = tx.query("select kind from delivery where id = $1", id);
    if (kind.empty()) {
      broken(Invariant::tables_agree, "a letter went out that is in no outbox");
      continue;
    }
    const Date day = date_in(each.at, zone);
    const bool by_day = each.at >= local_to_instant(day, first_hour, 0, zone) &&
                        each.at < local_to_instant(day, last_hour, 0, zone);
    if (!by_day && keeps_to_the_day(kind[0].text(0))) {
      broken(Invariant::sensible_hour, kind[0].text(0) + " " + id + " went out at " + to_rfc3339(each.at));
    }
    if (Agent* agent = on_.stage.find_by_address(each.message.to)) agent->letter();
  }
}

// A letter that cannot arrive is somebody's task to ring, open or done since; who has left is let go.
void Watch::someone_rings(Tx& tx, const std::string& person) {
  const Rows rows = tx.query(R"(
    select 1 from role_grant g
    where g.person_id = $1 and g.programme_id = $2 and g.state <> 'ended'
      and g.role in ('participant', 'caregiver', 'supporter')
      and not exists (select 1 from task t where t.kind = 'reach_by_phone' and t.subject = g.person_id)
  )",
                             person, on_.stage.programme);
  if (!rows.empty()) broken(Invariant::undelivered, "nobody is asked to ring " + person);
}

}  // namespace kith::simulation
