#pragma once

#include <optional>
#include <string>
#include <vector>

#include "modules/journeys/clock_plan.h"
#include "modules/journeys/journeys.h"

// The statements over clocks. For this folder only.
namespace kith::journeys_store {

enum class ClockState { waiting, rung, over };

struct ClockRow {
  std::string id;
  ProgrammeId programme;
  std::string rule;
  std::string subject;  // the match, request, concern or person that the clock runs for: one clock each
  std::string event_id;
  std::string match;
  std::string thing;
  PersonId participant;
  PersonId supporter;
  std::int64_t sequence = 0;
  Instant due_at;
  ClockState state = ClockState::waiting;
  Instant base_at;  // when it began
  journeys::ClockPlace place;
  std::string role;            // of a clock that staff added: who is rung
  std::optional<Bytes> words;  // what they wrote for it, sealed with the person's key

  bool is_own() const { return words.has_value(); }
};
inline constexpr std::string_view own_rule = "own";  // of clocks that staff added

// The clock of this rule and subject, in any state.
std::optional<ClockRow> clock_of(Tx& tx, const ProgrammeId& programme, const std::string& rule,
                                 const std::string& subject);
std::optional<ClockRow> clock(Tx& tx, const std::string& id);
void put_clock(Tx& tx, const ClockRow& row);
void set_clock_state(Tx& tx, const std::string& id, ClockState state);

// Whether something happened after that place in the event log that could make a clock needless. What tasks
// and letters report could not.
bool is_news_after(Tx& tx, std::int64_t sequence);

// Clocks of the rule that are not over and share the match, participant or supporter. Of a match are left out
// those of other matches.
std::vector<ClockRow> running_clocks(Tx& tx, const ClockRow& like);
// Every clock of the person that will still ring, and those that rang and wait for what they asked for; the
// next first.
std::vector<ClockRow> clocks_of_person(Tx& tx, const Reach<Tasks>& reach, const PersonId& person);
std::vector<ClockRow> running_clocks_of_match(Tx& tx, const std::string& match);
std::vector<ClockRow> running_clocks_of_person(Tx& tx, const ProgrammeId& programme, const PersonId& person);

// What staff did with a clock.
struct ClockNote {
  std::string id;
  std::string clock;
  ProgrammeId programme;
  Instant at;
  PersonId actor;
  std::string what;  // "added", "snoozed" or "skipped"
  std::optional<Instant> until;
  std::optional<Bytes> words;
};
void insert_clock_note(Tx& tx, const ClockNote& note);
std::vector<ClockNote> clock_notes(Tx& tx, const std::string& clock);

}  // namespace kith::journeys_store

namespace kith {
template <>
struct EnumNames<journeys_store::ClockState> {
  using S = journeys_store::ClockState;
  static constexpr std::pair<S, std::string_view> names[] = {
      {S::waiting, "waiting"}, {S::rung, "rung"}, {S::over, "over"}};
};
}  // namespace kith
