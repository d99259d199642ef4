#pragma once

#include <string>
#include <vector>

#include "modules/matching/library_views.h"
#include "modules/matching/model.h"

// The explained, ranked list of supporters who are really free. For this folder only.
namespace kith {

struct LibraryAsk {
  ProgrammeId programme;
  PersonId participant;
  Eyes eyes = Eyes::participant;
  std::vector<std::string> must;
  std::vector<std::string> nice;
  std::vector<std::string> off;
};

LibraryView library(Context& context, const People& people, const LibraryAsk& ask);

// Whether the supporter may be asked by the participant now; for a request or an acceptance made later than
// the list.
bool is_free_for(Context& context, const People& people, const Programme& programme,
                 const PersonId& participant, const PersonId& supporter);

// The reasons for one pair, as the supporter who is asked reads them.
std::vector<std::string> reasons_for_supporter(Context& context, const People& people,
                                               const Programme& programme, const PersonId& participant,
                                               const PersonId& supporter);

// What a person chose to show: the question's key and the answer in the reader's words.
std::vector<Fact> shown_facts(const Programme& programme, const Profile& profile,
                              const std::string& language);

}  // namespace kith
