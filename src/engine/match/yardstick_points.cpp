#include <algorithm>
#include <bit>
#include <cmath>

#include "engine/match/processor.h"
#include "engine/match/yardstick.h"

// How a yardstick is put to many supporters: one short loop for each form.
namespace kith::match {

void Yardstick::add_general(std::uint32_t participant, Choices& choices, std::int64_t least) const {
  const Column& column = layout_->supporters.column(rule_->supporter);
  const Question question(*rule_, asked(participant), layout_->words.size());
  choices.add(least, [&](Seat seat) {
    const Verdict verdict = question.put_to({&column, (*order_)[seat]});
    return is_must_ && !verdict.passes ? excluded : verdict.steps * rule_->step_points;
  });
}

void Yardstick::add_few(std::uint32_t participant, Choices& choices, std::int64_t least) const {
  const std::int64_t* worth = &worth_[asked_few(participant) * few_width_];
  const std::uint8_t* few = few_.data();
  choices.add(least, [worth, few](Seat seat) { return worth[few[seat]]; });
}

void Yardstick::add_codes(Cell asked, Choices& choices, std::int64_t least) const {
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
  choices.add(least, [&](Seat seat) {
    const std::uint32_t code = codes_[seat];
    const bool is_shared = std::ranges::find(terms, code) != terms.end();
    return code == no_code ? unknown : (is_shared ? met : missed);
  });
}

KITH_FOR_EACH_PROCESSOR
void Yardstick::add_masks(Cell asked, Choices& choices, std::int64_t least) const {
  bool has_strangers = false;
  const std::uint64_t mask = mask_of(*asked.column, asked.row, rule_->participant_level, has_strangers);
  const std::int64_t unknown = points_for_unknown(rule_->supporter_missing);
  const std::int64_t all = points_for_steps(rule_->steps), none = points_for_steps(0);
  if (rule_->kind == CriterionKind::same) {
    return choices.add(least, [&](Seat seat) {
      const bool is_same = masks_[seat] == mask && !has_strangers;
      return known_[seat] == 0 ? unknown : (is_same ? all : none);
    });
  }
  if (rule_->kind == CriterionKind::different) {
    return choices.add(least, [&](Seat seat) {
      return known_[seat] == 0 ? unknown : ((masks_[seat] & mask) == 0 ? all : none);
    });
  }
  std::int64_t points_for[65];
  const int most = std::popcount(mask);
  for (int shared = 0; shared <= most; ++shared)
    points_for[shared] = points_for_steps(graded(shared, *rule_));
  choices.add(least, [=, &points_for, masks = masks_.data(), known = known_.data()](Seat seat) {
    const std::int64_t points = points_for[std::popcount(masks[seat] & mask)];
    return known[seat] == 0 ? unknown : points;
  });
}

void Yardstick::add_ordered(Cell asked, Choices& choices, std::int64_t least) const {
  const std::int64_t mine = asked.column->number(asked.row);
  const std::int64_t unknown = points_for_unknown(rule_->supporter_missing);
  const std::int64_t all = points_for_steps(rule_->steps), none = points_for_steps(0);
  const auto add = [&](auto points_of) {
    choices.add(least, [&](Seat seat) {
      const std::int64_t points = points_of(numbers_[seat] - mine);
      return known_[seat] == 0 ? unknown : points;
    });
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

void Yardstick::add_places(Cell asked, Choices& choices, std::int64_t least) const {
  const SpherePoint mine = asked.column->point(asked.row);
  const std::int64_t unknown = points_for_unknown(rule_->supporter_missing);
  const std::int64_t none = points_for_steps(0);
  const bool is_graded = rule_->kind == CriterionKind::near_km;
  const double longest = is_graded ? longest_chord_ : -1;
  choices.add(least, [=, this, points = points_.data(), known = known_.data()](Seat seat) {
    const double chord = squared_chord(mine, points[seat]);
    if (known[seat] == 0) return unknown;
    if (chord > longest) return none;
    return points_for_steps(graded(rule_->high - metres_of_chord(chord), *rule_));
  });
}

KITH_FOR_EACH_PROCESSOR
void Yardstick::add_hours(Cell asked, Choices& choices, std::int64_t least) const {
  std::vector<std::uint64_t> mine(hours_->width());
  hours_->hours_of(*asked.column, asked.row, mine.data());
  const std::int64_t unknown = points_for_unknown(rule_->supporter_missing);
  const std::size_t width = hours_->width();
  choices.add(least, [&](Seat seat) {
    const int minutes = hours_->shared_minutes(mine.data(), &hour_bits_[seat * width]);
    const std::int64_t points = points_at_[static_cast<std::size_t>(minutes)];
    return known_[seat] == 0 ? unknown : points;
  });
}

}  // namespace kith::match
