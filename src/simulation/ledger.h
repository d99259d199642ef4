#pragma once

#include <map>
#include <string>
#include <vector>

#include "kernel/actor.h"
#include "simulation/figures.h"
#include "simulation/group_ledger.h"
#include "store/events.h"

namespace kith::simulation {

// What the event log says, added up beside the modules' own tables: the source of the weekly figures, and the
// second opinion that the tables are held against.
class Ledger {
 public:
  struct Pair {
    std::string participant;
    std::string supporter;
    std::string conversation;
    Instant last_at;  // of the last message, or of the match
    bool ended = false;
    Life life = {};
  };
  struct Member {
    Role role = Role::participant;
    GrantState state = GrantState::imported;
    Instant waiting_since;
    bool has_someone = false;
    bool came_in = false;  // ever
  };

  void hear(const StoredEvent& event);
  void worked(Role role, int minutes);
  void sent_letters(std::size_t count) { week_[Figure::letters] += static_cast<std::int64_t>(count); }

  // The week's figures, with how things stand now; begins the next one. Overdue tasks come from the tables.
  Week close_week(Tx& tx, Instant now);

  const std::map<std::string, Pair>& pairs() const { return pairs_; }
  const std::map<std::string, Member>& members() const { return members_; }
  std::size_t open_tasks() const { return open_tasks_.size(); }
  std::size_t open_requests() const { return open_requests_; }
  std::size_t open_pairs() const { return open_pairs_; }
  // Days from coming in to the first match, of everybody who got one, in that order.
  const std::vector<std::int64_t>& days_to_first_match() const { return days_to_first_match_; }
  std::int64_t participants_who_came_in() const;
  const GroupLedger& groups() const { return groups_; }
  std::vector<Life> pair_lives() const;

 private:
  void hear_person(const StoredEvent& event);
  void hear_request(const StoredEvent& event);
  void hear_match(const StoredEvent& event);
  void hear_message(const StoredEvent& event);
  void hear_met(const StoredEvent& event);
  void hear_task(const StoredEvent& event);
  // The first of the three figures of that role's tasks.
  Figure tasks_of(const std::string& owner, const std::string& role) const;
  void count_waiting(Instant now);
  void count_groups();
  void count_silent(Instant now);
  void count_overdue(Tx& tx, Instant now);

  Week week_;
  GroupLedger groups_;
  std::map<std::string, Member> members_;
  std::map<std::string, Pair> pairs_;
  std::map<std::string, std::string> match_of_conversation_;
  std::map<std::string, Figure> open_tasks_;
  std::map<std::string, bool> matched_before_;
  std::vector<std::int64_t> days_to_first_match_;
  std::size_t open_requests_ = 0;
  std::size_t open_pairs_ = 0;
};

// The value that `share` hundredths of the sorted values do not reach; 0 of none.
std::int64_t quantile(std::vector<std::int64_t> values, int share);

}  // namespace kith::simulation
