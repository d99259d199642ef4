#include "engine/match/judge.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "engine/match/people.h"

namespace kith::match {
namespace {

bool has_words(AttributeKind kind) { return is_words(kind) || kind == AttributeKind::language; }

Verdict not_known(Missing missing) {
  return {Outcome::unknown, missing != Missing::fails, missing != Missing::passes, 0, {}};
}

bool share_a_term(Cell a, Cell b) {
  const auto others = b.column->terms(b.row);
  return std::ranges::any_of(a.column->terms(a.row),
                             [&](Term term) { return std::ranges::find(others, term) != others.end(); });
}

}  // namespace

// From 1 upwards between low and high: met is always at least one step.
std::int64_t graded(std::int64_t value, const Rule& rule) {
  if (value < rule.low) return 0;
  if (value >= rule.high) return rule.steps;
  return 1 + (rule.steps - 1) * (value - rule.low) / (rule.high - rule.low);
}

Question::Question(const Rule& rule, Cell asked, std::size_t word_count) : rule_(&rule), asked_(asked) {
  if (!asked.known() || !has_words(asked.column->attribute().kind)) return;
  marks_.resize(word_count);
  const auto terms = asked.column->terms(asked.row);
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const bool is_enough =
        rule.kind != CriterionKind::language || asked.column->levels(asked.row)[i] >= rule.participant_level;
    marks_[terms[i]] = is_enough ? 1 : 0;
  }
}

Verdict Question::put_to(Cell offered) const {
  if (!asked_.known()) return not_known(rule_->participant_missing);
  if (!offered.known()) return not_known(rule_->supporter_missing);
  std::optional<std::int64_t> measured;
  const std::int64_t steps = reached(offered, measured);
  return {steps > 0 ? Outcome::met : Outcome::differs, steps > 0, true, steps, measured};
}

std::int64_t Question::reached(Cell offered, std::optional<std::int64_t>& measured) const {
  const auto all_or_nothing = [&](bool is_met) { return is_met ? rule_->steps : 0; };
  switch (rule_->kind) {
    case CriterionKind::same:
      return all_or_nothing(same(offered));
    case CriterionKind::different:
      return all_or_nothing(marks_.empty() ? !same(offered) : shared_words(offered) == 0);
    case CriterionKind::near_km:
    case CriterionKind::close:
      measured = measure(offered);
      return graded(rule_->high - std::abs(*measured), *rule_);
    case CriterionKind::at_least:
      measured = measure(offered);
      return all_or_nothing(*measured >= rule_->offset);
    case CriterionKind::at_most:
      measured = measure(offered);
      return all_or_nothing(*measured <= rule_->offset);
    case CriterionKind::shares_any:
    case CriterionKind::language:
    case CriterionKind::overlap:
      measured = measure(offered);
      return graded(*measured, *rule_);
  }
  return 0;
}

std::int64_t Question::measure(Cell offered) const {
  switch (offered.column->attribute().kind) {
    case AttributeKind::place:
      return metres_between(asked_.column->point(asked_.row), offered.column->point(offered.row));
    case AttributeKind::availability:
      return overlap(asked_.column->free_time(asked_.row), offered.column->free_time(offered.row))
          .least_week_minutes;
    case AttributeKind::scale:
    case AttributeKind::number:
    case AttributeKind::year:
      return offered.column->number(offered.row) - asked_.column->number(asked_.row);
    default:
      return shared_words(offered);
  }
}

bool Question::speaks(Cell offered, std::size_t index) const {
  return rule_->kind != CriterionKind::language ||
         offered.column->levels(offered.row)[index] >= rule_->supporter_level;
}

std::int64_t Question::shared_words(Cell offered) const {
  const auto terms = offered.column->terms(offered.row);
  std::int64_t shared = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) shared += has_word(terms[i]) && speaks(offered, i) ? 1 : 0;
  return shared;
}

bool Question::same(Cell offered) const {
  if (marks_.empty()) return measure(offered) == 0;
  const auto shared = static_cast<std::size_t>(shared_words(offered));
  return shared == asked_.column->terms(asked_.row).size() &&
         shared == offered.column->terms(offered.row).size();
}

bool avoids(const AvoidRule& rule, Cell mine, Cell other) {
  if (!mine.known() || !other.known()) return rule.when_unknown == Missing::fails;
  const AttributeKind kind = mine.column->attribute().kind;
  if (has_words(kind)) return share_a_term(mine, other);
  if (kind == AttributeKind::place) {
    return metres_between(mine.column->point(mine.row), other.column->point(other.row)) <= rule.within_metres;
  }
  return mine.column->number(mine.row) == other.column->number(other.row);
}

}  // namespace kith::match
