#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "simulation/figures.h"
#include "simulation/lives.h"
#include "store/events.h"

namespace kith::simulation {

// What the event log says of groups. A group lives while anybody is in it.
class GroupLedger {
 public:
  void hear(const StoredEvent& event);

  bool holds(const std::string& person) const { return placed_.contains(person); }
  std::size_t places() const;  // of members and of those who lead
  std::vector<Life> lives() const;
  // How things stand and what happened since the last call, but for people who wait.
  void close_week(Week& week);

 private:
  struct Group {
    Life life;
    std::set<std::string> members;
    std::set<std::string> leaders;
  };

  void place(const StoredEvent& event, bool begins);

  std::map<std::string, Group> groups_;
  std::map<std::string, int> placed_;  // members, by the number of their groups
  std::int64_t formed_ = 0;
  std::int64_t merged_ = 0;
};

}  // namespace kith::simulation
