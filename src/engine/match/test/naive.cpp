#include "engine/match/test/naive.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace kith::match {
namespace {

using Names = std::vector<std::string>;

Value value_of(const Profile& profile, const std::string& key) {
  const auto found = profile.find(key);
  return found == profile.end() ? Value{} : found->second;
}

Names distinct(const Names& names) {
  Names result;
  for (const auto& name : names) {
    if (!name.empty() && std::count(result.begin(), result.end(), name) == 0) result.push_back(name);
  }
  return result;
}

Names names_in(const Value& value) {
  if (const auto* one = std::get_if<std::string>(&value)) return {*one};
  if (const auto* many = std::get_if<Names>(&value)) return distinct(*many);
  Names result;
  if (const auto* skills = std::get_if<std::vector<LanguageSkill>>(&value)) {
    for (const auto& skill : *skills) result.push_back(skill.language);
  }
  return distinct(result);
}

bool known(const Value& value) {
  if (value.index() == 0) return false;
  if (const auto* hours = std::get_if<schedule::Availability>(&value)) return hours->slots.minutes() > 0;
  if (value.index() == 1 || value.index() == 2 || value.index() == 6) return !names_in(value).empty();
  return true;
}

double kilometres(Place a, Place b) {
  const double rad = std::acos(-1.0) / 180;
  const double s = std::sin((b.latitude - a.latitude) * rad / 2);
  const double t = std::sin((b.longitude - a.longitude) * rad / 2);
  const double h = s * s + std::cos(a.latitude * rad) * std::cos(b.latitude * rad) * t * t;
  return 2 * 6371.0088 * std::asin(std::sqrt(h));
}

// Zones of the random problems have no daylight saving, so every week is alike: count its minutes.
int common_minutes(const schedule::Availability& a, const schedule::Availability& b) {
  const auto is_free = [](const schedule::Availability& who, int utc_minute) {
    const int local = (utc_minute + (who.zone == "Asia/Kolkata" ? 330 : 0)) % 10080;
    for (const auto& slot : who.slots.all()) {
      const int start = static_cast<int>(slot.day) * 1440;
      if (local >= start + slot.from_minute && local < start + slot.to_minute) return true;
    }
    return false;
  };
  int sum = 0;
  for (int minute = 0; minute < 10080; ++minute) sum += is_free(a, minute) && is_free(b, minute);
  return sum;
}

class Naive {
 public:
  Naive(const Parts& parts, ParticipantIndex participant)
      : parts_(parts), me_(parts.participants[participant]) {}

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

  const Attribute& attribute(const std::string& key) const {
    return *std::find_if(parts_.model.attributes.begin(), parts_.model.attributes.end(),
                         [&](const Attribute& a) { return a.key == key; });
  }

  Value mine(const Criterion& c) const {
    return c.participant.empty() ? c.fixed_value : value_of(me_.profile, c.participant);
  }
  Value theirs(const Criterion& c, const Supporter& s) const {
    return value_of(s.person.profile, c.supporter);
  }

  std::int64_t step_index(const Criterion& c, const Value& value) const {
    const auto& steps = attribute(c.supporter).steps;
    return std::find(steps.begin(), steps.end(), std::get<std::string>(value)) - steps.begin();
  }

  std::int64_t ordinal(const Criterion& c, const Value& value) const {
    if (const auto* number = std::get_if<double>(&value)) return std::llround(*number * 1000);
    if (const auto* year = std::get_if<int>(&value)) return *year;
    return step_index(c, value);
  }

  // The level of a language, 99 without one; -1 when it is not spoken.
  int level_in(const Value& value, const std::string& language) const {
    int best = -1;
    const auto& steps = attribute("language").steps;
    for (const auto& skill : std::get<std::vector<LanguageSkill>>(value)) {
      if (skill.language != language) continue;
      const auto step = std::find(steps.begin(), steps.end(), skill.level.value_or("")) - steps.begin();
      best = std::max(best, skill.level ? static_cast<int>(step) : 99);
    }
    return best;
  }

  Names shared(const Criterion& c, const Value& a, const Value& b) const {
    Names result;
    const auto& steps = attribute("language").steps;
    const int needed = c.level.empty()
                           ? 0
                           : static_cast<int>(std::find(steps.begin(), steps.end(), c.level) - steps.begin());
    const Names others = names_in(b);
    for (const auto& name : names_in(a)) {
      if (std::count(others.begin(), others.end(), name) == 0) continue;
      const bool is_language = c.kind == CriterionKind::language;
      if (!is_language || std::min(level_in(a, name), level_in(b, name)) >= needed) result.push_back(name);
    }
    return result;
  }

  bool is_ordinal(const Criterion& c) const {
    const AttributeKind kind = attribute(c.supporter).kind;
    return kind == AttributeKind::scale || kind == AttributeKind::number || kind == AttributeKind::year;
  }

  // Measure, least that counts and most that counts; the measure is the larger the better.
  struct Reach {
    std::int64_t value, low, high;
  };

  Reach reach(const Criterion& c, const Value& a, const Value& b) const {
    const std::int64_t scale = attribute(c.supporter).kind == AttributeKind::number ? 1000 : 1;
    const auto low = static_cast<std::int64_t>(c.at_least);
    const auto high = std::max(low, static_cast<std::int64_t>(c.enough));
    switch (c.kind) {
      case CriterionKind::same:
        if (is_ordinal(c)) return {ordinal(c, a) == ordinal(c, b), 1, 1};
        return {shared(c, a, b).size() == names_in(a).size() && names_in(a).size() == names_in(b).size(), 1,
                1};
      case CriterionKind::different:
        if (is_ordinal(c)) return {ordinal(c, a) != ordinal(c, b), 1, 1};
        return {shared(c, a, b).empty(), 1, 1};
      case CriterionKind::shares_any:
      case CriterionKind::language:
        return {static_cast<std::int64_t>(shared(c, a, b).size()), low, high};
      case CriterionKind::near_km: {
        const auto limit = std::llround(c.within * 1000);
        return {limit - std::llround(kilometres(std::get<Place>(a), std::get<Place>(b)) * 1000), 0, limit};
      }
      case CriterionKind::close: {
        const auto limit = std::llround(c.within * static_cast<double>(scale));
        return {limit - std::abs(ordinal(c, a) - ordinal(c, b)), 0, limit};
      }
      case CriterionKind::at_least:
        return {ordinal(c, b) >= ordinal(c, a) + std::llround(c.offset * static_cast<double>(scale)), 1, 1};
      case CriterionKind::at_most:
        return {ordinal(c, b) <= ordinal(c, a) + std::llround(c.offset * static_cast<double>(scale)), 1, 1};
      case CriterionKind::overlap:
        return {common_minutes(std::get<schedule::Availability>(a), std::get<schedule::Availability>(b)), low,
                high};
    }
    return {0, 1, 1};
  }

  std::int64_t steps_of(std::size_t i) const {
    const Criterion& c = criteria()[i];
    if (c.rung == 0) return 1000;
    std::int64_t width = 1;
    const std::int64_t scale = attribute(c.supporter).kind == AttributeKind::number ? 1000 : 1;
    if (c.kind == CriterionKind::near_km) width = std::llround(c.within * 1000) + 1;
    if (c.kind == CriterionKind::close) width = std::llround(c.within * static_cast<double>(scale)) + 1;
    const bool counts = c.kind == CriterionKind::shares_any || c.kind == CriterionKind::language ||
                        c.kind == CriterionKind::overlap;
    if (counts) width = std::max<std::int64_t>(1, static_cast<std::int64_t>(c.enough - c.at_least) + 1);
    return std::min<std::int64_t>(20, width);
  }

  // One more than everything on lower rungs and plain wishes together.
  std::int64_t unit_of(int rung) const {
    if (rung == 0) return 1;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < criteria().size(); ++i) {
      const int other = criteria()[i].rung;
      if (other == 0 || other > rung) sum += unit_of(other) * criteria()[i].weight * steps_of(i);
    }
    return sum + 1;
  }

  enum class Result { met, differs, unknown };

  Result result_of(const Criterion& c, const Supporter& s, bool& passes) const {
    const Value a = mine(c), b = theirs(c, s);
    if (!known(a) || !known(b)) {
      passes = (known(a) ? c.supporter_missing : c.participant_missing) != Missing::fails;
      return Result::unknown;
    }
    const Reach r = reach(c, a, b);
    passes = r.value >= r.low;
    return passes ? Result::met : Result::differs;
  }

  std::int64_t points(std::size_t i, const Supporter& s) const {
    bool passes = false;
    const Criterion& c = criteria()[i];
    if (result_of(c, s, passes) != Result::met) return 0;
    const Reach r = reach(c, mine(c), theirs(c, s));
    std::int64_t steps = steps_of(i);
    if (r.value < r.high) steps = 1 + (steps - 1) * (r.value - r.low) / (r.high - r.low);
    return steps * c.weight * unit_of(c.rung);
  }

  bool avoided(const Person& asker, const Person& other) const {
    if (std::count(asker.avoid_people.begin(), asker.avoid_people.end(), other.id)) return true;
    for (const auto& avoid : asker.avoid) {
      const Value a = value_of(asker.profile, avoid.attribute), b = value_of(other.profile, avoid.attribute);
      if (!known(a) || !known(b)) {
        if (avoid.when_unknown == Missing::fails) return true;
        continue;
      }
      Criterion same;
      same.kind = CriterionKind::same;
      same.supporter = avoid.attribute;
      if (avoid.attribute == "place") {
        if (std::llround(kilometres(std::get<Place>(a), std::get<Place>(b)) * 1000) <= avoid.within_km * 1000)
          return true;
      } else if (is_ordinal(same) ? ordinal(same, a) == ordinal(same, b) : !shared(same, a, b).empty()) {
        return true;
      }
    }
    return false;
  }

  static bool is_must(Strictness s) { return s == Strictness::must || s == Strictness::fixed; }

  int failing(const Supporter& s, const std::vector<Strictness>& settings, bool only_fixed) const {
    int count = 0;
    for (std::size_t i = 0; i < settings.size(); ++i) {
      bool passes = false;
      result_of(criteria()[i], s, passes);
      const bool counts = only_fixed ? settings[i] == Strictness::fixed : is_must(settings[i]);
      if (counts && !passes) ++count;
    }
    return count;
  }

  bool there(const Supporter& s, const std::vector<Strictness>& asked) const {
    return s.supply.load < s.supply.capacity && !s.supply.paused && s.supply.certified &&
           s.person.id != me_.id && !avoided(me_, s.person) && !avoided(s.person, me_) &&
           failing(s, asked, true) == 0;
  }

  std::size_t passing(const std::vector<Strictness>& asked, const std::vector<Strictness>& settings) const {
    return std::count_if(parts_.supporters.begin(), parts_.supporters.end(), [&](const Supporter& s) {
      return there(s, asked) && failing(s, settings, false) == 0;
    });
  }

  std::int64_t score(const Supporter& s, const std::vector<Strictness>& settings) const {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < settings.size(); ++i)
      sum += settings[i] == Strictness::off ? 0 : points(i, s);
    return sum;
  }

  Finding finding(std::size_t i, const Supporter& s) const {
    const Criterion& c = criteria()[i];
    const Value a = mine(c), b = theirs(c, s);
    Finding result{i, c.key, points(i, s), {}};
    if (known(a)) result.facts.participant = names_in(a);
    if (known(b)) result.facts.supporter = names_in(b);
    if (!known(a) || !known(b)) return result;
    const AttributeKind kind = attribute(c.supporter).kind;
    if (is_ordinal(c)) {
      result.facts.amount = ordinal(c, b) - ordinal(c, a);
    } else if (kind == AttributeKind::place) {
      result.facts.amount = std::llround(kilometres(std::get<Place>(a), std::get<Place>(b)) * 1000);
    } else if (kind == AttributeKind::availability) {
      result.facts.amount =
          common_minutes(std::get<schedule::Availability>(a), std::get<schedule::Availability>(b));
    } else {
      result.facts.shared = shared(c, a, b);
    }
    return result;
  }

  Suggestion suggestion(std::size_t index, const std::vector<Strictness>& settings) const {
    const Supporter& s = parts_.supporters[index];
    Suggestion result;
    result.supporter = static_cast<SupporterIndex>(index);
    result.score = score(s, settings);
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const Criterion& c = criteria()[i];
      bool passes = false;
      const Result what = result_of(c, s, passes);
      if (is_must(settings[i]) && !passes) result.failed_musts.push_back(i);
      if (settings[i] == Strictness::off) continue;
      if (what == Result::met) result.reasons.push_back(finding(i, s));
      if (what == Result::differs) result.differs.push_back(finding(i, s));
      const Missing policy = known(mine(c)) ? c.supporter_missing : c.participant_missing;
      if (what == Result::unknown && (!is_must(settings[i]) || policy != Missing::passes)) {
        result.unknown.push_back(finding(i, s));
      }
    }
    std::stable_sort(result.reasons.begin(), result.reasons.end(),
                     [](const Finding& a, const Finding& b) { return a.points > b.points; });
    return result;
  }

  std::vector<Suggestion> ranked(const std::vector<Strictness>& asked,
                                 const std::vector<Strictness>& settings, bool only_passing,
                                 std::size_t count) const {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < parts_.supporters.size(); ++i) {
      const bool is_in = there(parts_.supporters[i], asked) &&
                         (!only_passing || failing(parts_.supporters[i], settings, false) == 0);
      if (is_in) order.push_back(i);
    }
    const auto rank = [&](std::size_t i) {
      const Supporter& s = parts_.supporters[i];
      return std::tuple(failing(s, settings, false), -score(s, settings),
                        static_cast<double>(s.supply.load) / s.supply.capacity, s.person.id);
    };
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    std::vector<Suggestion> result;
    for (std::size_t i = 0; i < std::min(count, order.size()); ++i)
      result.push_back(suggestion(order[i], settings));
    return result;
  }

  const Parts& parts_;
  const Person& me_;
};

}  // namespace

Recommendation naive_recommend(const Parts& parts, ParticipantIndex participant) {
  return Naive(parts, participant).answer();
}

}  // namespace kith::match
