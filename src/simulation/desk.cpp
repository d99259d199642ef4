#include "simulation/desk.h"

#include <algorithm>

namespace kith::simulation {
namespace {

constexpr int opens_at = 9;
constexpr int most_calls = 3;  // to somebody who does not say yes
constexpr std::int64_t board_lines = 200;

bool is_weekend(Date date) {
  // 1970-01-01 was a Thursday.
  const auto day = local_to_instant(date, 0, 0, "UTC").micros / 86'400'000'000;
  return (day + 4) % 7 == 0 || (day + 4) % 7 == 6;
}

}  // namespace

Desk::Desk(Stage& stage, Self self, Role role, bool is_first)
    : Agent(stage, std::move(self)),
      role_(role),
      is_first_(is_first),
      convener_(stage, [this](Method method, std::string_view path, const Json& input,
                              std::initializer_list<std::string_view> may_refuse) {
        return ask(method, path, input, may_refuse);
      }) {
  if (role == Role::coordinator && is_first) stage.answers_the_phone = person();
}

Json Desk::here(std::initializer_list<std::pair<std::string, Json>> more) const {
  Json out = Json::object({{"programme", programme()}});
  for (const auto& [name, value] : more) out.set(name, value);
  return out;
}

void Desk::act(Cue cue) {
  if (cue == Cue::shift) return begin_day();
  if (cue == Cue::task) return go_on();
  if (cue == Cue::look) {
    on_duty_ = false;
    take_up_concerns();
  }
}

// Only those on duty for concerns act on a letter; everybody else finds their work on the board.
void Desk::letter() {
  if (role_ == Role::supervisor || on_duty_) return;
  on_duty_ = true;
  wake(chance_.wait(minutes(40)), Cue::look);
}

bool Desk::is_away() const {
  const Instant start = local_to_instant(first_day, 0, 0, stage_.package.time_zone);
  const auto week = static_cast<int>((now() - start) / days(7)) + 1;
  const auto& weeks = stage_.population.staff.absent_weeks;
  return is_first_ && role_ == Role::coordinator && std::ranges::find(weeks, week) != weeks.end();
}

void Desk::begin_day() {
  const std::string& zone = stage_.package.time_zone;
  const Date today = date_in(now(), zone);
  const Date tomorrow = date_in(local_to_instant(today, 12, 0, zone) + hours(24), zone);
  wake(local_to_instant(tomorrow, opens_at, 0, zone) - now() + minutes(chance_.below(30)), Cue::shift);
  if (is_weekend(today) || is_away()) return;
  minutes_left_ = stage_.population.staff.minutes_a_day;
  today_.clear();
  for (const std::string& each : to_close_) today_.push_back({"close_concern", each, {}});
  if (role_ == Role::coordinator) {
    if (is_first_) plan_groups();
    if (is_first_) invite();
    call_unreachable(package::Side::participant);
    call_unreachable(package::Side::supporter);
  }
  read_board();
  if (!today_.empty()) wake(minutes(5), Cue::task);
}

// Not in the first week: nobody has come in yet, and who is placed at once leaves nobody to go with the next.
void Desk::plan_groups() {
  if (!stage_.package.groups) return;
  const Duration again = days(7 * stage_.population.groups.looked_at_every_weeks) - hours(12);
  if (groups_next_ == Instant()) groups_next_ = now() + days(6);
  if (now() < groups_next_) return;
  groups_next_ = now() + again;
  today_.push_back({"groups", "", {}});
}

// Letters to everyone who has not been invited yet, both sides.
void Desk::invite() {
  const auto draft = ask(Method::get, "/api/programmes/{programme}/invitations", here());
  if (!draft) return;
  for (const Json& each : draft->find("not_invited")->array_items()) {
    if (each.find("count")->integer() == each.find("without_address")->integer()) continue;
    ask(Method::post, "/api/programmes/{programme}/invitations",
        here({{"role", each.text("role")}, {"person_ids", Json::array()}}));
  }
}

// No letter reaches them, so nothing but this list says that somebody should ring.
void Desk::call_unreachable(package::Side side) {
  const auto list =
      ask(Method::get, "/api/programmes/{programme}/people",
          here({{"role", enum_name(side)}, {"state", "imported"}, {"q", ""}, {"after", ""}, {"limit", 50}}));
  if (!list) return;
  for (const Json& each : list->find("items")->array_items()) {
    const std::string& id = each.text("person_id");
    if (calls_[id] < most_calls) today_.push_back({"call_invited", "", PersonId(id)});
  }
}

void Desk::read_board() {
  const auto board =
      ask(Method::get, "/api/programmes/{programme}/today", here({{"after", ""}, {"limit", board_lines}}));
  if (!board) return;
  for (const Json& each : board->find("tasks")->array_items()) {
    if (each.text("kind") == "concern") continue;
    if (!chance_.happens(stage_.population.staff.takes_up)) continue;
    today_.push_back({each.text("kind"), each.text("task_id"), PersonId(each.text("person_id"))});
  }
  if (role_ != Role::supervisor) take_up_concerns();
}

void Desk::take_up_concerns() {
  const auto list = ask(Method::get, "/api/programmes/{programme}/concerns",
                        here({{"after", ""}, {"limit", std::int64_t{50}}}));
  if (!list) return;
  for (const Json& each : list->find("items")->array_items()) {
    if (each.text("state") != "open" || !each.find("may_read")->boolean()) continue;
    const Json concern = here({{"concern", each.text("concern_id")}});
    Json reading = concern;
    reading.set("why", "To see what is needed.");
    if (!ask(Method::get, "/api/programmes/{programme}/concerns/{concern}", reading)) continue;
    ask(Method::post, "/api/programmes/{programme}/concerns/{concern}/seen", concern,
        {"safeguarding.already_closed"});
    to_close_.insert(each.text("concern_id"));
    stage_.worked(role_, "concern", stage_.population.minutes_for("concern"));
  }
}

// One piece of work, then the next when its minutes are over.
void Desk::go_on() {
  if (today_.empty() || minutes_left_ <= 0) return;
  const Work work = today_.front();
  today_.pop_front();
  const int spent = stage_.population.minutes_for(work.kind);
  minutes_left_ -= spent;
  if (!today_.empty() && minutes_left_ > 0) wake(minutes(std::max(spent, 1)), Cue::task);
  stage_.worked(role_, work.kind, spent);
  work_on(work);
}

void Desk::work_on(const Work& work) {
  if (work.kind == "close_concern") return close_concern(work.id);
  if (work.kind == "call_invited") return call(work.about);
  if (work.kind == "groups") return convener_.work();
  do_task(work);
}

void Desk::close_concern(const std::string& concern) {
  to_close_.erase(concern);
  ask(Method::post, "/api/programmes/{programme}/concerns/{concern}/close",
      here({{"concern", concern}, {"outcome", "Talked it through; all is well."}}),
      {"safeguarding.already_closed"});
}

// Looks at the person and does what their state asks for: whoever was invited is called, whoever waits is
// helped to choose, whoever has someone is asked how it goes.
void Desk::do_task(const Work& work) {
  const bool about_member = role_ == Role::coordinator && !work.about.empty();
  if (about_member) {
    const auto page = ask(Method::get, "/api/programmes/{programme}/people/{person}",
                          here({{"person", work.about.str()}, {"why", "A task about them."}}), {"not_found"});
    if (page) {
      const std::string& state = page->find("person")->text("state");
      const bool seeks = page->find("person")->text("role") != "supporter";
      if (work.kind == "group_time") {
        convener_.find_another_time(work.about);
      } else if (state == "invited" || state == "imported") {
        call(work.about);
      } else if (state == "active" && seeks && !help_to_choose(work.about)) {
        return;  // nobody is free: the task stays, and is tried again another day
      } else {
        nudge(work.about);
      }
    }
  }
  tick_off(work.id);
}

void Desk::tick_off(const std::string& task) {
  // What was just done may have closed it; a task of somebody who has left is gone.
  ask(Method::post, "/api/programmes/{programme}/tasks/{task}/done", here({{"task", task}}),
      {"journeys.closes_itself"});
}

void Desk::call(const PersonId& person) {
  ++calls_[person.str()];
  auto* member = dynamic_cast<Member*>(stage_.find(person));
  if (!member || !member->joins_when_called()) return;
  if (ask(Method::post, "/api/programmes/{programme}/people/{person}/activate",
          here({{"person", person.str()}, {"consent_spoken", true}, {"screen_spoken", true}}))) {
    member->brought_in();
  }
}

// True unless they want help and nobody is free.
bool Desk::help_to_choose(const PersonId& person) {
  const Json whom = here({{"person", person.str()}});
  const auto matches = ask(Method::get, "/api/programmes/{programme}/people/{person}/matches", whom);
  const auto requests = ask(Method::get, "/api/programmes/{programme}/people/{person}/requests", whom);
  if (!matches || !requests) return true;
  const auto open = [](const Json& each) {
    const std::string& state = each.text("state");
    return state == "accepted" || state == "in_contact" || state == "paused" || state == "asked" ||
           state == "reminded" || state == "queued";
  };
  const auto& pairs = matches->find("items")->array_items();
  const bool has_someone =
      std::ranges::any_of(pairs, [&](const Json& p) { return p.text("state") != "ended"; });
  const auto& asked = requests->find("items")->array_items();
  const bool waits =
      std::ranges::any_of(asked, [&](const Json& r) { return open(r) && r.text("state") != "accepted"; });
  if (has_someone || waits) return true;
  if (!chance_.happens(stage_.population.staff.agrees_on_phone)) return true;
  Json search = whom;
  for (const auto* each : {"must", "nice", "off"}) search.set(each, "");
  const auto library = ask(Method::get, "/api/programmes/{programme}/people/{person}/library", search);
  if (!library) return true;
  const auto& cards = library->find("cards")->array_items();
  const auto card = std::ranges::find_if(cards, [](const Json& c) { return !c.find("asked")->boolean(); });
  if (card == cards.end() || library->find("may_ask")->integer() < 1) return false;
  Json asking = whom;
  asking.set("asks",
             Json::array({Json::object({{"supporter_id", card->text("supporter_id")}, {"hello", ""}})}));
  asking.set("agreed_by_phone", true);
  ask(Method::post, "/api/programmes/{programme}/people/{person}/requests", asking);
  return true;
}

void Desk::nudge(const PersonId& person) {
  auto* member = dynamic_cast<Member*>(stage_.find(person));
  if (member && member->is_silent() && chance_.happens(stage_.population.staff.nudge_helps)) {
    member->woken_up();
  }
}

}  // namespace kith::simulation
