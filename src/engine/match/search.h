#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/match/judge.h"
#include "engine/match/layout.h"
#include "engine/match/recommend.h"

namespace kith::match {

// How strict each criterion is in one search, after overrides and fallbacks.
using Settings = std::vector<Strictness>;

inline bool is_must(Strictness strictness) {
  return strictness == Strictness::must || strictness == Strictness::fixed;
}

// Criteria as a set of bits, by their place in the model.
using CriterionSet = std::uint64_t;

CriterionSet musts_of(const Settings& settings);
CriterionSet fixed_of(const Settings& settings);

// The settings that a search asks for. Refuses as recommend() does.
Settings settings_for(const Model& model, const RecommendOptions& options);

// True when `a` is to be suggested before `b` at the same score.
bool is_freer(const Problem::Layout& layout, SupporterIndex a, SupporterIndex b);

// One participant against the supporters of a problem: the questions, made ready once.
class Search {
 public:
  // `words` know the words of the participant; all must outlive this.
  Search(const Problem::Layout& layout, const People& people, std::uint32_t row, const Words& words);

  std::size_t supporter_count() const { return layout_.supporters.size(); }

  // Why this supporter is not there at all, fixed criteria aside.
  std::vector<Obstacle> obstacles(SupporterIndex supporter) const;
  bool is_there(SupporterIndex supporter) const;

  // The criteria that this supporter would fail if they were musts.
  CriterionSet failed(SupporterIndex supporter) const;
  // What both of them need in one pass: failed() and score().
  CriterionSet failed_and_score(SupporterIndex supporter, const Settings& settings,
                                std::int64_t& score) const;
  std::int64_t score(SupporterIndex supporter, const Settings& settings) const;

  bool is_freer(SupporterIndex a, SupporterIndex b) const { return match::is_freer(layout_, a, b); }

  // The pair in full. `asked_musts` are the musts as asked for, of which the failed ones are listed.
  Suggestion describe(SupporterIndex supporter, const Settings& settings, CriterionSet asked_musts) const;

 private:
  bool avoids_person(SupporterIndex supporter) const;
  bool avoids_place(SupporterIndex supporter) const;
  Cell offered(std::size_t criterion, SupporterIndex supporter) const;
  Finding finding(std::size_t criterion, const Verdict& verdict, SupporterIndex supporter) const;

  const Problem::Layout& layout_;
  const People& people_;
  std::uint32_t row_;
  const Words& words_;
  Term id_;
  std::vector<Question> questions_;
};

}  // namespace kith::match
