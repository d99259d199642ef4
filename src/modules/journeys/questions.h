#pragma once

#include <map>
#include <string>
#include <string_view>

#include "modules/journeys/journeys.h"
#include "modules/journeys/question_views.h"

// Questions that travel in a message and are answered by one tap, without signing in. Each has a link of its
// own: 32 random bytes, of which only a keyed hash is kept, good for one answer and 30 days. Reading the
// question does not use the link up, because mail programs open links to look at them; answering does. The
// page names nobody, so a link that somebody else opens tells them nothing. For this folder only.
namespace kith::journeys {

inline constexpr std::string_view clock_question = "clock";      // all is well, not sure, let us talk
inline constexpr std::string_view leaving_question = "leaving";  // two kind questions to who stops early
inline constexpr std::string_view met_question = "met";          // have the two met: yes, not yet

struct Question {
  PersonId person;
  ProgrammeId programme;
  std::string match;
  std::string_view kind;
  std::string text_key;
  std::string cause;  // no second question has the same
};

// Posts the letter with the answers' links under its words.
void ask(Context& context, Journeys& journeys, const Question& question, Letter letter);
// To who stops after one or two contacts.
void ask_leaver(Context& context, Journeys& journeys, const Question& question);

// Both refuse not_found for a link that nothing has.
QuestionPage question_page(Context& context, const Journeys& journeys, const std::string& token);
// Refuses journeys.answered when it was answered or its time is over, invalid for a choice that is not there.
void answer(Context& context, Journeys& journeys, const QuestionAnswer& given);

}  // namespace kith::journeys
