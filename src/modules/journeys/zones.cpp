#include "modules/journeys/zones.h"

namespace kith::journeys {

std::string zone_of(Context& context, const People& people, const PersonId& person,
                    const Programme& programme) {
  for (const package::Question& each : programme.package->questions) {
    if (each.kind != package::AnswerKind::time_zone || person.empty()) continue;
    const auto known = people.candidate(context, person, programme.id);
    if (!known) break;
    const auto answer = known->profile.answers.find(each.key);
    if (answer == known->profile.answers.end() || !answer->second.is_string()) break;
    if (is_time_zone(answer->second.string())) return answer->second.string();
  }
  return programme.package->time_zone;
}

}  // namespace kith::journeys
