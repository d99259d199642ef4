#include <algorithm>

#include "simulation/member.h"

// The turns of a member's way that both sides share: the first talk, a group, leaving and thinking again.
namespace kith::simulation {
namespace {

constexpr int most_times_asked = 3;
constexpr std::int64_t hours_to_think_again = 6 * 24;  // of the seven days

bool is(const Json& page, std::string_view field) { return page.find(field)->boolean(); }

}  // namespace

// Once for every conversation: some will open the page about the first talk, others never do.
void Member::expect_to_meet(const std::string& conversation) {
  if (!asked_whether_met_.emplace(conversation, 0).second) return;
  const FirstContact& how = stage_.population.first_contact;
  if (!chance_.happens(how.says_so)) return;
  to_say_met_.push_back(conversation);
  wake_by_day(chance_.wait(how.says_after), Cue::met);
}

// The same for both of a pair, whoever is asked: their talk has dice of its own.
bool Member::have_met(const std::string& conversation, int times_asked) {
  for (int time = 1; time <= times_asked; ++time) {
    Chance talk(stage_.seed, "met " + conversation, static_cast<std::uint64_t>(time));
    if (talk.happens(stage_.population.first_contact.meets)) return true;
  }
  return false;
}

void Member::say_met() {
  if (to_say_met_.empty()) return;
  const std::string id = to_say_met_.front();
  to_say_met_.pop_front();
  if (silent_) return;
  const Json conversation = Json::object({{"conversation", id}});
  const auto page = ask(Method::get, "/api/me/first-contact/{conversation}", conversation);
  if (!page || !is(*page, "open") || page->text("own_said") == "met") return;
  const FirstContact& how = stage_.population.first_contact;
  const int times = ++asked_whether_met_[id];
  const bool met = have_met(id, times) != chance_.happens(how.sees_otherwise);
  say_met(conversation, *page, met);
  if (met || times == most_times_asked) return;
  to_say_met_.push_back(id);
  wake_by_day(chance_.wait(how.says_after), Cue::met);
}

void Member::say_met(const Json& conversation, const Json& page, bool met) {
  const auto& sheet = page.find("sheet")->array_items();  // of a supporter; a participant has none
  for (const Json& line : met ? sheet : std::vector<Json>()) {
    Json ticked = conversation;
    ticked.set("line", *line.find("line"));
    ticked.set("done", true);
    ask(Method::put, "/api/me/first-contact/{conversation}/sheet", ticked);
  }
  const bool wants_call = !met && chance_.happens(stage_.population.first_contact.asks_for_call);
  if (wants_call && !is(page, "call_asked")) {
    ask(Method::post, "/api/me/first-contact/{conversation}/call-of-three", conversation);
  }
  Json said = conversation;
  said.set("met", met);
  ask(Method::put, "/api/me/first-contact/{conversation}/met", said);
}

// Says once of each meeting time whether it suits. Who leads was asked before they were put there.
void Member::look_at_groups() {
  if (!stage_.package.groups) return;
  const auto list = ask(Method::get, "/api/me/groups", Json::object());
  if (!list) return;
  in_groups_.clear();
  for (const Json& each : list->find("items")->array_items()) {
    const bool leads = is(each, "leads");
    if (!leads) in_groups_.push_back(each.text("group_id"));
    if (!each.find("suits")->is_null()) continue;
    const bool suits = leads || chance_.happens(stage_.population.groups.suits);
    say_of_group(each.text("group_id"), suits);
  }
}

void Member::say_of_group(const std::string& group, bool suits) {
  ask(Method::put, "/api/me/groups/{group}/answer", Json::object({{"group", group}, {"suits", suits}}));
}

// Who has had enough says that the time does not suit, and the rest when the coordinator rings.
void Member::tire_of_group() {
  look_at_groups();
  if (in_groups_.empty() || !chance_.happens(stage_.population.groups.had_enough)) return;
  wants_group_ = false;
  for (const std::string& each : in_groups_) say_of_group(each, false);
}

// Whoever has no address says it on the telephone; a coordinator reads out what it means and notes it.
std::optional<Json> Member::leave_programme() {
  const bool by_phone = address().empty();
  const PersonId& who = by_phone ? stage_.answers_the_phone : person();
  const std::string_view path =
      by_phone ? "/api/programmes/{programme}/people/{person}/leaving" : "/api/me/leaving";
  Json about = Json::object({{"programme", programme()}});
  if (by_phone) about.set("person", person().str());
  const auto plan = ask_as(who, Method::get, path, about);
  if (!plan) return std::nullopt;
  const Leaving& how = stage_.population.leaving;
  constexpr std::string_view choices[] = {"words", "everything", "keep"};
  const std::int64_t keep = 1'000'000 - how.words.millionths - how.everything.millionths;
  about.set("choice", choices[chance_.pick({how.words.millionths, how.everything.millionths, keep})]);
  const bool takes_out = chance_.happens(how.research_too);
  about.set("research", !is(*plan, "research_given") ? "none" : takes_out ? "take_out" : "keep");
  constexpr std::string_view reasons[] = {"unsaid", "better", "too_much", "no_fit", "no_time", "other"};
  about.set("reason", reasons[chance_.below(6)]);
  if (by_phone) about.set("read_out", true);
  return ask_as(who, Method::post, path, about);
}

void Member::withdraw() {
  gone_ = true;  // whatever becomes of the process on the way
  leaving_.clear();
  may_return_ = chance_.happens(stage_.population.leaving.thinks_again);
  if (may_return_) wake_by_day(hours(chance_.between(4, hours_to_think_again)), Cue::come_back);
  if (const auto left = leave_programme()) leaving_ = left->text("leaving_id");
}

// The process may have died before they had left.
bool Member::is_still_in() {
  return ask(Method::get, "/api/me/leaving", Json::object({{"programme", programme()}}), {"not_found"})
      .has_value();
}

void Member::come_back() {
  may_return_ = false;
  const bool by_phone = address().empty();
  const PersonId& who = by_phone ? stage_.answers_the_phone : person();
  const std::string_view path =
      by_phone ? "/api/programmes/{programme}/leavings/{leaving}/undo" : "/api/me/leavings/{leaving}/undo";
  Json leaving = Json::object({{"leaving", leaving_}});
  if (by_phone) leaving.set("programme", programme());
  // The clock may have jumped over the seven days.
  const bool back =
      leaving_.empty()
          ? is_still_in()
          : ask_as(who, Method::post, path, leaving, {"people.too_late_to_undo", "not_found"}).has_value();
  if (!back) return;
  gone_ = false;
  side_came_in();
  wake_by_day(hours(2), Cue::look);
}

}  // namespace kith::simulation
