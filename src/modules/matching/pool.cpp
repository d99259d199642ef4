#include "modules/matching/pool.h"

#include <map>

#include "modules/matching/reach.h"
#include "modules/matching/store.h"

namespace kith {

using namespace matching_store;

match::Person seeker_of(Context& context, const Programme& programme, const Candidate& participant,
                        Eyes eyes) {
  match::Person out = match_person(programme, participant, eyes);
  const Profile& profile = participant.profile;
  for (const RequestRow& each :
       requests_of(context.tx, reach_requests_as_system(context), profile.person, profile.programme)) {
    if (each.state == RequestState::declined) out.avoid_people.push_back(each.supporter.str());
  }
  return out;
}

std::vector<match::Supporter> supply_of(Context& context, const Programme& programme,
                                        const std::vector<Candidate>& supporters, Eyes eyes) {
  std::vector<match::Supporter> out;
  if (supporters.size() == 1) {
    const std::int64_t load = load_of(context.tx, supporters[0].profile.person, programme.id);
    out.push_back(match_supporter(programme, supporters[0], load, context.now, eyes));
    return out;
  }
  const auto found = loads(context.tx, programme.id);
  const std::map<PersonId, std::int64_t> carried(found.begin(), found.end());
  for (const Candidate& each : supporters) {
    const auto at = carried.find(each.profile.person);
    const std::int64_t load = at == carried.end() ? 0 : at->second;
    out.push_back(match_supporter(programme, each, load, context.now, eyes));
  }
  return out;
}

}  // namespace kith
