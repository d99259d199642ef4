#include "engine/match/rule.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/match/field_errors.h"

namespace kith::match {
namespace {

constexpr std::int64_t plain_steps = 1000;
constexpr std::int64_t graded_rung_steps = 20;
constexpr std::int64_t highest_score = std::int64_t{1} << 53;
constexpr int most_rungs = 64;
constexpr int highest_weight = 1000;
constexpr double farthest_km = 20'040;
constexpr double largest_measure = 1e12;

bool in(double value, double low, double high) { return value >= low && value <= high; }
bool is_whole(double value) { return value == std::floor(value); }

class Compiler {
 public:
  explicit Compiler(const Model& model) : model_(model) {}

  std::vector<Rule> run() {
    check_attributes();
    if (model_.horizon.weeks < 1 || model_.horizon.weeks > schedule::most_weeks) {
      errors_.add("horizon.weeks", "out_of_range", "Look ahead between 1 and 60 weeks.");
    }
    if (model_.criteria.size() > most_criteria) {
      errors_.add("criteria", "too_many", "There can be 64 criteria at most.");
    }
    errors_.refuse_if_any();
    std::set<std::string> keys;
    for (std::size_t i = 0; i < model_.criteria.size(); ++i) {
      field_ = "criteria." + std::to_string(i) + ".";
      const Criterion& criterion = model_.criteria[i];
      if (criterion.key.empty()) error("key", "required", "Each criterion needs a key.");
      if (!keys.insert(criterion.key).second) error("key", "duplicate", "This key is used twice.");
      rules_.push_back(compile_one(criterion));
    }
    check_fallback_loops();
    errors_.refuse_if_any();
    share_out_points();
    errors_.refuse_if_any();
    return std::move(rules_);
  }

 private:
  void error(const char* name, const char* code, const char* message) {
    errors_.add(field_ + name, code, message);
  }

  void check_attributes() {
    std::set<std::string> keys;
    for (std::size_t i = 0; i < model_.attributes.size(); ++i) {
      field_ = "attributes." + std::to_string(i) + ".";
      const Attribute& attribute = model_.attributes[i];
      if (attribute.key.empty()) error("key", "required", "Each attribute needs a key.");
      if (!keys.insert(attribute.key).second) error("key", "duplicate", "This key is used twice.");
      check_steps(attribute);
    }
  }

  void check_steps(const Attribute& attribute) {
    const bool stepped = attribute.kind == AttributeKind::scale || attribute.kind == AttributeKind::language;
    const std::set<std::string> distinct(attribute.steps.begin(), attribute.steps.end());
    if (attribute.kind == AttributeKind::scale && attribute.steps.empty()) {
      error("steps", "required", "A scale needs its steps, from low to high.");
    }
    if (!stepped && !attribute.steps.empty())
      error("steps", "wrong_kind", "Only scales and languages have steps.");
    if (distinct.size() < attribute.steps.size()) error("steps", "duplicate", "A step is named twice.");
    if (distinct.contains("")) error("steps", "required", "A step needs a name.");
    if (attribute.steps.size() > 1000) error("steps", "too_many", "There can be 1000 steps at most.");
  }

  std::optional<std::size_t> attribute_named(const std::string& key, const char* name) {
    const auto found = std::ranges::find(model_.attributes, key, &Attribute::key);
    if (found != model_.attributes.end()) return found - model_.attributes.begin();
    error(name, key.empty() ? "required" : "unknown", "Name one of the attributes.");
    return std::nullopt;
  }

  Rule compile_one(const Criterion& criterion) {
    Rule rule;
    rule.kind = criterion.kind;
    rule.participant_missing = criterion.participant_missing;
    rule.supporter_missing = criterion.supporter_missing;
    if (!in(criterion.weight, 0, highest_weight)) error("weight", "out_of_range", "A weight is 0 to 1000.");
    if (!in(criterion.rung, 0, most_rungs)) error("rung", "out_of_range", "A rung is 0 to 64.");
    find_fallback(criterion, rule);
    const auto supporter = attribute_named(criterion.supporter, "supporter");
    const auto participant = participant_side(criterion, supporter);
    if (!supporter || !participant) return rule;
    rule.supporter = *supporter;
    if (!criterion.participant.empty()) rule.participant = *participant;
    const Attribute& asked = model_.attributes[*participant];
    const Attribute& offered = model_.attributes[*supporter];
    if (!kinds_fit(criterion.kind, asked, offered)) {
      error("kind", "wrong_kind", "These two attributes cannot be compared in this way.");
      return rule;
    }
    set_measure(criterion, offered.kind, rule);
    set_levels(criterion, asked, offered, rule);
    set_steps(criterion, rule);
    return rule;
  }

  // A fixed value is read as a value of the supporter's attribute.
  std::optional<std::size_t> participant_side(const Criterion& criterion,
                                              std::optional<std::size_t> supporter) {
    if (!is_known(criterion.fixed_value)) return attribute_named(criterion.participant, "participant");
    if (!criterion.participant.empty()) {
      error("fixed_value", "not_both", "Compare with an attribute or with a fixed value, not both.");
      return std::nullopt;
    }
    if (supporter) {
      Words words;
      Column column(model_.attributes[*supporter], model_.horizon);
      column.append(criterion.fixed_value, words, field_ + "fixed_value", errors_);
    }
    return supporter;
  }

  void find_fallback(const Criterion& criterion, Rule& rule) {
    if (criterion.fallback_to.empty()) return;
    const auto found = std::ranges::find(model_.criteria, criterion.fallback_to, &Criterion::key);
    if (found == model_.criteria.end()) {
      error("fallback_to", "unknown", "Name one of the criteria.");
    } else if (criterion.strictness == Strictness::fixed) {
      error("fallback_to", "wrong_kind", "A fixed criterion is never loosened.");
    } else {
      rule.fallback_to = found - model_.criteria.begin();
    }
  }

  static bool kinds_fit(CriterionKind kind, const Attribute& asked, const Attribute& offered) {
    const bool both_words = is_words(asked.kind) && is_words(offered.kind);
    const bool both_ordered = asked.kind == offered.kind && is_ordered(asked.kind) &&
                              (asked.kind != AttributeKind::scale || asked.steps == offered.steps);
    const auto both = [&](AttributeKind wanted) { return asked.kind == wanted && offered.kind == wanted; };
    switch (kind) {
      case CriterionKind::same:
      case CriterionKind::different:
        return both_words || both_ordered;
      case CriterionKind::shares_any:
        return both_words;
      case CriterionKind::language:
        return both(AttributeKind::language);
      case CriterionKind::near_km:
        return both(AttributeKind::place);
      case CriterionKind::close:
      case CriterionKind::at_least:
      case CriterionKind::at_most:
        return both_ordered;
      case CriterionKind::overlap:
        return both(AttributeKind::availability);
    }
    return false;
  }

  void set_measure(const Criterion& criterion, AttributeKind kind, Rule& rule) {
    const double scale = kind == AttributeKind::number ? 1000 : 1;
    switch (criterion.kind) {
      case CriterionKind::near_km:
        if (!(criterion.within > 0 && criterion.within <= farthest_km)) {
          error("within", "out_of_range", "A distance is over 0 and up to 20040 km.");
          return;
        }
        rule.high = std::llround(criterion.within * 1000);
        return;
      case CriterionKind::close:
        if (!in(criterion.within, 0, largest_measure))
          error("within", "out_of_range", "This must be 0 or more.");
        else
          rule.high = std::llround(criterion.within * scale);
        return;
      case CriterionKind::at_least:
      case CriterionKind::at_most:
        if (!in(criterion.offset, -largest_measure, largest_measure) ||
            (scale == 1 && !is_whole(criterion.offset))) {
          error("offset", "out_of_range",
                "This must be a whole number of years or steps, or a number in range.");
          return;
        }
        rule.offset = std::llround(criterion.offset * scale);
        return;
      case CriterionKind::shares_any:
      case CriterionKind::language:
        return set_counts(criterion, 200, rule);
      case CriterionKind::overlap:
        return set_counts(criterion, schedule::minutes_per_week, rule);
      default:
        rule.low = rule.high = 1;
    }
  }

  void set_counts(const Criterion& criterion, int most, Rule& rule) {
    if (!in(criterion.at_least, 1, most) || !is_whole(criterion.at_least)) {
      return error("at_least", "out_of_range", "This is a whole number, at least 1.");
    }
    if (!in(criterion.enough, 0, most) || !is_whole(criterion.enough)) {
      return error("enough", "out_of_range", "This is a whole number, 0 or more.");
    }
    rule.low = std::llround(criterion.at_least);
    rule.high = std::max(rule.low, static_cast<std::int64_t>(std::llround(criterion.enough)));
  }

  void set_levels(const Criterion& criterion, const Attribute& asked, const Attribute& offered, Rule& rule) {
    if (criterion.level.empty()) return;
    const auto level_in = [&](const Attribute& attribute) {
      const auto found = std::ranges::find(attribute.steps, criterion.level);
      if (criterion.kind != CriterionKind::language || found == attribute.steps.end()) {
        error("level", "unknown", "This is not a level of the language attribute.");
        return std::int16_t{-1};
      }
      return static_cast<std::int16_t>(found - attribute.steps.begin());
    };
    rule.participant_level = level_in(asked);
    rule.supporter_level = level_in(offered);
  }

  static void set_steps(const Criterion& criterion, Rule& rule) {
    if (criterion.rung == 0) {
      rule.steps = plain_steps;
    } else {
      rule.steps = std::min(graded_rung_steps, rule.high - rule.low + 1);
    }
  }

  void check_fallback_loops() {
    for (std::size_t i = 0; i < rules_.size(); ++i) {
      auto next = rules_[i].fallback_to;
      for (std::size_t hops = 0; next && hops <= rules_.size(); ++hops) {
        if (*next == i) {
          errors_.add("criteria." + std::to_string(i) + ".fallback_to", "fallback_loop",
                      "These criteria fall back to each other.");
          break;
        }
        next = rules_[*next].fallback_to;
      }
    }
  }

  // From the lowest rung up, one step is worth one point more than everything below it together.
  void share_out_points() {
    std::int64_t below = 0;
    const auto fill = [&](int rung) {
      const std::int64_t unit = rung == 0 ? 1 : below + 1;
      std::int64_t here = 0;
      for (std::size_t i = 0; i < rules_.size(); ++i) {
        if (model_.criteria[i].rung != rung) continue;
        const std::int64_t parts = model_.criteria[i].weight * rules_[i].steps;
        rules_[i].step_points = model_.criteria[i].weight * unit;
        here += parts;
      }
      // Compared by division, because the product may not fit.
      if (here > 0 && unit > (highest_score - below) / here) {
        errors_.add("criteria", "too_long", "This ladder has too many rungs or too fine ones.");
        return false;
      }
      below += here * unit;
      return true;
    };
    if (!fill(0)) return;
    for (int rung = most_rungs; rung >= 1; --rung) {
      if (!fill(rung)) return;
    }
  }

  const Model& model_;
  FieldErrors errors_;
  std::string field_;
  std::vector<Rule> rules_;
};

}  // namespace

std::vector<Rule> compile(const Model& model) { return Compiler(model).run(); }

void check(const Model& model) { compile(model); }

}  // namespace kith::match
