#include "simulation/member.h"

#include <fmt/format.h>

#include <algorithm>

namespace kith::simulation {
namespace {

constexpr Duration a_month = days(30);
constexpr Duration looks_by_themselves = days(14);

}  // namespace

Member::Member(Stage& stage, Self self, package::Side side) : Agent(stage, std::move(self)), side_(side) {}

void Member::act(Cue cue) {
  if (gone_ && cue != Cue::come_back) {
    if (may_return_) wake(days(7), cue);
    return;
  }
  switch (cue) {
    case Cue::look:
      looking_ = false;
      return look();
    case Cue::arrive:
      return arrive();
    case Cue::write:
      return write();
    case Cue::reply:
      return reply();
    case Cue::month:
      return month();
    case Cue::met:
      return say_met();
    case Cue::come_back:
      return come_back();
    default:
      return side_act(cue);
  }
}

void Member::letter() {
  if (gone_ || silent_ || looking_) return;
  looking_ = true;
  wake_by_day(chance_.wait(habits().opens_letters), Cue::look);
}

bool Member::joins_when_called() { return !here_ && !gone_ && chance_.happens(habits().joins_when_called); }

void Member::woken_up() {
  silent_ = false;
  if (here_ && !gone_) wake_by_day(hours(1), Cue::look);
}

void Member::look() {
  if (!here_) return think_it_over();
  if (silent_) return;
  converse();
  look_at_groups();
  side_look();
}

// Whoever does not come after the first letter has forgotten it; a call can still bring them in.
void Member::think_it_over() {
  if (decided_) return;
  decided_ = true;
  if (chance_.happens(habits().comes_in)) {
    wake_by_day(chance_.wait(habits().comes_in_after), Cue::arrive);
  }
}

// Nobody is invented whom the programme does not suit. The package says which answers those are. Whoever died
// on the way in, or was brought in by a call meanwhile, is asked nothing any more.
bool Member::answers_the_screen() {
  const auto screen = ask(Method::get, "/api/me/eligibility", Json::object({{"programme", programme()}}));
  if (!screen || !screen->find("needed")->boolean()) return screen.has_value();
  Json answers = Json::object();
  for (const package::ScreenQuestion& each : stage_.package.screen->questions)
    answers.set(each.key, each.fits);
  return ask(Method::put, "/api/me/eligibility",
             Json::object({{"programme", programme()}, {"answers", answers}}))
      .has_value();
}

void Member::arrive() {
  if (here_ || !answers_the_screen()) return;
  const auto consents = ask(Method::get, "/api/me/consents", Json::object({{"programme", programme()}}));
  if (!consents) return;
  for (const Json& each : consents->find("items")->array_items()) {
    if (!each.find("needed")->boolean() || each.find("given")->boolean()) continue;
    ask(Method::put, "/api/me/consents",
        Json::object({{"programme", programme()}, {"purpose", each.text("purpose")}, {"given", true}}));
  }
  if (ask(Method::post, "/api/me/arrival", Json::object({{"programme", programme()}, {"language", ""}}))) {
    came_in();
  }
}

void Member::came_in() {
  if (here_) return;
  here_ = true;
  wake_by_day(hours(24 * chance_.between(5, 30)), Cue::month);
  wake_by_day(chance_.wait(habits().writes_every), Cue::write);
  wake_by_day(chance_.wait(looks_by_themselves), Cue::look);
  side_came_in();
}

// Reads what is new, and takes in hand what wants an answer.
void Member::converse() {
  const auto list =
      ask(Method::get, "/api/me/conversations", Json::object({{"after", ""}, {"limit", std::int64_t{50}}}));
  if (!list) return;
  conversations_.clear();
  for (const Json& each : list->find("items")->array_items()) {
    if (each.text("state") != "open" || each.text("programme_id") != programme()) continue;
    const std::string& id = each.text("conversation_id");
    conversations_.push_back(id);
    expect_to_meet(id);
    const bool empty = each.find("last_at")->is_null();
    const bool unread = each.find("unread")->integer() > 0;
    if (unread) read(id);
    if (unread) left_unanswered_.erase(id);
    const bool wants_answer = (empty || unread) && !left_unanswered_.contains(id);
    if (!wants_answer || std::ranges::find(to_answer_, id) != to_answer_.end()) continue;
    if (!chance_.happens(empty ? says_hello() : habits().replies)) {
      left_unanswered_.insert(id);
      continue;
    }
    to_answer_.push_back(id);
    wake_by_day(chance_.wait(habits().replies_after), Cue::reply);
  }
}

void Member::read(const std::string& conversation) {
  const auto page = ask(Method::get, "/api/conversations/{conversation}/messages",
                        Json::object({{"conversation", conversation}, {"limit", std::int64_t{3}}}));
  if (!page || page->find("items")->array_items().empty()) return;
  const Json& newest = page->find("items")->array_items().back();
  ask(Method::post, "/api/conversations/{conversation}/read",
      Json::object({{"conversation", conversation}, {"sequence", *newest.find("sequence")}}));
}

void Member::say(const std::string& conversation) {
  const auto high = chance_.next();
  const auto low = chance_.next();
  const std::string client_id =
      fmt::format("{:08x}-{:04x}-4{:03x}-8{:03x}-{:012x}", high >> 32, (high >> 16) & 0xFFFF, high & 0xFFF,
                  low >> 52, low & 0xFFFFFFFFFFFF);
  // The other side may have ended it, which only the next look will tell.
  ask(Method::post, "/api/conversations/{conversation}/messages",
      Json::object(
          {{"conversation", conversation}, {"client_id", client_id}, {"text", "Words that nobody wrote."}}),
      {"conversations.ended"});
}

void Member::reply() {
  if (to_answer_.empty()) return;
  const std::string id = to_answer_.front();
  to_answer_.pop_front();
  if (!silent_) say(id);
}

// With several people, each is written to as often as with one.
void Member::write() {
  const auto many = static_cast<std::int64_t>(std::max<std::size_t>(conversations_.size(), 1));
  wake_by_day(chance_.wait(habits().writes_every / many), Cue::write);
  if (silent_ || conversations_.empty()) return;
  say(conversations_[static_cast<std::size_t>(chance_.below(many))]);
}

void Member::month() {
  wake_by_day(a_month, Cue::month);
  if (silent_) {
    if (chance_.happens(habits().comes_back)) woken_up();
    return;
  }
  wake_by_day(chance_.wait(looks_by_themselves), Cue::look);
  silent_ = chance_.happens(habits().goes_silent);
  if (silent_) return;
  if (chance_.happens(habits().worried)) worry();
  if (chance_.happens(habits().leaves)) leave_one();
  side_month();
  if (chance_.happens(habits().withdraws)) withdraw();
}

void Member::leave_one() {
  if (conversations_.empty()) return;
  const auto which =
      static_cast<std::size_t>(chance_.below(static_cast<std::int64_t>(conversations_.size())));
  ask(Method::post, "/api/conversations/{conversation}/leave",
      Json::object({{"conversation", conversations_[which]}}));
  conversations_.erase(conversations_.begin() + static_cast<std::ptrdiff_t>(which));
}

void Member::worry() {
  constexpr std::string_view levels[] = {"not_sure", "not_sure", "worried", "worried", "urgent"};
  ask(Method::post, "/api/concerns",
      Json::object({{"conversation_id", conversations_.empty() ? Json() : Json(conversations_.front())},
                    {"message_id", Json()},
                    {"programme", programme()},
                    {"level", levels[chance_.below(5)]},
                    {"text", "Something that nobody said."},
                    {"include_around", false}}));
}

}  // namespace kith::simulation
