#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/time.h"
#include "modules/programmes/package/package.h"
#include "simulation/chance.h"

// Who takes part in a rehearsal, and how they behave: assumptions, written down in a file that a coordinator
// can read and change. docs/rehearsing.md describes every line of it.
namespace kith::simulation {

// How one side of the programme is made up.
struct Crowd {
  int count = 0;
  int arrive_over_weeks = 1;  // the programme hears of them evenly over so many weeks
  int born_from = 1950;
  int born_until = 1990;
  Odds email;   // has an e-mail address
  Odds mobile;  // of those without one: has a mobile phone; everybody else has a landline only
};

struct Habits {
  Duration opens_letters;  // how long until a letter is looked at, on average
  Odds comes_in;           // after an invitation
  Duration comes_in_after;
  Odds joins_when_called;
  Odds replies;  // to a message
  Duration replies_after;
  Duration writes_every;  // unasked, while they have someone
  Odds goes_silent;       // the next seven are chances a month
  Odds comes_back;        // of who is silent
  Odds leaves;            // for good, with a word to the other person
  Odds withdraws;         // from the whole programme
  Odds worried;           // raises a concern
};

struct ParticipantHabits {
  Habits common;
  Odds chooses;  // when asked to choose, rather than forgetting it
  Duration chooses_after;
  int asks = 1;        // how many supporters they name in order
  Odds wants_another;  // a month: asks for a new match
  Odds finishes_well;  // a month: ends because it is good
  Odds chooses_again;  // after a match has ended
};

struct SupporterHabits {
  Habits common;
  Odds accepts;  // the rest of these three is silence
  Odds declines;
  Odds not_now;
  Duration answers_after;
  Odds writes_first;
  Odds rests;  // a month
  int rest_weeks = 2;
  int capacity_least = 1;
  int capacity_most = 1;
};

// What the two of a pair say of their first talk. Files need not name any of it.
struct FirstContact {
  Odds meets{400'000};  // a pair, by each of the three times at which one of them is asked
  Duration says_after = days(5);
  Odds says_so{700'000};  // each of the two, one way or the other
  Odds sees_otherwise{50'000};
  Odds asks_for_call{50'000};  // of the coordinator to be on the line, while they have not met
};

// How people leave the programme. What is left of the first two is keeping it all. Files need not name any.
struct Leaving {
  Odds words{250'000};       // name and profile go
  Odds everything{150'000};  // all that may go
  Odds research_too{300'000};
  Odds thinks_again{200'000};  // and comes back within the seven days
};

struct Staff {
  int coordinators = 1;
  int supervisors = 0;
  int safeguarding_leads = 0;
  int minutes_a_day = 240;        // of each, on working days
  Odds takes_up;                  // a task that is due, on one day
  std::vector<int> absent_weeks;  // in which the first coordinator is away, counted from 1
  Odds nudge_helps;               // a call to a silent pair brings it back
  Odds agrees_on_phone;           // a participant helped to choose says whom to ask
};

// In programmes that form groups. Files need not name any of it.
struct GroupHabits {
  Odds suits{850'000};            // a member, when they hear when and where the group meets
  Odds had_enough{20'000};        // a month: wants out of the group, and into no other
  int looked_at_every_weeks = 1;  // the first coordinator forms and mends groups
  int late_at_once = 10;          // late joiners, at most, each time
};

struct Area {
  double latitude = 0;
  double longitude = 0;
  double radius_km = 30;
  std::vector<std::string> places;
};

struct Population {
  std::string name;
  Crowd participants;
  Crowd supporters;
  Staff staff;
  std::map<std::string, int> minutes;  // by kind of task; "otherwise" for those that are not named
  Area area;
  int free_least = 2;  // parts of the week in which somebody is free
  int free_most = 8;
  // How often a choice is taken, by question and choice. Questions that a programme does not ask are passed
  // over, those not named here are answered evenly.
  std::map<std::string, std::map<std::string, Odds>> answers;
  ParticipantHabits participant;
  SupporterHabits supporter;
  FirstContact first_contact;
  Leaving leaving;
  GroupHabits groups;

  int minutes_for(const std::string& task_kind) const;
  const Habits& habits(package::Side side) const {
    return side == package::Side::supporter ? supporter.common : participant.common;
  }
};

// Reads a population file. Refuses (Refusal invalid "simulation.population") with every mistake on a line of
// its own: FILE:LINE: what was wrong; what to do.
Population read_population(const std::string& yaml, const std::string& file);

}  // namespace kith::simulation
