#include "engine/match/recommend.h"
#include "modules/matching/matching.h"
#include "modules/matching/sentences.h"
#include "modules/matching/sides.h"

namespace kith {
namespace {

constexpr std::size_t most_said = 4;
constexpr std::size_t most_nearest = 2;

std::vector<PlannedPair> said(const Sides& sides, const Speaker& speaker,
                              const std::vector<match::Suggestion>& suggestions) {
  std::vector<PlannedPair> out;
  for (const match::Suggestion& each : suggestions) {
    const Profile& about = sides.supporters[each.supporter].profile;
    out.push_back({about.person, each.score, speaker.reasons(each, about, most_said),
                   speaker.differs(each, about, most_said)});
  }
  return out;
}

}  // namespace

std::vector<PersonPlan> shortlists(Context& context, const People& people, const ProgrammeId& programme,
                                   std::size_t top_k) {
  const Sides sides = sides_of(context, people, programme);
  const Speaker speaker(sides.programme, sides.programme.language_for(context.language));
  std::vector<PersonPlan> out(sides.participants.size());
  for (const auto& members : by_model(context, sides)) {
    const match::Problem problem = problem_of(context, sides, members, sides.supply);
    for (std::size_t row = 0; row < members.size(); ++row) {
      const auto found =
          match::recommend(problem, static_cast<match::ParticipantIndex>(row), {top_k, most_nearest});
      out[members[row]] = {sides.participants[members[row]].profile.person, found.passing_after_fallback,
                           said(sides, speaker, found.suggestions), said(sides, speaker, found.alternatives)};
    }
  }
  return out;
}

}  // namespace kith
