#include <algorithm>
#include <deque>

#include "engine/match/candidates.h"
#include "engine/match/recommend.h"
#include "modules/matching/matching.h"
#include "modules/matching/sentences.h"
#include "modules/matching/sides.h"

namespace kith {
namespace {

constexpr std::size_t most_said = 4;
constexpr std::size_t most_nearest = 2;
constexpr std::size_t most_candidates = 50;  // of one participant in a plan for everybody

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

// Every participant with the problem that compares them and the supporters who suit them.
class Seekers {
 public:
  Seekers(Context& context, const Sides& sides) : places_(sides.participants.size()) {
    for (const auto& members : by_model(context, sides)) {
      problems_.push_back(problem_of(context, sides, members, sides.supply));
      const match::CandidateIndex index(problems_.back());
      match::CandidateSearch search(index);
      for (std::size_t row = 0; row < members.size(); ++row) {
        const auto participant = static_cast<match::ParticipantIndex>(row);
        places_[members[row]] = {problems_.size() - 1, participant,
                                 search.best(participant, most_candidates)};
      }
    }
  }

  const match::Problem& problem(std::size_t of) const { return problems_[places_[of].problem]; }
  match::ParticipantIndex row(std::size_t of) const { return places_[of].row; }
  const std::vector<match::Scored>& best(std::size_t of) const { return places_[of].best; }

 private:
  struct Place {
    std::size_t problem = 0;
    match::ParticipantIndex row = 0;
    std::vector<match::Scored> best;
  };
  std::deque<match::Problem> problems_;
  std::vector<Place> places_;
};

match::PairGraph graph_of(const Seekers& seekers, const Sides& sides) {
  constexpr std::int64_t largest = (std::int64_t{1} << 30) - 1;
  match::PairGraph graph;
  for (std::size_t i = 0; i < sides.participants.size(); ++i) {
    for (const match::Scored& each : seekers.best(i)) {
      graph.arcs.push_back({each.supporter, static_cast<std::int32_t>(std::min(each.score, largest))});
    }
    graph.starts.push_back(static_cast<std::uint32_t>(graph.arcs.size()));
  }
  for (const match::Supporter& each : sides.supply) {
    const bool free = each.supply.has_room() && each.supply.certified && !each.supply.paused;
    graph.capacities.push_back(free ? static_cast<std::uint32_t>(each.supply.capacity - each.supply.load)
                                    : 0);
  }
  return graph;
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

WholePlan plan_for_everybody(Context& context, const People& people, const ProgrammeId& programme) {
  const Sides sides = sides_of(context, people, programme);
  const Speaker speaker(sides.programme, sides.programme.language_for(context.language));
  const Seekers seekers(context, sides);
  const auto supporter_of = match::assign(graph_of(seekers, sides), match::Goal::matched_first).supporter_of;
  WholePlan out;
  for (std::size_t i = 0; i < sides.participants.size(); ++i) {
    PersonPlan plan{sides.participants[i].profile.person, seekers.best(i).size(), {}, {}};
    if (supporter_of[i] != match::nobody) {
      ++out.matched;
      const auto pair = match::explain(seekers.problem(i), seekers.row(i), supporter_of[i]);
      plan.pairs = said(sides, speaker, {pair.suggestion});
    } else if (plan.passing == 0) {
      const auto found = match::recommend(seekers.problem(i), seekers.row(i), {0, most_nearest});
      plan.nearest = said(sides, speaker, found.alternatives);
    }
    out.people.push_back(std::move(plan));
  }
  return out;
}

}  // namespace kith
