#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "engine/groups/input.h"
#include "modules/programmes/package/answers.h"
#include "modules/programmes/package/package.h"

// From what people answered to what the engine forms groups of: the one way, for the screens and for the
// command line alike.
namespace kith::forming {

// One person with their answers, and when they were born where the answers do not say it and it is known.
struct Row {
  std::string id;
  package::Answers answers;
  Json birth_date;  // yyyy-mm-dd
};

struct People {
  groups::Input input;                   // without pins
  std::vector<std::string> rather_not;   // participants who would rather have no group, by id
  std::vector<std::string> uncertified;  // facilitators left out because a date of certified_by is missing
};

// The package must have rules for groups. Groups can meet in the towns that people come from, in the middle
// of those who live there; when no town is on the map, at the place "" that is in everybody's reach. Weeks
// are looked at from `now` on, so that daylight saving counts.
People people_of(const package::Package& package, const std::vector<Row>& participants,
                 const std::vector<Row>& facilitators, Instant now);

}  // namespace kith::forming
