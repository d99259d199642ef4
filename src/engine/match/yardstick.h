#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/match/hours.h"
#include "engine/match/judge.h"
#include "engine/match/layout.h"

namespace kith::match {

// A supporter's place in the order in which an index looks at them (see CandidateIndex::Parts::order).
using Seat = std::uint32_t;

// A set of seats, one bit each.
using Bits = std::vector<std::uint64_t>;

inline void set_bit(Bits& bits, Seat at) { bits[at / 64] |= std::uint64_t{1} << (at % 64); }
inline bool has_bit(const Bits& bits, Seat at) { return (bits[at / 64] >> (at % 64) & 1) != 0; }

// A stretch of the words of Bits.
struct Window {
  std::size_t from = 0;
  std::size_t to = 0;
};

// Seats, of which only those inside the window count. They begin as the bits of others, so that only what is
// narrowed down is copied.
struct Passing {
  const std::uint64_t* words = nullptr;  // those that count: of others, or of `own`
  Window window;
  Bits own;

  void begin(const Bits& others) {
    words = others.data();
    window = {0, others.size()};
    own.resize(others.size());
  }
};

// People who may be in the answer, with the points they have so far.
struct Choices {
  std::vector<Seat> seats;
  std::vector<std::int64_t> scores;

  // Adds points_of(seat) to everybody's score and drops who then has less than `least`. In one pass and
  // without a branch, because whether somebody stays cannot be foreseen. Always inline, so that it is built
  // for the same processor as its caller.
  template <typename PointsOf>
  [[gnu::always_inline]] void add(std::int64_t least, PointsOf points_of) {
    Seat* const seat = seats.data();
    std::int64_t* const score = scores.data();
    const std::size_t size = seats.size();
    std::size_t kept = 0;
    for (std::size_t k = 0; k < size; ++k) {
      const Seat one = seat[k];
      const std::int64_t sum = score[k] + points_of(one);
      seat[kept] = one;
      score[kept] = sum;
      kept += sum >= least ? 1 : 0;
    }
    seats.resize(kept);
    scores.resize(kept);
  }
};

// One criterion of a problem laid out for speed: the supporters' answers as small numbers, what each distance
// is worth as a table. Says the same as Question, for many supporters at once.
class Yardstick {
 public:
  // What failing a must adds: so much that the score is negative whatever else is added.
  static constexpr std::int64_t excluded = -(std::int64_t{1} << 56);

  // `order` has the supporter of each seat and must outlive this.
  Yardstick(const Problem::Layout& layout, const std::vector<SupporterIndex>& order, std::size_t criterion,
            bool is_must);

  std::size_t criterion() const { return criterion_; }

  // Takes over what another wish adds, so that both are asked at once: two answers of which there are few
  // become one. Returns false, and changes nothing, where that does not fit.
  bool merge(const Yardstick& other);

  // Takes from `passing` supporters who fail, as far as bits can tell. Returns whether they tell all there is
  // to say about this criterion: then add_points() would change nothing.
  bool narrow(std::uint32_t participant, Passing& passing) const;

  // The most that add_points() adds for anybody.
  std::int64_t most_points(std::uint32_t participant) const;

  // What asking costs, about, against asking for an answer of which there are few.
  double effort() const;

  // Adds what each of `choices` reaches to their score, or makes it negative for good where a must fails; who
  // then has less than `least` is dropped.
  void add_points(std::uint32_t participant, Choices& choices, std::int64_t least) const;

 private:
  enum class Form { general, few, code, mask, ordered, place, hours };

  static constexpr std::uint32_t no_code = 0xffffffff;
  static constexpr std::uint8_t no_bit = 0xff;

  Cell asked(std::uint32_t participant) const;
  std::size_t asked_few(std::uint32_t participant) const {
    return asked_few_[rule_->participant ? participant : 0];
  }
  void set_most_worth();
  bool take_few(const Column& column);
  bool take_words(const Column& column);
  bool take_ordered(const Column& column);
  bool take_hours(const Column& column);
  void take_places(const Column& column);
  void keep_any(const std::vector<std::size_t>& sets, Passing& passing) const;
  void lay_out_bits(const Column& column);
  std::uint64_t mask_of(const Column& column, std::uint32_t row, std::int16_t level,
                        bool& has_strangers) const;
  std::int64_t points_for_steps(std::int64_t steps) const {
    return steps > 0 || !is_must_ ? steps * rule_->step_points : excluded;
  }
  std::int64_t points_for_unknown(Missing missing) const {
    return is_must_ && missing == Missing::fails ? excluded : 0;
  }

  void add_general(std::uint32_t participant, Choices& choices, std::int64_t least) const;
  void add_few(std::uint32_t participant, Choices& choices, std::int64_t least) const;
  void add_codes(Cell asked, Choices& choices, std::int64_t least) const;
  void add_masks(Cell asked, Choices& choices, std::int64_t least) const;
  void add_ordered(Cell asked, Choices& choices, std::int64_t least) const;
  void add_places(Cell asked, Choices& choices, std::int64_t least) const;
  void add_hours(Cell asked, Choices& choices, std::int64_t least) const;

  const Problem::Layout* layout_;
  const std::vector<SupporterIndex>* order_;
  const Rule* rule_;
  std::size_t criterion_;
  bool is_must_;
  Form form_ = Form::general;
  std::vector<std::uint8_t> known_;
  std::vector<std::uint8_t> few_;        // few: the answer of each supporter
  std::vector<std::uint8_t> asked_few_;  // few: the answer of each participant, or of the fixed value
  std::size_t few_width_ = 0;
  std::vector<std::int64_t> worth_;       // few: by the participant's answer and the supporter's
  std::vector<std::int64_t> most_worth_;  // few: by the participant's answer
  std::vector<std::uint32_t> codes_;      // code: the one word of each supporter
  std::vector<std::uint64_t> masks_;      // mask: the words of each supporter that count
  std::vector<std::uint8_t> bit_of_;      // mask: by term
  std::vector<std::int32_t> numbers_;     // ordered
  std::vector<std::int64_t> points_at_;   // ordered and hours: by distance or by minutes
  std::vector<SpherePoint> points_;       // place
  double longest_chord_ = 0;              // place: squared, beyond which there is nothing to reach
  std::optional<Hours> hours_;
  std::vector<std::uint64_t> hour_bits_;
  std::vector<std::uint32_t>
      bits_of_term_;             // for musts on words: which of bits_ has the supporters of a term
  std::vector<Bits> bits_;       // the last has those whose answer is not known
  std::vector<Window> windows_;  // of each of bits_: outside it there is nobody
};

}  // namespace kith::match
