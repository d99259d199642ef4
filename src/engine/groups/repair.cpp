#include <algorithm>

#include "engine/groups/construct.h"

namespace kith::groups {
namespace {

bool stands(const State& state, int g) { return g < static_cast<int>(state.area().region().fixed.size()); }

int alone_of(const State& state, int g, int kind) {
  int count = 0, who = nowhere;
  for (const std::uint16_t m : state.group(g).members()) {
    for (const std::uint16_t each : state.area().kinds_of(m)) {
      if (each == kind) ++count, who = m;
    }
  }
  return count == 1 ? who : nowhere;
}

// Somebody of g who may not be alone of their kind and is, and is not pinned.
int somebody_alone(const State& state, int g) {
  for (const std::uint16_t m : state.group(g).members()) {
    if (state.area().unit(m).pinned != nowhere) continue;
    for (const std::uint16_t kind : state.area().kinds_of(m)) {
      if (state.area().never_alone(kind) && alone_of(state, g, kind) == m) return m;
    }
  }
  return nowhere;
}

// Takes out what breaks a rule. Whoever leaves may leave another alone, hence the loop.
bool take_out(State& state) {
  bool changed = false;
  for (int g = 0; g < state.groups(); ++g) {
    for (int u = somebody_alone(state, g); u != nowhere; u = somebody_alone(state, g)) {
      state.move(u, nowhere);
      changed = true;
    }
    const bool small = state.group(g).people < state.area().problem().enrolment().least;
    if (!small || !state.group(g).open() || stands(state, g)) continue;
    while (state.group(g).unit_count > 0) state.move(state.group(g).units[0], nowhere);
    state.close(g);
    changed = true;
  }
  return changed;
}

bool would_break_alone(const State& state, int g, int u) {
  for (const std::uint16_t kind : state.area().kinds_of(u)) {
    if (!state.area().never_alone(kind)) continue;
    int there = 0, come = 0;
    for (const std::uint16_t m : state.group(g).members()) {
      for (const std::uint16_t each : state.area().kinds_of(m)) there += each == kind;
    }
    for (const std::uint16_t each : state.area().kinds_of(u)) come += each == kind;
    if (there + come == 1) return true;
  }
  return false;
}

void place_safely(State& state, int u) {
  int best = nowhere;
  std::int64_t least = 0;
  for (const int g : state.options(u)) {
    if (!state.has_room(g, u) || state.would_clash(g, u) || would_break_alone(state, g, u)) continue;
    const std::int64_t by = state.change(g, nowhere, u);
    if (best == nowhere || by < least) best = g, least = by;
  }
  if (best != nowhere) state.move(u, best);
}

}  // namespace

void repair(State& state) {
  take_out(state);
  for (int u = 0; u < state.area().units(); ++u) {
    if (state.group_of(u) == nowhere && state.area().unit(u).pinned == nowhere) place_safely(state, u);
  }
}

}  // namespace kith::groups
