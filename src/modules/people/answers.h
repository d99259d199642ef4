#pragma once

#include <map>
#include <string>
#include <vector>

#include "modules/people/own_views.h"
#include "modules/people/people.h"

// Answers to a programme's profile questions: checked when they come in, laid out when they are shown.
namespace kith {

bool is_asked_of(const package::Question& question, package::Side side);
package::Side side_of(Role role);

// Reads the answers into storage form. Refuses, all at once, unknown questions and values that do not fit,
// with field "answers.<key>". Questions for staff are refused unless `by_staff`; so is, of a person's own
// form, a question without an answer that the programme requires. Staff may leave it for later: they type
// what they were told on the phone. One's own words are saved beside the answers and are not looked for here.
std::map<std::string, Json> checked_answers(const package::Package& package, package::Side side,
                                            const std::map<std::string, Json>& given, bool by_staff);

// The questions of one side with this person's answers, as a form or as a page shows them.
std::vector<ProfileField> profile_fields(const package::Package& package, const Profile& profile,
                                         const std::string& language, bool for_staff);

// The keys of the questions that may stand in a person's list of hidden ones.
std::vector<std::string> checked_hidden(const package::Package& package, package::Side side,
                                        const std::vector<std::string>& hidden);

// The answer to the first question of that privacy place ("town"), as text; "" when there is none.
std::string place_answer(const package::Package& package, const Profile& profile,
                         package::PrivacyPlace place);

}  // namespace kith
