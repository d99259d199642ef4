#include "modules/matching/library.h"

#include <algorithm>

#include "base/refusal.h"
#include "engine/match/recommend.h"
#include "modules/matching/pairs.h"
#include "modules/matching/pool.h"
#include "modules/matching/sentences.h"
#include "modules/matching/store.h"
#include "modules/matching/wait.h"

namespace kith {
namespace {

using namespace matching_store;

constexpr std::size_t most_cards = 30;
constexpr std::size_t most_nearest = 5;
constexpr std::size_t most_reasons = 3;
constexpr std::size_t most_facts = 6;

// One participant and the supporters of their programme, ready for the engine.
struct Setting {
  Programme programme;
  Candidate participant;
  std::vector<Candidate> supporters;
  match::Problem problem;
};

Setting setting_of(Context& context, const People& people, const Programme& programme,
                   const PersonId& participant, std::vector<Candidate> supporters, Eyes eyes) {
  auto candidate = people.candidate(context, participant, programme.id);
  if (!candidate || candidate->profile.role == Role::supporter) throw not_found();
  match::Problem problem(match_model(programme, *candidate, context.now),
                         {seeker_of(context, programme, *candidate, eyes)},
                         supply_of(context, programme, supporters, eyes));
  return {programme, std::move(*candidate), std::move(supporters), std::move(problem)};
}

std::vector<Candidate> one_supporter(Context& context, const People& people, const Programme& programme,
                                     const PersonId& supporter) {
  std::vector<Candidate> out;
  auto candidate = people.candidate(context, supporter, programme.id);
  const bool counts = candidate && candidate->profile.role == Role::supporter &&
                      candidate->profile.state == GrantState::active;
  if (counts) out.push_back(std::move(*candidate));
  return out;
}

std::map<std::string, match::Strictness> overrides_of(const package::MatchingRules& rules,
                                                      const LibraryAsk& ask) {
  std::map<std::string, match::Strictness> out;
  const auto take = [&](const std::vector<std::string>& keys, match::Strictness strictness) {
    for (const std::string& key : keys) {
      const auto* criterion = rules.criterion(key);
      if (!criterion)
        throw invalid({{"must", "unknown_criterion", "There is no such wish in this programme."}});
      const bool loosens = strictness != match::Strictness::must;
      if (criterion->participant_may_switch || !loosens) out[key] = strictness;
      if (!criterion->participant_may_switch) out.erase(key);
    }
  };
  take(ask.must, match::Strictness::must);
  take(ask.nice, match::Strictness::nice);
  take(ask.off, match::Strictness::off);
  return out;
}

SwitchState switch_state(match::Strictness strictness) {
  if (strictness == match::Strictness::off) return SwitchState::off;
  return strictness == match::Strictness::nice ? SwitchState::nice : SwitchState::must;
}

std::vector<CriterionView> criteria_of(const Programme& programme, const match::Recommendation& found,
                                       const std::string& language) {
  std::vector<CriterionView> out;
  for (const match::CriterionCount& each : found.counts) {
    const auto* criterion = programme.package->matching.criterion(each.key);
    out.push_back({each.key,
                   package::in_language(criterion->label, language, programme.package->default_language),
                   switch_state(each.strictness), criterion->participant_may_switch,
                   static_cast<int>(each.if_must), static_cast<int>(each.if_dropped)});
  }
  return out;
}

SupporterCard card_of(const Setting& setting, const Speaker& speaker, const match::Suggestion& suggestion,
                      const std::string& language, const std::vector<PersonId>& asked) {
  const Profile& profile = setting.supporters.at(suggestion.supporter).profile;
  return {profile.person,
          profile.display_name,
          profile.note,
          speaker.reasons(suggestion, profile, most_reasons),
          speaker.differs(suggestion, profile, most_reasons),
          speaker.usually_free(profile),
          shown_facts(setting.programme, profile, language),
          std::ranges::find(asked, profile.person) != asked.end()};
}

std::string words_while_waiting(Context& context, const People& people, const Programme& programme,
                                const PersonId& participant) {
  const std::string language = programme.language_for(context.language);
  std::vector<PersonId> waiting;
  for (const People::Member& each : waiting_people(context, people, programme.id))
    waiting.push_back(each.person);
  const auto place = std::ranges::find(waiting, participant);
  std::string words = programme.text("nobody_free", language);
  if (place == waiting.end()) return words;
  const auto all = outlooks(context, people, programme.id, waiting);
  const Outlook& outlook = all[static_cast<std::size_t>(place - waiting.begin())];
  return outlook.free_now > 0 ? words : words + " " + wait_words(outlook, language);
}

}  // namespace

std::vector<Fact> shown_facts(const Programme& programme, const Profile& profile,
                              const std::string& language) {
  const Speaker speaker(programme, language);
  std::vector<Fact> facts;
  for (const package::Question& question : programme.package->questions) {
    const auto answer = profile.answers.find(question.key);
    // A place is left out of cards: in a small place, where somebody lives says who they are.
    const bool telling = question.own_words || question.kind == package::AnswerKind::place ||
                         question.privacy_place != package::PrivacyPlace::none;
    if (answer == profile.answers.end() || telling || !profile.shows(question)) continue;
    // Questions are put to the person themself ("your gender"), so only answers that speak alone are shown.
    const bool speaks_alone = !question.choices.empty();
    std::string words = speaks_alone ? speaker.answer_words(question, answer->second) : "";
    if (words.empty()) continue;
    facts.push_back({question.key, words});
    if (facts.size() == most_facts) break;
  }
  return facts;
}

LibraryView library(Context& context, const People& people, const LibraryAsk& ask) {
  const Programme programme = people.programmes().get(context.tx, ask.programme);
  const Setting setting =
      setting_of(context, people, programme, ask.participant,
                 people.pool(context, ask.programme, package::Side::supporter, true), ask.eyes);
  match::RecommendOptions options{most_cards, most_nearest, overrides_of(programme.package->matching, ask)};
  const match::Recommendation found = match::recommend(setting.problem, 0, options);
  const std::string language = programme.language_for(context.language);
  const Speaker speaker(programme, language);
  std::vector<PersonId> asked;
  for (const RequestRow& each : unfinished(context.tx, ask.participant, ask.programme))
    asked.push_back(each.supporter);
  LibraryView view;
  view.programme_id = ask.programme;
  view.total =
      static_cast<int>(found.suggestions.empty() ? 0 : std::max(found.passing, found.passing_after_fallback));
  view.criteria = criteria_of(programme, found, language);
  for (const auto& each : found.suggestions)
    view.cards.push_back(card_of(setting, speaker, each, language, asked));
  for (const auto& each : found.alternatives)
    view.nearest.push_back(card_of(setting, speaker, each, language, asked));
  const bool has_someone = has_open_pair(context.tx, ask.participant, ask.programme);
  const int most = programme.package->matching.requests.ask_up_to;
  view.may_ask = has_someone ? 0 : std::max(0, most - static_cast<int>(asked.size()));
  if (view.cards.empty())
    view.waiting_words = words_while_waiting(context, people, programme, ask.participant);
  return view;
}

bool is_free_for(Context& context, const People& people, const Programme& programme,
                 const PersonId& participant, const PersonId& supporter) {
  const Setting setting = setting_of(context, people, programme, participant,
                                     one_supporter(context, people, programme, supporter), Eyes::coordinator);
  if (setting.supporters.empty()) return false;
  return match::explain(setting.problem, 0, 0).obstacles.empty();
}

std::vector<std::string> reasons_for_supporter(Context& context, const People& people,
                                               const Programme& programme, const PersonId& participant,
                                               const PersonId& supporter) {
  const Setting setting = setting_of(context, people, programme, participant,
                                     one_supporter(context, people, programme, supporter), Eyes::coordinator);
  if (setting.supporters.empty()) return {};
  const match::PairView pair = match::explain(setting.problem, 0, 0);
  return Speaker(programme, programme.language_for(context.language))
      .reasons(pair.suggestion, setting.participant.profile, most_reasons);
}

}  // namespace kith
