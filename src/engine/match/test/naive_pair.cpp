#include "engine/match/test/naive_pair.h"

#include <algorithm>
#include <bitset>
#include <cmath>

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

// Zones of the random problems have no daylight saving, so every week is alike: mark and count its minutes.
std::bitset<10080> free_minutes(const schedule::Availability& who) {
  std::bitset<10080> minutes;
  const int ahead = who.zone == "Asia/Kolkata" ? 330 : 0;
  for (const auto& slot : who.slots.all()) {
    for (int minute = slot.from_minute; minute < slot.to_minute; ++minute) {
      minutes.set((static_cast<int>(slot.day) * 1440 + minute - ahead + 10080) % 10080);
    }
  }
  return minutes;
}

int common_minutes(const schedule::Availability& a, const schedule::Availability& b) {
  return static_cast<int>((free_minutes(a) & free_minutes(b)).count());
}

class NaivePair {
 public:
  NaivePair(const Parts& parts, const Person& me) : parts_(parts), me_(me) {}

  NaiveVerdict verdict(std::size_t i, const Supporter& s) const {
    const Criterion& c = criteria()[i];
    NaiveVerdict verdict;
    const Result result = result_of(c, s, verdict.passes);
    verdict.outcome = result == Result::met       ? NaiveVerdict::Outcome::met
                      : result == Result::differs ? NaiveVerdict::Outcome::differs
                                                  : NaiveVerdict::Outcome::unknown;
    verdict.is_listed = (known(mine(c)) ? c.supporter_missing : c.participant_missing) != Missing::passes;
    verdict.finding = finding(i, s);
    return verdict;
  }

  bool avoids(const Person& asker, const Person& other) const {
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

 private:
  const std::vector<Criterion>& criteria() const { return parts_.model.criteria; }

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

  const Parts& parts_;
  const Person& me_;
};

}  // namespace

NaiveVerdict naive_verdict(const Parts& parts, const Person& me, const Supporter& supporter,
                           std::size_t criterion) {
  return NaivePair(parts, me).verdict(criterion, supporter);
}

bool naive_avoids(const Parts& parts, const Person& asker, const Person& other) {
  return NaivePair(parts, asker).avoids(asker, other);
}

}  // namespace kith::match
