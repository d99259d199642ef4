#include "modules/matching/pool.h"

#include <algorithm>

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
  const auto carried = loads(context.tx, programme.id);
  std::vector<match::Supporter> out;
  for (const Candidate& each : supporters) {
    const auto found =
        std::ranges::find(carried, each.profile.person, &std::pair<PersonId, std::int64_t>::first);
    const std::int64_t load = found == carried.end() ? 0 : found->second;
    out.push_back(match_supporter(programme, each, load, context.now, eyes));
  }
  return out;
}

}  // namespace kith
