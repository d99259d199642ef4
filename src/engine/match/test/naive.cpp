#include "engine/match/test/naive.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "engine/match/test/naive_pair.h"

namespace kith::match {
namespace {

using Names = std::vector<std::string>;
using Outcome = NaiveVerdict::Outcome;

class Naive {
 public:
  Naive(const Parts& parts, ParticipantIndex participant)
      : parts_(parts), me_(parts.participants[participant]) {
    for (const Supporter& s : parts.supporters) {
      auto& row = verdicts_.emplace_back();
      for (std::size_t i = 0; i < criteria().size(); ++i) row.push_back(naive_verdict(parts, me_, s, i));
    }
  }

  Recommendation answer() {
    std::vector<Strictness> asked;
    for (const auto& c : criteria()) {
      const auto it = parts_.options.overrides.find(c.key);
      asked.push_back(it == parts_.options.overrides.end() ? c.strictness : it->second);
    }
    Recommendation result;
    result.passing = passing(asked, asked);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const bool is_fixed = asked[i] == Strictness::fixed;
      result.counts.push_back({criteria()[i].key, asked[i], passing(asked, with(asked, i, Strictness::must)),
                               passing(asked, is_fixed ? asked : with(asked, i, Strictness::off))});
    }
    auto settings = asked;
    result.fallbacks = loosen(asked, settings);
    result.passing_after_fallback = passing(asked, settings);
    if (result.passing_after_fallback == 0) {
      result.fallbacks.clear();
      result.alternatives = ranked(asked, asked, false, parts_.options.alternatives_k);
    } else {
      result.suggestions = ranked(asked, settings, true, parts_.options.top_k);
    }
    return result;
  }

 private:
  const std::vector<Criterion>& criteria() const { return parts_.model.criteria; }

  static std::vector<Strictness> with(std::vector<Strictness> settings, std::size_t at, Strictness value) {
    settings[at] = value;
    return settings;
  }

  Names loosen(const std::vector<Strictness>& asked, std::vector<Strictness>& settings) const {
    Names keys;
    std::set<std::size_t> done;
    while (passing(asked, settings) == 0) {
      std::size_t i = 0;
      while (i < settings.size() &&
             (settings[i] != Strictness::must || criteria()[i].fallback_to.empty() || done.count(i)))
        ++i;
      if (i == settings.size()) break;
      done.insert(i);
      settings[i] = Strictness::nice;
      for (std::size_t j = 0; j < settings.size(); ++j) {
        if (criteria()[j].key == criteria()[i].fallback_to && settings[j] != Strictness::fixed)
          settings[j] = Strictness::must;
      }
      keys.push_back(criteria()[i].key);
    }
    return keys;
  }

  static bool is_must(Strictness s) { return s == Strictness::must || s == Strictness::fixed; }

  int failing(std::size_t s, const std::vector<Strictness>& settings, bool only_fixed) const {
    int count = 0;
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const bool counts = only_fixed ? settings[i] == Strictness::fixed : is_must(settings[i]);
      if (counts && !verdicts_[s][i].passes) ++count;
    }
    return count;
  }

  bool there(std::size_t index, const std::vector<Strictness>& asked) const {
    const Supporter& s = parts_.supporters[index];
    return s.supply.load < s.supply.capacity && !s.supply.paused && s.supply.certified &&
           s.person.id != me_.id && !naive_avoids(parts_, me_, s.person) &&
           !naive_avoids(parts_, s.person, me_) && failing(index, asked, true) == 0;
  }

  std::size_t passing(const std::vector<Strictness>& asked, const std::vector<Strictness>& settings) const {
    std::size_t count = 0;
    for (std::size_t s = 0; s < parts_.supporters.size(); ++s) {
      count += there(s, asked) && failing(s, settings, false) == 0 ? 1 : 0;
    }
    return count;
  }

  std::int64_t score(std::size_t s, const std::vector<Strictness>& settings) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < settings.size(); ++i) {
      sum += settings[i] == Strictness::off ? 0 : verdicts_[s][i].finding.points;
    }
    return sum;
  }

  Suggestion suggestion(std::size_t s, const std::vector<Strictness>& settings) const {
    Suggestion result;
    result.supporter = static_cast<SupporterIndex>(s);
    result.score = score(s, settings);
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const NaiveVerdict& verdict = verdicts_[s][i];
      if (is_must(settings[i]) && !verdict.passes) result.failed_musts.push_back(i);
      if (settings[i] == Strictness::off) continue;
      if (verdict.outcome == Outcome::met) result.reasons.push_back(verdict.finding);
      if (verdict.outcome == Outcome::differs) result.differs.push_back(verdict.finding);
      if (verdict.outcome == Outcome::unknown && (!is_must(settings[i]) || verdict.is_listed)) {
        result.unknown.push_back(verdict.finding);
      }
    }
    std::stable_sort(result.reasons.begin(), result.reasons.end(),
                     [](const Finding& a, const Finding& b) { return a.points > b.points; });
    return result;
  }

  std::vector<Suggestion> ranked(const std::vector<Strictness>& asked,
                                 const std::vector<Strictness>& settings, bool only_passing,
                                 std::size_t count) const {
    std::vector<std::tuple<int, std::int64_t, double, std::string, std::size_t>> order;
    for (std::size_t i = 0; i < parts_.supporters.size(); ++i) {
      const int failed = failing(i, settings, false);
      if (!there(i, asked) || (only_passing && failed > 0)) continue;
      const Supporter& s = parts_.supporters[i];
      const double in_use = static_cast<double>(s.supply.load) / s.supply.capacity;
      order.emplace_back(failed, -score(i, settings), in_use, s.person.id, i);
    }
    std::sort(order.begin(), order.end());
    if (order.size() > count) order.resize(count);
    std::vector<Suggestion> result;
    for (const auto& place : order) result.push_back(suggestion(std::get<4>(place), settings));
    return result;
  }

  const Parts& parts_;
  const Person& me_;
  std::vector<std::vector<NaiveVerdict>> verdicts_;  // of each supporter, for each criterion
};

}  // namespace

Recommendation naive_recommend(const Parts& parts, ParticipantIndex participant) {
  return Naive(parts, participant).answer();
}

}  // namespace kith::match
