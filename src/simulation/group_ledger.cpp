#include "simulation/group_ledger.h"

namespace kith::simulation {

void GroupLedger::hear(const StoredEvent& event) {
  if (event.type == "groups.group_formed") ++formed_;
  if (event.type == "groups.groups_merged") ++merged_;
  if (event.type == "groups.group_joined") place(event, true);
  if (event.type == "groups.group_left") place(event, false);
}

void GroupLedger::place(const StoredEvent& event, bool begins) {
  const auto [at, is_new] = groups_.try_emplace(event.data.text("group"));
  Group& group = at->second;
  if (is_new) group.life.from = event.at;
  const std::string& person = event.data.text("person");
  if (event.data.find("leads")->boolean()) {
    if (begins) group.leaders.insert(person);
    if (!begins) group.leaders.erase(person);
    return;
  }
  if (begins) {
    if (group.members.insert(person).second) ++placed_[person];
  } else if (group.members.erase(person) > 0 && --placed_[person] == 0) {
    placed_.erase(person);
  }
  group.life.ended = group.members.empty();
  if (group.life.ended) group.life.until = event.at;
}

std::size_t GroupLedger::places() const {
  std::size_t out = 0;
  for (const auto& [id, group] : groups_) out += group.members.size() + group.leaders.size();
  return out;
}

std::vector<Life> GroupLedger::lives() const {
  std::vector<Life> out;
  for (const auto& [id, group] : groups_) {
    if (group.life.from != Instant()) out.push_back(group.life);
  }
  return out;
}

void GroupLedger::close_week(Week& week) {
  for (const auto& [id, group] : groups_) {
    if (!group.members.empty()) ++week[Figure::groups_now];
    week[Figure::group_people_now] += static_cast<std::int64_t>(group.members.size());
  }
  week[Figure::groups_formed] = std::exchange(formed_, 0);
  week[Figure::groups_merged] = std::exchange(merged_, 0);
}

}  // namespace kith::simulation
