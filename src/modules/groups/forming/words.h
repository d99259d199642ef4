#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/groups/propose.h"
#include "modules/programmes/package/package.h"

// What the engine says as data, in plain words.
namespace kith::forming {

// Of whom and what is spoken. `name` is what somebody is called; the groups' own keys stand in GroupPlan::id.
struct Speaker {
  const groups::Problem& problem;
  const package::Package& package;
  std::string language = "en";
  std::function<std::string(groups::PersonIndex)> name;
  // Whether an answer of one person may be told. On a screen it may not: a look at answers leaves a line.
  bool may_tell_answers = true;
};

std::string field_name(const Speaker& speaker, std::size_t attribute);           // "interests"
std::string day(const schedule::WeeklySlot& slot, const std::string& language);  // "Thursday"
std::string clock(int minute);                                                   // "18:30"
std::string kilometres(std::int64_t metres);                                     // "8", always rounded up

// Why these people, at this time and place.
std::vector<std::string> reasons(const Speaker& speaker, const groups::GroupPlan& group);
std::vector<std::string> team(const Speaker& speaker, const groups::GroupPlan& group);
std::string part(const Speaker& speaker, const groups::CostPart& part);
std::string cost(const Speaker& speaker, const groups::GroupPlan& group);  // "7 = 3 journeys + 4 size"
std::string why(groups::Why why, const std::string& language);
std::string help(groups::Why why, const std::string& language);  // what would change it

// What a move costs in people's terms: first what would go wrong, then what gets better or worse.
struct MoveWords {
  std::vector<std::string> wrong;
  std::vector<std::string> changes;
};
MoveWords move_words(const Speaker& speaker, const std::vector<groups::GroupPlan>& before,
                     const groups::Move& move, const groups::Difference& difference);

}  // namespace kith::forming
