#include "modules/matching/sides.h"

#include <map>

namespace kith {

Sides sides_of(Context& context, const People& people, const ProgrammeId& programme) {
  Sides out{people.programmes().get(context.tx, programme),
            people.pool(context, programme, package::Side::participant, true),
            people.pool(context, programme, package::Side::supporter, true),
            {}};
  out.supply = supply_of(context, out.programme, out.supporters, Eyes::coordinator);
  return out;
}

std::vector<std::vector<std::size_t>> by_model(Context& context, const Sides& sides) {
  std::map<std::vector<double>, std::vector<std::size_t>> groups;
  for (std::size_t i = 0; i < sides.participants.size(); ++i) {
    std::vector<double> distances;
    for (const auto& each : match_model(sides.programme, sides.participants[i], context.now).criteria) {
      distances.push_back(each.within);
    }
    groups[std::move(distances)].push_back(i);
  }
  std::vector<std::vector<std::size_t>> out;
  for (auto& [distances, members] : groups) out.push_back(std::move(members));
  return out;
}

match::Problem problem_of(Context& context, const Sides& sides, const std::vector<std::size_t>& members,
                          std::vector<match::Supporter> supply) {
  std::vector<match::Person> seekers;
  for (const std::size_t each : members) {
    seekers.push_back(seeker_of(context, sides.programme, sides.participants[each], Eyes::coordinator));
  }
  const Candidate& first = sides.participants[members.front()];
  return {match_model(sides.programme, first, context.now), std::move(seekers), std::move(supply)};
}

}  // namespace kith
