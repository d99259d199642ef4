#include "engine/match/search.h"

#include <algorithm>

#include "engine/match/facts.h"

namespace kith::match {
namespace {

CriterionSet bit(std::size_t criterion) { return CriterionSet{1} << criterion; }

Refusal override_refused(const char* code, const char* detail) {
  return Refusal(RefusalKind::invalid, code, detail);
}

}  // namespace

CriterionSet musts_of(const Settings& settings) {
  CriterionSet set = 0;
  for (std::size_t i = 0; i < settings.size(); ++i) set |= is_must(settings[i]) ? bit(i) : 0;
  return set;
}

CriterionSet fixed_of(const Settings& settings) {
  CriterionSet set = 0;
  for (std::size_t i = 0; i < settings.size(); ++i) set |= settings[i] == Strictness::fixed ? bit(i) : 0;
  return set;
}

Settings settings_for(const Model& model, const RecommendOptions& options) {
  Settings settings;
  for (const Criterion& criterion : model.criteria) settings.push_back(criterion.strictness);
  for (const auto& [key, strictness] : options.overrides) {
    const auto found = std::ranges::find(model.criteria, key, &Criterion::key);
    if (found == model.criteria.end()) {
      throw override_refused("match.unknown_criterion",
                             "This programme does not compare people in this way.");
    }
    if (found->strictness == Strictness::fixed) {
      throw override_refused("match.fixed_criterion", "This rule keeps people safe and cannot be changed.");
    }
    if (strictness == Strictness::fixed) {
      throw override_refused("match.bad_override", "A search can only ask for must, nice or off.");
    }
    settings[found - model.criteria.begin()] = strictness;
  }
  return settings;
}

bool is_freer(const Problem::Layout& layout, SupporterIndex a, SupporterIndex b) {
  const Supply& first = layout.supplies[a];
  const Supply& second = layout.supplies[b];
  // Where nobody can ever be taken on nothing is free.
  if ((first.capacity == 0) != (second.capacity == 0)) return second.capacity == 0;
  // load / capacity compared without dividing.
  const std::int64_t left = std::int64_t{first.load} * second.capacity;
  const std::int64_t right = std::int64_t{second.load} * first.capacity;
  if (left != right) return left < right;
  return layout.id_rank[a] < layout.id_rank[b];
}

Search::Search(const Problem::Layout& layout, const People& people, std::uint32_t row, const Words& words)
    : layout_(layout), people_(people), row_(row), words_(words), id_(people.id(row)) {
  questions_.reserve(layout.rules.size());
  for (std::size_t i = 0; i < layout.rules.size(); ++i) {
    const Rule& rule = layout.rules[i];
    const Cell asked =
        rule.participant ? Cell{&people.column(*rule.participant), row} : Cell{&*layout.fixed_values[i], 0};
    questions_.emplace_back(rule, asked, words.size());
  }
}

std::vector<Obstacle> Search::obstacles(SupporterIndex supporter) const {
  const Supply& supply = layout_.supplies[supporter];
  std::vector<Obstacle> found;
  if (layout_.supporters.id(supporter) == id_) found.push_back(Obstacle::same_person);
  if (!supply.has_room()) found.push_back(Obstacle::no_room);
  if (supply.paused) found.push_back(Obstacle::paused);
  if (!supply.certified) found.push_back(Obstacle::not_certified);
  if (avoids_person(supporter)) found.push_back(Obstacle::avoided_person);
  if (avoids_place(supporter)) found.push_back(Obstacle::avoided_place);
  return found;
}

bool Search::is_there(SupporterIndex supporter) const {
  const Supply& supply = layout_.supplies[supporter];
  return supply.has_room() && !supply.paused && supply.certified && layout_.supporters.id(supporter) != id_ &&
         !avoids_person(supporter) && !avoids_place(supporter);
}

bool Search::avoids_person(SupporterIndex supporter) const {
  return std::ranges::binary_search(people_.avoid_people(row_), layout_.supporters.id(supporter)) ||
         std::ranges::binary_search(layout_.supporters.avoid_people(supporter), id_);
}

bool Search::avoids_place(SupporterIndex supporter) const {
  const auto mine = [&](const AvoidRule& rule) { return Cell{&people_.column(rule.attribute), row_}; };
  const auto theirs = [&](const AvoidRule& rule) {
    return Cell{&layout_.supporters.column(rule.attribute), supporter};
  };
  return std::ranges::any_of(people_.avoid(row_),
                             [&](const AvoidRule& rule) { return avoids(rule, mine(rule), theirs(rule)); }) ||
         std::ranges::any_of(layout_.supporters.avoid(supporter),
                             [&](const AvoidRule& rule) { return avoids(rule, theirs(rule), mine(rule)); });
}

Cell Search::offered(std::size_t criterion, SupporterIndex supporter) const {
  return {&layout_.supporters.column(layout_.rules[criterion].supporter), supporter};
}

CriterionSet Search::failed(SupporterIndex supporter) const {
  CriterionSet set = 0;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    if (!questions_[i].put_to(offered(i, supporter)).passes) set |= bit(i);
  }
  return set;
}

CriterionSet Search::failed_and_score(SupporterIndex supporter, const Settings& settings,
                                      std::int64_t& score) const {
  CriterionSet set = 0;
  score = 0;
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    const Verdict verdict = questions_[i].put_to(offered(i, supporter));
    if (!verdict.passes) set |= bit(i);
    if (settings[i] != Strictness::off) score += verdict.steps * layout_.rules[i].step_points;
  }
  return set;
}

std::int64_t Search::score(SupporterIndex supporter, const Settings& settings) const {
  std::int64_t score = 0;
  failed_and_score(supporter, settings, score);
  return score;
}

Finding Search::finding(std::size_t criterion, const Verdict& verdict, SupporterIndex supporter) const {
  return {criterion, layout_.model.criteria[criterion].key,
          verdict.steps * layout_.rules[criterion].step_points,
          facts_of(questions_[criterion], offered(criterion, supporter), verdict, words_)};
}

Suggestion Search::describe(SupporterIndex supporter, const Settings& settings,
                            CriterionSet asked_musts) const {
  Suggestion suggestion;
  suggestion.supporter = supporter;
  suggestion.reasons.reserve(questions_.size());
  for (std::size_t i = 0; i < questions_.size(); ++i) {
    const Verdict verdict = questions_[i].put_to(offered(i, supporter));
    if (!verdict.passes && (asked_musts & bit(i))) suggestion.failed_musts.push_back(i);
    if (settings[i] == Strictness::off) continue;
    if (verdict.outcome == Outcome::met) {
      suggestion.reasons.push_back(finding(i, verdict, supporter));
      suggestion.score += suggestion.reasons.back().points;
    } else if (verdict.outcome == Outcome::differs) {
      suggestion.differs.push_back(finding(i, verdict, supporter));
    } else if (verdict.is_listed || !is_must(settings[i])) {
      suggestion.unknown.push_back(finding(i, verdict, supporter));
    }
  }
  std::ranges::stable_sort(suggestion.reasons, std::greater{}, &Finding::points);
  return suggestion;
}

}  // namespace kith::match
