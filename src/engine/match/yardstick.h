#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/match/hours.h"
#include "engine/match/judge.h"
#include "engine/match/layout.h"

namespace kith::match {

// A set of supporters, one bit each.
using Bits = std::vector<std::uint64_t>;

// One criterion of a problem laid out for speed: the supporters' answers as small numbers, what each distance
// is worth as a table. Says the same as Question, for many supporters at once.
class Yardstick {
 public:
  // What failing a must adds: so much that the score is negative whatever else is added.
  static constexpr std::int64_t excluded = -(std::int64_t{1} << 56);

  Yardstick(const Problem::Layout& layout, std::size_t criterion, bool is_must);

  std::size_t criterion() const { return criterion_; }

  // Takes from `passing` supporters who fail, as far as bits can tell. Returns whether they tell all there is
  // to say about this criterion: then add_points() would change nothing.
  bool narrow(std::uint32_t participant, Bits& passing) const;

  // Adds what each of `rows` reaches to the score at the same place, or makes it negative for good where a
  // must fails.
  void add_points(std::uint32_t participant, std::span<const SupporterIndex> rows,
                  std::span<std::int64_t> scores) const;

 private:
  enum class Form { general, code, mask, ordered, place, hours };

  static constexpr std::uint32_t no_code = 0xffffffff;
  static constexpr std::uint8_t no_bit = 0xff;

  Cell asked(std::uint32_t participant) const;
  bool take_words(const Column& column);
  bool take_ordered(const Column& column);
  bool take_hours(const Column& column);
  void take_places(const Column& column);
  void lay_out_bits(const Column& column);
  std::uint64_t mask_of(const Column& column, std::uint32_t row, std::int16_t level,
                        bool& has_strangers) const;
  std::int64_t points_for_steps(std::int64_t steps) const {
    return steps > 0 || !is_must_ ? steps * rule_->step_points : excluded;
  }
  std::int64_t points_for_unknown(Missing missing) const {
    return is_must_ && missing == Missing::fails ? excluded : 0;
  }

  void add_general(std::uint32_t participant, std::span<const SupporterIndex> rows,
                   std::span<std::int64_t> scores) const;
  void add_codes(Cell asked, std::span<const SupporterIndex> rows, std::span<std::int64_t> scores) const;
  void add_masks(Cell asked, std::span<const SupporterIndex> rows, std::span<std::int64_t> scores) const;
  void add_ordered(Cell asked, std::span<const SupporterIndex> rows, std::span<std::int64_t> scores) const;
  void add_places(Cell asked, std::span<const SupporterIndex> rows, std::span<std::int64_t> scores) const;
  void add_hours(Cell asked, std::span<const SupporterIndex> rows, std::span<std::int64_t> scores) const;

  const Problem::Layout* layout_;
  const Rule* rule_;
  std::size_t criterion_;
  bool is_must_;
  Form form_ = Form::general;
  std::vector<std::uint8_t> known_;
  std::vector<std::uint32_t> codes_;     // code: the one word of each supporter
  std::vector<std::uint64_t> masks_;     // mask: the words of each supporter that count
  std::vector<std::uint8_t> bit_of_;     // mask: by term
  std::vector<std::int32_t> numbers_;    // ordered
  std::vector<std::int64_t> points_at_;  // ordered and hours: by distance or by minutes
  std::vector<SpherePoint> points_;      // place
  double longest_chord_ = 0;             // place: squared, beyond which there is nothing to reach
  std::optional<Hours> hours_;
  std::vector<std::uint64_t> hour_bits_;
  std::vector<std::uint32_t>
      bits_of_term_;  // for musts on words: which of bits_ has the supporters of a term
  std::vector<Bits> bits_;
  Bits unknown_bits_;
};

}  // namespace kith::match
