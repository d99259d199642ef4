#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/schedule/weekly_slots.h"

// What the forming of groups is told: people, facilitators, places and times to meet, what members should
// have in common, and what a coordinator has decided already. Pure values; problem.h checks them.
namespace kith::groups {

inline constexpr std::size_t most_meeting_slots = 336;
inline constexpr int most_group_size = 40;

// One bit for each of Input::slots: the meetings that somebody can come to from beginning to end.
using SlotSet = std::bitset<most_meeting_slots>;

struct Spot {
  double latitude = 0;
  double longitude = 0;

  bool operator==(const Spot&) const = default;
};

// The answer to one attribute: words for `word` (the first counts) and `words`, a number for `number`. Empty
// when it is not known.
struct Answer {
  std::vector<std::string> words;
  std::optional<std::int64_t> number;
};

struct Person {
  std::string id;
  std::optional<Spot> spot;  // without one, only venues without a spot are in reach
  double travel_km = 25;
  SlotSet free;
  std::vector<Answer> answers;  // one for each of Input::attributes
  int attendance_milli = 820;   // how likely they come to a meeting, in thousandths, 1 to 1000
};

struct Facilitator {
  std::string id;
  std::optional<Spot> spot;
  double travel_km = 25;
  SlotSet free;
  int groups_most = 1;  // groups led at once, never two whose meetings overlap
  std::vector<std::string> skills;
  std::optional<int> trained_day;  // any count of days; only differences matter
};

// Where groups can meet. Without a spot it is in reach of everyone: by telephone or video.
struct Venue {
  std::string id;
  std::optional<Spot> spot;
};

enum class AnswerKind { word, words, number };
enum class Aim { none, similar, varied };
// What it means that a member is the only one of their kind in the group: nothing, a cost, or that the group
// may not be. Only for `word`; members whose kind is not known do not count and are never alone.
enum class Alone { allowed, costs, never };

struct Attribute {
  std::string key;
  AnswerKind kind = AnswerKind::word;
  Aim aim = Aim::none;
  int weight = 0;          // 0 to 100
  std::int64_t scale = 1;  // number: the difference that counts as wholly different
  Alone alone = Alone::allowed;
  int alone_weight = 0;  // 0 to 100, for Alone::costs
};

struct Team {
  int least = 2;  // facilitators for a group; 0 when groups need none
  int most = 3;
  std::vector<std::string> skills;  // that a group's facilitators should have between them
  int together_days = 90;           // two trained at most so far apart trained together
  int skill_weight = 5;             // for each skill that nobody of the team has
  int together_weight = 5;          // for each two of a team who did not train together
  int seat_weight = 2;              // for each facilitator above `least`
};

struct Design {
  int attending_low = 8;   // the number who come that is wished for, from ...
  int attending_high = 9;  // ... to
  int floor = 6;           // expected attendance below this makes no group
  int cap = 15;            // no meeting may hold more
  int groups = 0;          // how many to form; 0 when the sizes decide
  int size_weight = 20;    // for each expected attender too few or too many
  int travel_weight = 10;  // for a journey of travel_unit_km
  double travel_unit_km = 25;
  Team team;
};

// A group that stands already, or that the coordinator has begun. What is given stays as it is; its members
// and facilitators are pinned to it.
struct FixedGroup {
  std::string id;
  std::optional<std::uint32_t> venue;
  std::optional<std::uint32_t> slot;
  std::vector<std::uint32_t> members;
  std::vector<std::uint32_t> facilitators;
};

// By place in Input::people and Input::facilitators.
struct Pins {
  std::vector<std::vector<std::uint32_t>> together;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> apart;
  // Person and facilitator: the one is never in a group that the other leads.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> never_led_by;
  std::vector<FixedGroup> groups;
};

struct Input {
  std::vector<Person> people;
  std::vector<Facilitator> facilitators;
  std::vector<Venue> venues;
  std::vector<schedule::WeeklySlot> slots;  // the meetings: times of one week at the place of meeting
  std::vector<Attribute> attributes;
  Design design;
  Pins pins;
};

}  // namespace kith::groups
