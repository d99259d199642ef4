#include "modules/journeys/lifecycles.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace kith::journeys {
namespace {

const std::vector<std::string_view>& names() {
  static const std::vector<std::string_view> all = [] {
    std::vector<std::string_view> out;
    for (const auto& each : package::known_events()) out.push_back(each.name);
    return out;
  }();
  return all;
}

TEST(Lifecycles, EveryStateIsReachedAndEveryEventKnown) {
  for (const auto& [machine, name] : EnumNames<Machine>::names) {
    std::set<std::string_view> reached{""};
    for (const Transition& each : transitions(machine)) reached.insert(each.to);
    for (const Transition& each : transitions(machine)) {
      EXPECT_TRUE(each.from == "*" || reached.contains(each.from)) << name << ": " << each.from;
      EXPECT_NE(std::ranges::find(names(), each.event), names().end()) << name << ": " << each.event;
      EXPECT_FALSE(each.who.empty());
    }
    for (const Possible& each : possible(machine)) {
      EXPECT_TRUE(reached.contains(each.state)) << name << ": " << each.state;
    }
  }
}

// From one state one event under one guard leads to one place: the table, and not the order of its rows,
// decides.
TEST(Lifecycles, NoTwoRowsSayDifferentThings) {
  for (const auto& [machine, name] : EnumNames<Machine>::names) {
    std::set<std::tuple<std::string_view, std::string_view, Guard>> seen;
    for (const Transition& each : transitions(machine)) {
      EXPECT_TRUE(seen.insert({each.from, each.event, each.guard}).second) << name << ": " << each.event;
    }
  }
}

TEST(Lifecycles, TheDocumentDrawsEveryRow) {
  const std::string text = lifecycles_document();
  for (const auto& [machine, name] : EnumNames<Machine>::names) {
    for (const Transition& each : transitions(machine)) {
      EXPECT_NE(text.find("--> " + std::string(each.to) + ": " + std::string(each.event)), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace kith::journeys
