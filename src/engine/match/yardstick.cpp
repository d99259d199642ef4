#include "engine/match/yardstick.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "engine/match/few_answers.h"

namespace kith::match {
namespace {

constexpr std::size_t most_mask_words = 64;
constexpr std::size_t most_few_pairs = 1 << 16;
constexpr std::size_t most_few_answers = 256;
constexpr std::size_t most_merged_pairs = 1 << 14;
constexpr std::int64_t longest_table = 1 << 16;
constexpr std::size_t most_bit_bytes = std::size_t{64} << 20;

bool counts_words(CriterionKind kind) {
  return kind == CriterionKind::shares_any || kind == CriterionKind::language;
}

Window window_of(const Bits& bits) {
  const auto is_full = [](std::uint64_t word) { return word != 0; };
  const auto from = std::ranges::find_if(bits, is_full);
  const auto to = std::find_if(bits.rbegin(), bits.rend(), is_full).base();
  if (from == bits.end()) return {bits.size(), 0};
  return {static_cast<std::size_t>(from - bits.begin()), static_cast<std::size_t>(to - bits.begin())};
}

}  // namespace

Yardstick::Yardstick(const Problem::Layout& layout, const std::vector<SupporterIndex>& order,
                     std::size_t criterion, bool is_must)
    : layout_(&layout),
      order_(&order),
      rule_(&layout.rules[criterion]),
      criterion_(criterion),
      is_must_(is_must) {
  const Column& column = layout.supporters.column(rule_->supporter);
  const AttributeKind kind = column.attribute().kind;
  if (is_must_) lay_out_bits(column);
  if (take_few(column)) {
    form_ = Form::few;
    return;
  }
  for (const SupporterIndex row : order) known_.push_back(column.known(row) ? 1 : 0);
  if (is_words(kind) || kind == AttributeKind::language) {
    if (!take_words(column)) form_ = Form::general;
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

// What each pair of answers is worth, by the rules as they are written.
bool Yardstick::take_few(const Column& column) {
  const Column& askers = *asked(0).column;
  const auto offered = FewAnswers::of(column);
  const auto wanted = offered ? FewAnswers::of(askers) : std::nullopt;
  if (!wanted || wanted->examples.size() * offered->examples.size() > most_few_pairs) return false;
  few_width_ = offered->examples.size();
  for (const SupporterIndex row : *order_) few_.push_back(offered->codes[row]);
  asked_few_ = wanted->codes;
  worth_.assign(wanted->examples.size() * few_width_, points_for_unknown(rule_->participant_missing));
  for (std::size_t mine = 1; mine < wanted->examples.size(); ++mine) {
    const Question question(*rule_, {&askers, wanted->examples[mine]}, layout_->words.size());
    std::int64_t* worth = &worth_[mine * few_width_];
    worth[FewAnswers::not_known] = points_for_unknown(rule_->supporter_missing);
    for (std::size_t theirs = 1; theirs < few_width_; ++theirs) {
      worth[theirs] = points_for_steps(question.put_to({&column, offered->examples[theirs]}).steps);
    }
  }
  set_most_worth();
  return true;
}

void Yardstick::set_most_worth() {
  most_worth_.clear();
  for (auto worth = worth_.begin(); worth != worth_.end(); worth += static_cast<std::ptrdiff_t>(few_width_)) {
    const auto end = worth + static_cast<std::ptrdiff_t>(few_width_);
    most_worth_.push_back(std::max(std::int64_t{0}, *std::max_element(worth, end)));
  }
}

bool Yardstick::merge(const Yardstick& other) {
  const bool are_few = form_ == Form::few && other.form_ == Form::few && !is_must_ && !other.is_must_;
  if (!are_few || !rule_->participant || !other.rule_->participant) return false;
  const std::size_t width = few_width_ * other.few_width_;
  const std::size_t askers = most_worth_.size() * other.most_worth_.size();
  if (std::max(width, askers) > most_few_answers || width * askers > most_merged_pairs) return false;
  std::vector<std::int64_t> worth(width * askers);
  for (std::size_t pair = 0; pair < worth.size(); ++pair) {
    const std::size_t mine = pair / width, theirs = pair % width;
    worth[pair] =
        worth_[mine / other.most_worth_.size() * few_width_ + theirs / other.few_width_] +
        other.worth_[mine % other.most_worth_.size() * other.few_width_ + theirs % other.few_width_];
  }
  const auto join = [](std::vector<std::uint8_t>& codes, const std::vector<std::uint8_t>& others,
                       std::size_t count) {
    for (std::size_t k = 0; k < codes.size(); ++k) {
      codes[k] = static_cast<std::uint8_t>(codes[k] * count + others[k]);
    }
  };
  join(few_, other.few_, other.few_width_);
  join(asked_few_, other.asked_few_, other.most_worth_.size());
  worth_ = std::move(worth);
  few_width_ = width;
  set_most_worth();
  return true;
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
    for (const SupporterIndex row : *order_) {
      masks_.push_back(column.known(row) ? mask_of(column, row, rule_->supporter_level, has_strangers) : 0);
    }
    form_ = Form::mask;
    return true;
  }
  if (!is_single) return false;
  for (const SupporterIndex row : *order_) {
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
  const bool is_same_word =
      rule_->kind == CriterionKind::same && column.attribute().kind == AttributeKind::category;
  if (!is_same_word && !(counts_words(rule_->kind) && rule_->low == 1)) return;
  const std::size_t words = (column.size() + 63) / 64;
  std::vector<std::uint32_t> bits_of_term(layout_->words.size(), no_code);
  std::vector<Bits> bits;
  Bits unknown(words);
  for (Seat seat = 0; seat < order_->size(); ++seat) {
    const SupporterIndex row = (*order_)[seat];
    if (!column.known(row)) set_bit(unknown, seat);
    const auto terms = column.terms(row);
    for (std::size_t k = 0; k < terms.size(); ++k) {
      if (rule_->kind == CriterionKind::language && column.levels(row)[k] < rule_->supporter_level) continue;
      if (bits_of_term[terms[k]] == no_code) {
        if ((bits.size() + 1) * words * sizeof(std::uint64_t) > most_bit_bytes) return;
        bits_of_term[terms[k]] = static_cast<std::uint32_t>(bits.size());
        bits.emplace_back(words);
      }
      set_bit(bits[bits_of_term[terms[k]]], seat);
    }
  }
  bits_of_term_ = std::move(bits_of_term);
  bits_ = std::move(bits);
  bits_.push_back(std::move(unknown));
  for (const Bits& set : bits_) windows_.push_back(window_of(set));
}

bool Yardstick::take_ordered(const Column& column) {
  if (rule_->kind == CriterionKind::close && rule_->high >= longest_table) return false;
  for (const SupporterIndex row : *order_) {
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
  for (Seat seat = 0; seat < order_->size(); ++seat) {
    const SupporterIndex row = (*order_)[seat];
    if (column.known(row)) hours_->hours_of(column, row, &hour_bits_[seat * hours_->width()]);
  }
  for (int minutes = 0; minutes <= hours_->most_minutes(); ++minutes) {
    points_at_.push_back(points_for_steps(graded(minutes, *rule_)));
  }
  return true;
}

void Yardstick::take_places(const Column& column) {
  for (const SupporterIndex row : *order_) points_.push_back(column.point(row));
  // A metre more than the limit, so that rounding cannot shut anybody out.
  const double angle = static_cast<double>(rule_->high + 1) / 6'371'008.8;
  const double chord = angle >= 3.1415 ? 2 : 2 * std::sin(angle / 2);
  longest_chord_ = chord * chord * 1.000001 + 1e-12;
}

bool Yardstick::narrow(std::uint32_t participant, Passing& passing) const {
  if (!is_must_) return false;
  const Cell cell = asked(participant);
  if (!cell.known()) {
    if (rule_->participant_missing == Missing::fails) passing.window.to = passing.window.from;
    return true;
  }
  if (bits_of_term_.empty()) return false;
  const auto terms = cell.column->terms(cell.row);
  if (rule_->kind == CriterionKind::same && terms.size() != 1) return false;
  std::vector<std::size_t> sets;
  if (rule_->supporter_missing != Missing::fails) sets.push_back(bits_.size() - 1);
  for (std::size_t k = 0; k < terms.size(); ++k) {
    const bool is_enough = rule_->kind != CriterionKind::language ||
                           cell.column->levels(cell.row)[k] >= rule_->participant_level;
    if (is_enough && bits_of_term_[terms[k]] != no_code) sets.push_back(bits_of_term_[terms[k]]);
  }
  keep_any(sets, passing);
  return rule_->step_points == 0;
}

void Yardstick::keep_any(const std::vector<std::size_t>& sets, Passing& passing) const {
  Window any{passing.window.to, passing.window.from};
  for (const std::size_t set : sets) {
    any = {std::min(any.from, windows_[set].from), std::max(any.to, windows_[set].to)};
  }
  passing.window = {std::max(any.from, passing.window.from), std::min(any.to, passing.window.to)};
  for (std::size_t word = passing.window.from; word < passing.window.to; ++word) {
    std::uint64_t members = 0;
    for (const std::size_t set : sets) members |= bits_[set][word];
    passing.own[word] = passing.words[word] & members;
  }
  passing.words = passing.own.data();
}

double Yardstick::effort() const {
  switch (form_) {
    case Form::few:
    case Form::code:
    case Form::ordered:
      return 1;
    case Form::mask:
      return 1.3;
    case Form::place:
    case Form::hours:
      return 2;
    case Form::general:
      return 20;
  }
  return 1;
}

std::int64_t Yardstick::most_points(std::uint32_t participant) const {
  if (form_ == Form::few) return most_worth_[asked_few(participant)];
  const Cell cell = asked(participant);
  if (!cell.known()) return 0;
  if (form_ == Form::mask && counts_words(rule_->kind)) {
    bool has_strangers = false;
    const std::uint64_t mask = mask_of(*cell.column, cell.row, rule_->participant_level, has_strangers);
    return graded(std::popcount(mask), *rule_) * rule_->step_points;
  }
  return rule_->steps * rule_->step_points;
}

void Yardstick::add_points(std::uint32_t participant, Choices& choices, std::int64_t least) const {
  if (form_ == Form::few) return add_few(participant, choices, least);
  const Cell cell = asked(participant);
  if (!cell.known()) {
    const std::int64_t points = points_for_unknown(rule_->participant_missing);
    return choices.add(least, [&](Seat) { return points; });
  }
  switch (form_) {
    case Form::code:
      return add_codes(cell, choices, least);
    case Form::mask:
      return add_masks(cell, choices, least);
    case Form::ordered:
      return add_ordered(cell, choices, least);
    case Form::place:
      return add_places(cell, choices, least);
    case Form::hours:
      return add_hours(cell, choices, least);
    default:
      return add_general(participant, choices, least);
  }
}

}  // namespace kith::match
