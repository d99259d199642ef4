#include "simulation/stage.h"

#include <algorithm>

#include "base/refusal.h"

namespace kith::simulation {
namespace {

constexpr int up_at = 8;
constexpr int to_bed_at = 21;

}  // namespace

std::string_view name_of(Cue cue) {
  constexpr std::string_view names[] = {
      "looks",       "arrives",  "chooses",        "answers",         "writes",
      "replies",     "lives on", "begins to work", "works on a task", "says whether they met",
      "thinks again"};
  return names[static_cast<std::size_t>(cue)];
}

Stage::~Stage() = default;

void Stage::add(std::unique_ptr<Agent> agent) {
  agent->number_ = agents_.size();
  by_person_[agent->person().str()] = agents_.size();
  if (!agent->address().empty()) by_address_[agent->address()] = agents_.size();
  agents_.push_back(std::move(agent));
}

Agent* Stage::find(const PersonId& person) {
  const auto found = by_person_.find(person.str());
  return found == by_person_.end() ? nullptr : agents_[found->second].get();
}

Agent* Stage::find_by_address(const std::string& address) {
  const auto found = by_address_.find(address);
  return found == by_address_.end() ? nullptr : agents_[found->second].get();
}

Wake Stage::take() {
  Wake wake = wakes_.top();
  wakes_.pop();
  return wake;
}

Agent::Agent(Stage& stage, Self self)
    : stage_(stage), chance_(stage.seed, self.name, 0), self_(std::move(self)) {}

std::optional<Json> Agent::ask(Method method, std::string_view path, const Json& input,
                               std::initializer_list<std::string_view> may_refuse) {
  return ask_as(self_.person, method, path, input, may_refuse);
}

std::optional<Json> Agent::ask_as(const PersonId& person, Method method, std::string_view path,
                                  const Json& input, std::initializer_list<std::string_view> may_refuse) {
  try {
    return stage_.door->ask(person, method, path, input);
  } catch (const Refusal& refusal) {
    if (std::ranges::find(may_refuse, refusal.code()) == may_refuse.end()) {
      std::string fields;
      for (const FieldError& each : refusal.fields()) fields += " " + each.field + ": " + each.code;
      stage_.surprised(self_.name + " was refused " + refusal.code() + " at " + std::string(path) + fields);
    }
    return std::nullopt;
  }
}

void Agent::wake(Duration in, Cue cue) { stage_.wake(number_, now() + in, cue); }

void Agent::wake_by_day(Duration in, Cue cue) {
  const std::string& zone = stage_.package.time_zone;
  const Instant wanted = now() + in;
  const Date day = date_in(wanted, zone);
  const Instant up = local_to_instant(day, up_at, 0, zone);
  Instant at = wanted;
  if (wanted < up) {
    at = up + minutes(chance_.below(120));
  } else if (wanted >= local_to_instant(day, to_bed_at, 0, zone)) {
    at = local_to_instant(date_in(up + hours(30), zone), up_at, 0, zone) + minutes(chance_.below(120));
  }
  stage_.wake(number_, at, cue);
}

}  // namespace kith::simulation
