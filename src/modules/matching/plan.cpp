#include <map>

#include "engine/match/recommend.h"
#include "modules/matching/matching.h"
#include "modules/matching/pool.h"
#include "modules/matching/sentences.h"

namespace kith {
namespace {

constexpr std::size_t most_said = 4;
constexpr std::size_t most_nearest = 2;

// Both sides of a programme, read once.
struct Sides {
  Programme programme;
  std::vector<Candidate> participants;
  std::vector<Candidate> supporters;
  std::vector<match::Supporter> supply;
};

Sides sides_of(Context& context, const People& people, const ProgrammeId& id) {
  Sides out{people.programmes().get(context.tx, id),
            people.pool(context, id, package::Side::participant, true),
            people.pool(context, id, package::Side::supporter, true),
            {}};
  out.supply = supply_of(context, out.programme, out.supporters, Eyes::coordinator);
  return out;
}

// Participants who are compared by the same model: it differs only in how far somebody travels.
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

match::Problem problem_of(Context& context, const Sides& sides, const std::vector<std::size_t>& members) {
  std::vector<match::Person> seekers;
  for (const std::size_t each : members) {
    seekers.push_back(seeker_of(context, sides.programme, sides.participants[each], Eyes::coordinator));
  }
  const Candidate& first = sides.participants[members.front()];
  return {match_model(sides.programme, first, context.now), std::move(seekers), sides.supply};
}

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
    const match::Problem problem = problem_of(context, sides, members);
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
