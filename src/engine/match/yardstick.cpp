#include "engine/match/yardstick.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace kith::match {
namespace {

constexpr std::size_t most_mask_words = 64;
constexpr std::int64_t longest_table = 1 << 16;
constexpr std::size_t most_bit_bytes = std::size_t{64} << 20;

bool counts_words(CriterionKind kind) {
  return kind == CriterionKind::shares_any || kind == CriterionKind::language;
}

}  // namespace

Yardstick::Yardstick(const Problem::Layout& layout, std::size_t criterion, bool is_must)
    : layout_(&layout), rule_(&layout.rules[criterion]), criterion_(criterion), is_must_(is_must) {
  const Column& column = layout.supporters.column(rule_->supporter);
  known_.resize(column.size());
  for (std::uint32_t row = 0; row < column.size(); ++row) known_[row] = column.known(row) ? 1 : 0;
  const AttributeKind kind = column.attribute().kind;
  if (is_words(kind) || kind == AttributeKind::language) {
    if (!take_words(column)) form_ = Form::general;
    if (is_must_) lay_out_bits(column);
  } else if (is_ordered(kind)) {
    if (take_ordered(column)) form_ = Form::ordered;
  } else if (kind == AttributeKind::availability) {
    if (take_hours(column)) form_ = Form::hours;
  } else {
    take_places(column);
    form_ = Form::place;
  }
}

Cell Yardstick::asked(std::uint32_t participant) const {
  if (rule_->participant) return {&layout_->participants.column(*rule_->participant), participant};
  return {&*layout_->fixed_values[criterion_], 0};
}

bool Yardstick::take_words(const Column& column) {
  bit_of_.assign(layout_->words.size(), no_bit);
  std::size_t words = 0;
  bool is_single = rule_->kind == CriterionKind::same || rule_->kind == CriterionKind::different ||
                   rule_->kind == CriterionKind::shares_any;
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    const auto terms = column.terms(row);
    is_single = is_single && terms.size() <= 1;
    for (const Term term : terms) {
      if (bit_of_[term] != no_bit || words > most_mask_words) continue;
      if (words < most_mask_words) bit_of_[term] = static_cast<std::uint8_t>(words);
      ++words;
    }
  }
  if (words <= most_mask_words) {
    bool has_strangers = false;
    for (std::uint32_t row = 0; row < column.size(); ++row) {
      masks_.push_back(column.known(row) ? mask_of(column, row, rule_->supporter_level, has_strangers) : 0);
    }
    form_ = Form::mask;
    return true;
  }
  if (!is_single) return false;
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    codes_.push_back(column.known(row) ? column.terms(row)[0] : no_code);
  }
  form_ = Form::code;
  return true;
}

std::uint64_t Yardstick::mask_of(const Column& column, std::uint32_t row, std::int16_t level,
                                 bool& has_strangers) const {
  std::uint64_t mask = 0;
  const auto terms = column.terms(row);
  for (std::size_t k = 0; k < terms.size(); ++k) {
    if (rule_->kind == CriterionKind::language && column.levels(row)[k] < level) continue;
    const std::uint8_t bit = bit_of_[terms[k]];
    if (bit == no_bit) {
      has_strangers = true;
    } else {
      mask |= std::uint64_t{1} << bit;
    }
  }
  return mask;
}

// Which supporters have a term, for musts that one common word meets.
void Yardstick::lay_out_bits(const Column& column) {
  const bool is_same_word = rule_->kind == CriterionKind::same && form_ != Form::general &&
                            column.attribute().kind == AttributeKind::category;
  if (!is_same_word && !(counts_words(rule_->kind) && rule_->low == 1)) return;
  const std::size_t words = (column.size() + 63) / 64;
  std::vector<std::uint32_t> bits_of_term(layout_->words.size(), no_code);
  std::vector<Bits> bits;
  Bits unknown(words);
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    if (!column.known(row)) unknown[row / 64] |= bit;
    const auto terms = column.terms(row);
    for (std::size_t k = 0; k < terms.size(); ++k) {
      if (rule_->kind == CriterionKind::language && column.levels(row)[k] < rule_->supporter_level) continue;
      if (bits_of_term[terms[k]] == no_code) {
        if ((bits.size() + 1) * words * sizeof(std::uint64_t) > most_bit_bytes) return;
        bits_of_term[terms[k]] = static_cast<std::uint32_t>(bits.size());
        bits.emplace_back(words);
      }
      bits[bits_of_term[terms[k]]][row / 64] |= bit;
    }
  }
  bits_of_term_ = std::move(bits_of_term);
  bits_ = std::move(bits);
  unknown_bits_ = std::move(unknown);
}

bool Yardstick::take_ordered(const Column& column) {
  if (rule_->kind == CriterionKind::close && rule_->high >= longest_table) return false;
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    const std::int64_t number = column.known(row) ? column.number(row) : 0;
    if (std::abs(number) > std::numeric_limits<std::int32_t>::max() / 2) return false;
    numbers_.push_back(static_cast<std::int32_t>(number));
  }
  if (rule_->kind == CriterionKind::close) {
    for (std::int64_t distance = 0; distance <= rule_->high + 1; ++distance) {
      points_at_.push_back(points_for_steps(graded(rule_->high - distance, *rule_)));
    }
  }
  return true;
}

bool Yardstick::take_hours(const Column& column) {
  // A fixed value is one row; its hours count as the participants'.
  hours_ = Hours::of(*asked(0).column, column);
  if (!hours_) return false;
  hour_bits_.resize(column.size() * hours_->width());
  for (std::uint32_t row = 0; row < column.size(); ++row) {
    if (column.known(row)) hours_->hours_of(column, row, &hour_bits_[row * hours_->width()]);
  }
  for (int minutes = 0; minutes <= hours_->most_minutes(); ++minutes) {
    points_at_.push_back(points_for_steps(graded(minutes, *rule_)));
  }
  return true;
}

void Yardstick::take_places(const Column& column) {
  for (std::uint32_t row = 0; row < column.size(); ++row) points_.push_back(column.point(row));
  // A metre more than the limit, so that rounding cannot shut anybody out.
  const double angle = static_cast<double>(rule_->high + 1) / 6'371'008.8;
  const double chord = angle >= 3.1415 ? 2 : 2 * std::sin(angle / 2);
  longest_chord_ = chord * chord * 1.000001 + 1e-12;
}

bool Yardstick::narrow(std::uint32_t participant, Bits& passing) const {
  if (!is_must_) return false;
  const Cell cell = asked(participant);
  if (!cell.known()) {
    if (rule_->participant_missing == Missing::fails) std::ranges::fill(passing, 0);
    return true;
  }
  if (bits_of_term_.empty()) return false;
  const auto terms = cell.column->terms(cell.row);
  if (rule_->kind == CriterionKind::same && terms.size() != 1) return false;
  std::vector<const std::uint64_t*> sets;
  if (rule_->supporter_missing != Missing::fails) sets.push_back(unknown_bits_.data());
  for (std::size_t k = 0; k < terms.size(); ++k) {
    const bool is_enough = rule_->kind != CriterionKind::language ||
                           cell.column->levels(cell.row)[k] >= rule_->participant_level;
    if (is_enough && bits_of_term_[terms[k]] != no_code)
      sets.push_back(bits_[bits_of_term_[terms[k]]].data());
  }
  for (std::size_t word = 0; word < passing.size(); ++word) {
    std::uint64_t any = 0;
    for (const std::uint64_t* set : sets) any |= set[word];
    passing[word] &= any;
  }
  return rule_->step_points == 0;
}

void Yardstick::add_points(std::uint32_t participant, std::span<const SupporterIndex> rows,
                           std::span<std::int64_t> scores) const {
  const Cell cell = asked(participant);
  if (!cell.known()) {
    const std::int64_t points = points_for_unknown(rule_->participant_missing);
    if (points != 0) std::ranges::fill(scores, points);
    return;
  }
  switch (form_) {
    case Form::code:
      return add_codes(cell, rows, scores);
    case Form::mask:
      return add_masks(cell, rows, scores);
    case Form::ordered:
      return add_ordered(cell, rows, scores);
    case Form::place:
      return add_places(cell, rows, scores);
    case Form::hours:
      return add_hours(cell, rows, scores);
    case Form::general:
      return add_general(participant, rows, scores);
  }
}

}  // namespace kith::match
