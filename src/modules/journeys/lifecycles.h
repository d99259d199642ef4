#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernel/words.h"
#include "modules/journeys/clocks.h"

// Where a person, a match and a supporter stand: three small tables of states and transitions. Each row says
// from which state, by which event, under which guard, into which state, and who may make it happen; the web
// app's "what can I do now", the diagram in docs/lifecycles.md and the rows of table journey_state all come
// from them. For this folder only.
namespace kith {

enum class Machine { enrolment, match, availability };

template <>
struct EnumNames<Machine> {
  static constexpr std::pair<Machine, std::string_view> names[] = {
      {Machine::enrolment, "enrolment"}, {Machine::match, "match"}, {Machine::availability, "availability"}};
};

}  // namespace kith

namespace kith::journeys {

// met, not_met and last_weeks exclude each other.
enum class Guard { none, has_room, has_no_room, alone, has_someone, met, not_met, last_weeks };

struct Transition {
  std::string_view from;   // "" for the beginning, "*" for any state but the last
  std::string_view event;  // a name of known_events()
  Guard guard;
  std::string_view to;
  std::string_view who;  // who makes it happen
};
std::span<const Transition> transitions(Machine machine);

// What somebody in a state can do now, and where.
struct Possible {
  std::string_view state;
  const Phrase& words;
  std::string_view page;
};
std::span<const Possible> possible(Machine machine);

// The one function that moves: makes the transition that the event asks for, if the table has one from where
// the subject stands, and emits journeys.moved. An event heard before, or without a row in the table, moves
// nothing.
void move_lifecycles(Context& context, const Journeys& journeys, const Happening& happening);

// The state of a member ("" when unknown), and of a match.
std::string state_of(Tx& tx, Machine machine, const std::string& subject);
std::string member_subject(const PersonId& person, const ProgrammeId& programme);

}  // namespace kith::journeys
