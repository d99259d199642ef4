#pragma once

#include <string>
#include <vector>

#include "modules/people/people.h"

// An honest word to those who wait: whether somebody is free now, and if not, how long it may take. For this
// folder only.
namespace kith {

struct Outlook {
  std::size_t free_now = 0;  // supporters who meet every must-have and have room
  // People earlier in the fair order who wait for any of the supporters who would suit this one.
  std::size_t ahead = 0;
  // Weeks, from the matches that those supporters entered in the last 90 days (engine/wait); 0 and 0 when
  // nobody can say.
  int weeks_low = 0;
  int weeks_high = 0;
};

// One for each of `waiting`, who are all of the programme's waiting participants in the fair order.
std::vector<Outlook> outlooks(Context& context, const People& people, const ProgrammeId& programme,
                              const std::vector<PersonId>& waiting);

// What the person themself reads when nobody is free, and what their coordinator reads.
std::string wait_words(const Outlook& outlook, const std::string& language);
std::string wait_words_for_staff(const Outlook& outlook, const std::string& language);

}  // namespace kith
