#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/match/processor.h"
#include "engine/match/yardstick.h"

// How a yardstick is put to many supporters: one short loop for each form.
namespace kith::match {

void Yardstick::add_general(std::uint32_t participant, std::span<const Seat> seats,
                            std::span<std::int64_t> scores) const {
  const Column& column = layout_->supporters.column(rule_->supporter);
  const Question question(*rule_, asked(participant), layout_->words.size());
  for (std::size_t k = 0; k < seats.size(); ++k) {
    const Verdict verdict = question.put_to({&column, (*order_)[seats[k]]});
    scores[k] += is_must_ && !verdict.passes ? excluded : verdict.steps * rule_->step_points;
  }
}

void Yardstick::add_few(Cell asked, std::span<const Seat> seats, std::span<std::int64_t> scores) const {
  const std::int64_t* worth = &worth_[asked_few_[asked.row] * few_width_];
  const std::uint8_t* few = few_.data();
  for (std::size_t k = 0; k < seats.size(); ++k) scores[k] += worth[few[seats[k]]];
}

void Yardstick::add_codes(Cell asked, std::span<const Seat> seats, std::span<std::int64_t> scores) const {
  const auto terms = asked.column->terms(asked.row);
  const std::int64_t unknown = points_for_unknown(rule_->supporter_missing);
  // Somebody with one word can be the same only as somebody with one, and share one at most.
  const bool is_same = rule_->kind == CriterionKind::same;
  const std::int64_t shared_steps =
      rule_->kind == CriterionKind::different
          ? 0
          : (is_same ? (terms.size() == 1 ? rule_->steps : 0) : graded(1, *rule_));
  const std::int64_t met = points_for_steps(shared_steps);
  const std::int64_t missed = points_for_steps(rule_->kind == CriterionKind::different ? rule_->steps : 0);
  for (std::size_t k = 0; k < seats.size(); ++k) {
    const std::uint32_t code = codes_[seats[k]];
    const bool is_shared = std::ranges::find(terms, code) != terms.end();
    scores[k] += code == no_code ? unknown : (is_shared ? met : missed);
  }
}

KITH_FOR_EACH_PROCESSOR
void Yardstick::add_masks(Cell asked, std::span<const Seat> seats, std::span<std::int64_t> scores) const {
  bool has_strangers = false;
  const std::uint64_t mask = mask_of(*asked.column, asked.row, rule_->participant_level, has_strangers);
  const std::int64_t unknown = points_for_unknown(rule_->supporter_missing);
  const std::int64_t all = points_for_steps(rule_->steps), none = points_for_steps(0);
  if (rule_->kind == CriterionKind::same) {
    for (std::size_t k = 0; k < seats.size(); ++k) {
      const bool is_same = masks_[seats[k]] == mask && !has_strangers;
      scores[k] += known_[seats[k]] == 0 ? unknown : (is_same ? all : none);
    }
    return;
  }
  if (rule_->kind == CriterionKind::different) {
    for (std::size_t k = 0; k < seats.size(); ++k) {
      scores[k] += known_[seats[k]] == 0 ? unknown : ((masks_[seats[k]] & mask) == 0 ? all : none);
    }
    return;
  }
  std::int64_t points_for[65];
  const int most = std::popcount(mask);
  for (int shared = 0; shared <= most; ++shared)
    points_for[shared] = points_for_steps(graded(shared, *rule_));
  for (std::size_t k = 0; k < seats.size(); ++k) {
    const std::int64_t points = points_for[std::popcount(masks_[seats[k]] & mask)];
    scores[k] += known_[seats[k]] == 0 ? unknown : points;
  }
}

void Yardstick::add_ordered(Cell asked, std::span<const Seat> seats, std::span<std::int64_t> scores) const {
  const std::int64_t mine = asked.column->number(asked.row);
  const std::int64_t unknown = points_for_unknown(rule_->supporter_missing);
  const std::int64_t all = points_for_steps(rule_->steps), none = points_for_steps(0);
  const auto add = [&](auto points_of) {
    for (std::size_t k = 0; k < seats.size(); ++k) {
      const std::int64_t points = points_of(numbers_[seats[k]] - mine);
      scores[k] += known_[seats[k]] == 0 ? unknown : points;
    }
  };
  switch (rule_->kind) {
    case CriterionKind::close:
      return add([&](std::int64_t difference) {
        return points_at_[static_cast<std::size_t>(std::min(std::abs(difference), rule_->high + 1))];
      });
    case CriterionKind::same:
      return add([&](std::int64_t difference) { return difference == 0 ? all : none; });
    case CriterionKind::different:
      return add([&](std::int64_t difference) { return difference != 0 ? all : none; });
    case CriterionKind::at_least:
      return add([&](std::int64_t difference) { return difference >= rule_->offset ? all : none; });
    default:
      return add([&](std::int64_t difference) { return difference <= rule_->offset ? all : none; });
  }
}

void Yardstick::add_places(Cell asked, std::span<const Seat> seats, std::span<std::int64_t> scores) const {
  const SpherePoint mine = asked.column->point(asked.row);
  const std::int64_t unknown = points_for_unknown(rule_->supporter_missing);
  const std::int64_t none = points_for_steps(0);
  const bool is_graded = rule_->kind == CriterionKind::near_km;
  for (std::size_t k = 0; k < seats.size(); ++k) {
    const double chord = squared_chord(mine, points_[seats[k]]);
    std::int64_t points = none;
    if (is_graded && chord <= longest_chord_) {
      points = points_for_steps(graded(rule_->high - metres_of_chord(chord), *rule_));
    }
    scores[k] += known_[seats[k]] == 0 ? unknown : points;
  }
}

KITH_FOR_EACH_PROCESSOR
void Yardstick::add_hours(Cell asked, std::span<const Seat> seats, std::span<std::int64_t> scores) const {
  std::vector<std::uint64_t> mine(hours_->width());
  hours_->hours_of(*asked.column, asked.row, mine.data());
  const std::int64_t unknown = points_for_unknown(rule_->supporter_missing);
  for (std::size_t k = 0; k < seats.size(); ++k) {
    const int minutes = hours_->shared_minutes(mine.data(), &hour_bits_[seats[k] * hours_->width()]);
    const std::int64_t points = points_at_[static_cast<std::size_t>(minutes)];
    scores[k] += known_[seats[k]] == 0 ? unknown : points;
  }
}

}  // namespace kith::match
