#include "engine/match/plan.h"

#include <algorithm>
#include <deque>
#include <map>

#include "engine/match/candidates.h"
#include "engine/match/recommend.h"
#include "engine/match/shortages.h"
#include "modules/matching/matching.h"
#include "modules/matching/sentences.h"
#include "modules/matching/sides.h"

namespace kith {
namespace {

constexpr std::size_t most_said = 4;
constexpr std::size_t most_nearest = 2;
constexpr std::size_t most_places = 3;
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

// Participants whom one model compares with the supporters.
struct Market {
  explicit Market(match::Problem of) : problem(std::move(of)), index(problem), shortages(problem, index) {}

  match::Problem problem;
  match::CandidateIndex index;
  match::Shortages shortages;
};

// Every participant with the market they are in and the supporters who suit them there.
class Seekers {
 public:
  Seekers(Context& context, const Sides& sides) : places_(sides.participants.size()) {
    for (const auto& members : by_model(context, sides)) {
      Market& market = markets_.emplace_back(problem_of(context, sides, members, sides.supply));
      match::CandidateSearch search(market.index);
      for (std::size_t row = 0; row < members.size(); ++row) {
        const auto participant = static_cast<match::ParticipantIndex>(row);
        Place& place = places_[members[row]];
        place = {&market, participant, search.best(participant, most_candidates), {}};
        if (place.best.empty()) fall_back(place);
      }
    }
  }

  const std::vector<match::Scored>& best(std::size_t of) const { return places_[of].best; }

  match::Suggestion reasons(std::size_t of, match::SupporterIndex supporter) const {
    const Place& place = places_[of];
    return match::reasons_for(place.market->problem, {{place.row, supporter}, 0, false, place.fallbacks});
  }

  std::vector<match::Suggestion> nearest(std::size_t of) const {
    return match::recommend(places_[of].market->problem, places_[of].row, {0, most_nearest}).alternatives;
  }

  // What is asked of one more supporter, as criterion and words; counted for the whole plan.
  std::vector<std::pair<std::string, std::vector<std::string>>> ask_for(std::size_t of) {
    const Place& place = places_[of];
    const auto unmatched = place.market->shortages.add(place.row, !place.best.empty());
    std::vector<std::pair<std::string, std::vector<std::string>>> out;
    for (const auto& each : unmatched.asks) {
      out.emplace_back(place.market->problem.model().criteria[each.criterion].key, each.words);
    }
    return out;
  }

 private:
  struct Place {
    Market* market = nullptr;
    match::ParticipantIndex row = 0;
    std::vector<match::Scored> best;
    std::vector<std::string> fallbacks;  // the musts that were loosened to find them
  };

  // Somebody with a rare condition is compared by what the programme says comes next.
  static void fall_back(Place& place) {
    const auto found = match::recommend(place.market->problem, place.row, {most_candidates, 0});
    for (const auto& each : found.suggestions) place.best.push_back({each.supporter, each.score});
    place.fallbacks = found.fallbacks;
  }

  std::deque<Market> markets_;
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

// Where a participant lives, in the words of their answer; "" where no rule asks for distance.
std::string place_of(const Sides& sides, const Speaker& speaker, const Profile& participant) {
  for (const auto& each : sides.programme.package->matching.criteria) {
    if (each.kind != package::CriterionKind::near_km) continue;
    const auto* question = sides.programme.package->question(each.participant_field);
    const auto answer = participant.answers.find(each.participant_field);
    if (question && answer != participant.answers.end())
      return speaker.answer_words(*question, answer->second);
  }
  return "";
}

// Counts who would be helped by the same kind of supporter, and where they live.
class Wants {
 public:
  void add(const std::vector<std::string>& asked, const std::string& place) {
    Want& want = wants_[asked];
    ++want.people;
    if (!place.empty()) ++want.places[place];
  }

  std::vector<WantedSupporter> most_first() const {
    std::vector<WantedSupporter> out;
    for (const auto& [asked, want] : wants_) out.push_back({asked, want.people, most_common(want.places)});
    std::ranges::stable_sort(out, std::greater{}, &WantedSupporter::people);
    return out;
  }

 private:
  struct Want {
    std::size_t people = 0;
    std::map<std::string, std::size_t> places;
  };

  static std::vector<std::string> most_common(const std::map<std::string, std::size_t>& places) {
    std::vector<std::pair<std::string, std::size_t>> counted(places.begin(), places.end());
    std::ranges::stable_sort(counted, std::greater{}, [](const auto& each) { return each.second; });
    std::vector<std::string> out;
    for (const auto& [place, count] : counted) {
      if (out.size() < most_places) out.push_back(place);
    }
    return out;
  }

  std::map<std::vector<std::string>, Want> wants_;
};

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
  Seekers seekers(context, sides);
  const auto solved = match::assign(graph_of(seekers, sides), match::Goal::matched_first);
  WholePlan out;
  out.matched = solved.matched;
  out.total = solved.total;
  out.bound = solved.bound;
  Wants wants;
  for (std::size_t i = 0; i < sides.participants.size(); ++i) {
    const Profile& participant = sides.participants[i].profile;
    PersonPlan plan{participant.person, seekers.best(i).size(), {}, {}};
    if (solved.supporter_of[i] != match::nobody) {
      plan.pairs = said(sides, speaker, {seekers.reasons(i, solved.supporter_of[i])});
    } else {
      if (plan.passing == 0) plan.nearest = said(sides, speaker, seekers.nearest(i));
      for (const auto& [criterion, words] : seekers.ask_for(i)) {
        plan.would_help.push_back(speaker.asked(criterion, words));
      }
      wants.add(plan.would_help, place_of(sides, speaker, participant));
    }
    out.people.push_back(std::move(plan));
  }
  out.wanted = wants.most_first();
  return out;
}

}  // namespace kith
