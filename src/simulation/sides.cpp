#include <algorithm>

#include "simulation/member.h"

// What the two sides do that the other does not.
namespace kith::simulation {

void Participant::side_came_in() {
  choosing_ = chance_.happens(own().chooses);
  if (choosing_) wake_by_day(chance_.wait(own().chooses_after), Cue::choose);
}

void Participant::side_look() {
  const auto matches = ask(Method::get, "/api/me/matches", Json::object());
  if (!matches) return;
  const std::string before = std::exchange(match_, "");
  for (const Json& each : matches->find("items")->array_items()) {
    if (each.text("state") != "ended" && each.text("programme_id") == programme()) {
      match_ = each.text("match_id");
    }
  }
  if (!before.empty() && match_.empty()) wants_ = chance_.happens(own().chooses_again);
  if (!match_.empty() || choosing_ || !wants_) return;
  choosing_ = chance_.happens(own().chooses);
  if (choosing_) wake_by_day(chance_.wait(own().chooses_after), Cue::choose);
}

void Participant::side_act(Cue cue) {
  if (cue == Cue::choose) choose();
}

bool Participant::has_asked() {
  const auto requests = ask(Method::get, "/api/me/requests", Json::object({{"programme", programme()}}));
  if (!requests) return true;
  return std::ranges::any_of(requests->find("items")->array_items(), [](const Json& each) {
    const std::string& state = each.text("state");
    return state == "asked" || state == "reminded" || state == "queued";
  });
}

// Whom Kith puts first is asked first more often than not.
void Participant::choose() {
  choosing_ = false;
  if (silent_ || !match_.empty() || has_asked()) return;
  const auto library =
      ask(Method::get, "/api/me/library",
          Json::object({{"programme", programme()}, {"must", ""}, {"nice", ""}, {"off", ""}}));
  if (!library) return;
  std::vector<std::string> cards;
  for (const Json& each : library->find("cards")->array_items()) {
    if (!each.find("asked")->boolean()) cards.push_back(each.text("supporter_id"));
  }
  const auto most = std::min<std::int64_t>(library->find("may_ask")->integer(), own().asks);
  Json asks = Json::array();
  while (!cards.empty() && static_cast<std::int64_t>(asks.array_items().size()) < most) {
    std::vector<std::int64_t> weights;
    for (std::size_t i = 0; i < cards.size(); ++i) weights.push_back(i < 6 ? 32 >> i : 0);
    const auto at = static_cast<std::ptrdiff_t>(chance_.pick(weights));
    asks.push(Json::object({{"supporter_id", cards[static_cast<std::size_t>(at)]}, {"hello", "Hello."}}));
    cards.erase(cards.begin() + at);
  }
  if (asks.array_items().empty()) return;
  // In the meantime staff may have asked for them, or a match was made.
  ask(Method::post, "/api/me/requests", Json::object({{"programme", programme()}, {"asks", asks}}),
      {"matching.already_matched"});
}

void Participant::side_month() {
  if (stage_.package.groups && wants_group_) tire_of_group();
  if (match_.empty()) return;
  const bool another = chance_.happens(own().wants_another);
  const bool well = !another && chance_.happens(own().finishes_well);
  if (!another && !well) return;
  const std::string_view path = another ? "/api/me/matches/{match}/new-match" : "/api/me/matches/{match}/end";
  ask(Method::post, path, Json::object({{"match", match_}}), {"matching.not_open"});
  match_.clear();
  wants_ = another || chance_.happens(own().chooses_again);
}

Supporter::Answer Supporter::decide() {
  const std::int64_t silence =
      1'000'000 - own().accepts.millionths - own().declines.millionths - own().not_now.millionths;
  return static_cast<Answer>(
      chance_.pick({own().accepts.millionths, own().declines.millionths, own().not_now.millionths, silence}));
}

void Supporter::side_look() {
  const auto list = ask(Method::get, "/api/me/asks", Json::object());
  if (!list) return;
  for (const Json& each : list->find("items")->array_items()) {
    const std::string& id = each.text("request_id");
    if (asks_.contains(id)) continue;
    asks_[id] = decide();
    if (asks_[id] == Answer::silence) continue;
    to_decide_.push_back(id);
    wake_by_day(chance_.wait(own().answers_after), Cue::answer);
  }
}

void Supporter::side_act(Cue cue) {
  if (cue == Cue::answer) answer();
}

void Supporter::answer() {
  if (to_decide_.empty()) return;
  const std::string id = to_decide_.front();
  to_decide_.pop_front();
  if (silent_) return;
  const Json request = Json::object({{"request", id}});
  const Answer answer = asks_[id];
  if (answer == Answer::accept) {
    if (ask(Method::post, "/api/me/asks/{request}/accept", request,
            {"matching.no_capacity", "matching.not_open"})) {
      wake_by_day(hours(1), Cue::look);
      return;
    }
  }
  const std::string_view path =
      answer == Answer::decline ? "/api/me/asks/{request}/decline" : "/api/me/asks/{request}/not-now";
  ask(Method::post, path, request, {"matching.not_open"});
}

void Supporter::side_month() {
  if (!chance_.happens(own().rests)) return;
  const auto capacity = ask(Method::get, "/api/me/capacity", Json::object({{"programme", programme()}}));
  if (!capacity) return;
  ask(Method::put, "/api/me/capacity",
      Json::object({{"programme", programme()},
                    {"capacity", *capacity->find("capacity")},
                    {"paused", true},
                    {"paused_until", to_rfc3339(now() + days(7 * own().rest_weeks))}}));
}

}  // namespace kith::simulation
