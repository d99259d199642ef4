#include "access/walk.h"

namespace kith::access {

Answers ask_all(Cast& cast, const Endpoints& endpoints) {
  const auto requests = read_requests();
  const UndoneDoor door(cast.installed, endpoints);
  Answers answers;
  for (const Endpoint& endpoint : endpoints) {
    const auto found = requests.find(key_of(endpoint));
    if (found == requests.end()) continue;  // matrix_test.cpp fails for it
    for (const std::string& name : cast.players()) {
      const Player& player = cast.player(name);
      for (const Whose whose : found->second.columns()) {
        const auto ask = fill(found->second, cast, player, whose);
        if (!ask) continue;
        answers[{found->first, name, whose}] = {*ask, door.ask(player.browser, *ask)};
      }
    }
  }
  return answers;
}

Walk::Walk(const std::string& kind)
    : installed(kind),
      cast(installed),
      requests(read_requests()),
      answers(ask_all(cast, installed.application->endpoints())) {}

Walk& Walk::on(const std::string& kind) {
  static std::map<std::string, std::unique_ptr<Walk>> made;
  auto& run = made[kind];
  if (!run) run.reset(new Walk(kind));
  return *run;
}

std::vector<const Endpoint*> Walk::endpoints() const {
  std::vector<const Endpoint*> out;
  for (const Endpoint& each : installed.application->endpoints()) out.push_back(&each);
  return out;
}

std::vector<const Canary*> found_in(const std::string& text, const Cast& cast) {
  std::vector<const Canary*> out;
  for (const Canary& each : cast.canaries()) {
    if (text.find(each.text) != std::string::npos) out.push_back(&each);
  }
  return out;
}

std::string to_words(const Cell& cell) {
  return cell.endpoint + " by " + cell.player + " on " + std::string(name_of(cell.whose));
}

}  // namespace kith::access
