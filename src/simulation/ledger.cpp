#include "simulation/ledger.h"

#include <algorithm>

namespace kith::simulation {
namespace {

Figure after(Figure figure, int places) { return static_cast<Figure>(static_cast<int>(figure) + places); }

constexpr std::string_view asked = "matching.request_asked";

}  // namespace

std::int64_t quantile(std::vector<std::int64_t> values, int share) {
  if (values.empty()) return 0;
  std::ranges::sort(values);
  const std::size_t at = (values.size() - 1) * static_cast<std::size_t>(share) + 50;
  return values[at / 100];
}

void Ledger::hear(const StoredEvent& event) {
  const std::string& type = event.type;
  if (type.starts_with("people.")) return hear_person(event);
  if (type.starts_with("matching.request_")) return hear_request(event);
  if (type.starts_with("matching.match_")) return hear_match(event);
  if (type.starts_with("groups.")) return groups_.hear(event);
  if (type == "conversations.message_sent") return hear_message(event);
  if (type.starts_with("journeys.task_")) return hear_task(event);
  if (type == "journeys.met_confirmed") return hear_met(event);
  if (type == "safeguarding.concern_raised") ++week_[Figure::concerns];
}

void Ledger::hear_person(const StoredEvent& event) {
  if (event.type == "people.person_invited") {
    ++week_[Figure::invited];
    return;
  }
  if (event.type != "people.person_added" && event.type != "people.role_changed") return;
  const auto role = enum_from<Role>(event.data.text("role"));
  const auto state = enum_from<GrantState>(event.data.text("state"));
  if (!role || !state || is_staff(*role)) return;
  Member& member = members_[event.data.text("person")];
  const GrantState before = std::exchange(member.state, *state);
  member.role = *role;
  if (*state == GrantState::active && before != GrantState::active) {
    ++week_[before == GrantState::ended ? Figure::came_back : Figure::joined];
    member.waiting_since = event.at;
    member.came_in = true;
  }
  if (*state == GrantState::ended) ++week_[Figure::withdrew];
}

void Ledger::hear_request(const StoredEvent& event) {
  if (event.type == asked) {
    ++week_[Figure::requests];
    ++open_requests_;
    return;
  }
  if (event.type == "matching.request_reminded") return;
  --open_requests_;
  if (event.type == "matching.request_released") ++week_[Figure::unanswered];
  if (event.type == "matching.request_declined" || event.type == "matching.request_not_now") {
    ++week_[Figure::declined];
  }
}

void Ledger::hear_match(const StoredEvent& event) {
  const std::string& id = event.data.text("match");
  if (event.type == "matching.match_made") {
    ++week_[Figure::accepted];
    --open_requests_;
    ++open_pairs_;
    const std::string& participant = event.data.text("participant");
    const std::string& conversation = event.data.text("conversation");
    pairs_[id] = {participant, event.data.text("supporter"), conversation, event.at,
                  false,       {event.at, {}, false}};
    match_of_conversation_[conversation] = id;
    Member& member = members_[participant];
    member.has_someone = true;
    if (!std::exchange(matched_before_[participant], true)) {
      days_to_first_match_.push_back((event.at - member.waiting_since) / days(1));
    }
  } else if (event.type == "matching.match_ended") {
    ++week_[Figure::pairs_ended];
    --open_pairs_;
    Pair& pair = pairs_[id];
    pair.ended = pair.life.ended = true;
    pair.life.until = event.at;
    Member& member = members_[pair.participant];
    member.has_someone = false;
    member.waiting_since = event.at;
  }
}

void Ledger::hear_message(const StoredEvent& event) {
  ++week_[Figure::messages];
  const auto match = match_of_conversation_.find(event.data.text("conversation"));
  if (match != match_of_conversation_.end()) pairs_[match->second].last_at = event.at;
}

// A first talk that both confirm is a sign of life, wherever it was held.
void Ledger::hear_met(const StoredEvent& event) {
  ++week_[Figure::met];
  const auto pair = pairs_.find(event.data.text("match"));
  if (pair != pairs_.end()) pair->second.last_at = event.at;
}

void Ledger::hear_task(const StoredEvent& event) {
  const std::string& id = event.data.text("task");
  if (event.type == "journeys.task_opened") {
    const Figure opened = tasks_of(event.data.text("owner"), event.data.text("role"));
    open_tasks_[id] = opened;
    ++week_[opened];
    return;
  }
  if (event.type != "journeys.task_closed") return;
  const auto found = open_tasks_.find(id);
  if (found == open_tasks_.end()) return;
  ++week_[after(found->second, 1)];
  open_tasks_.erase(found);
}

Figure Ledger::tasks_of(const std::string& owner, const std::string& role) const {
  if (!owner.empty()) {
    const auto member = members_.find(owner);
    const bool gives = member != members_.end() && member->second.role == Role::supporter;
    return gives ? Figure::supporter_opened : Figure::participant_opened;
  }
  if (role == "supervisor") return Figure::supervisor_opened;
  return role == "safeguarding_lead" ? Figure::safeguarding_opened : Figure::coordinator_opened;
}

void Ledger::worked(Role role, int minutes) {
  const Figure figure = role == Role::supervisor          ? Figure::supervisor_minutes
                        : role == Role::safeguarding_lead ? Figure::safeguarding_minutes
                                                          : Figure::coordinator_minutes;
  week_[figure] += minutes;
}

void Ledger::count_waiting(Instant now) {
  std::vector<std::int64_t> waited;
  for (const auto& [id, member] : members_) {
    const bool waits =
        member.role != Role::supporter && member.state == GrantState::active && !member.has_someone;
    if (waits) waited.push_back((now - member.waiting_since) / days(1));
  }
  week_[Figure::waiting_now] = static_cast<std::int64_t>(waited.size());
  week_[Figure::waiting_days_median] = quantile(waited, 50);
  week_[Figure::waiting_days_p90] = quantile(waited, 90);
}

void Ledger::count_groups() {
  groups_.close_week(week_);
  week_[Figure::group_waiting_now] = std::ranges::count_if(members_, [&](const auto& each) {
    return each.second.role != Role::supporter && each.second.state == GrantState::active &&
           !groups_.holds(each.first);
  });
}

std::vector<Life> Ledger::pair_lives() const {
  std::vector<Life> out;
  for (const auto& [id, pair] : pairs_) out.push_back(pair.life);
  return out;
}

void Ledger::count_silent(Instant now) {
  for (const auto& [id, pair] : pairs_) {
    if (pair.ended) continue;
    ++week_[Figure::pairs_now];
    if (now - pair.last_at >= days(14)) ++week_[Figure::silent_14_now];
    if (now - pair.last_at >= days(30)) ++week_[Figure::silent_30_now];
  }
}

void Ledger::count_overdue(Tx& tx, Instant now) {
  for (const Row& row : tx.query(R"(
         select id from task where state = 'open' and due_at < $1 order by id
       )",
                                 now)) {
    const auto found = open_tasks_.find(row.text(0));
    if (found != open_tasks_.end()) ++week_[after(found->second, 2)];
  }
}

std::int64_t Ledger::participants_who_came_in() const {
  return std::ranges::count_if(
      members_, [](const auto& each) { return each.second.came_in && each.second.role != Role::supporter; });
}

Week Ledger::close_week(Tx& tx, Instant now) {
  count_waiting(now);
  count_groups();
  count_silent(now);
  count_overdue(tx, now);
  return std::exchange(week_, Week());
}

}  // namespace kith::simulation
