#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "engine/match/column.h"

namespace kith::match {

// The free hours of many people as bits, so that the time that two share is counted and not walked through:
// one bit for each `grain` of a week, one block of words for each week that looks different to anybody.
class Hours {
 public:
  // Nothing when people's hours begin and end at odd minutes, so that there would be too many bits.
  static std::optional<Hours> of(const Column& participants, const Column& supporters);

  // How many words hours_of() writes.
  std::size_t width() const { return words_per_week_ * weeks_.size(); }
  // `row` of `column` is known.
  void hours_of(const Column& column, std::uint32_t row, std::uint64_t* words) const;

  // What schedule::overlap calls least_week_minutes. Here, so that callers built for a processor that counts
  // bits in one instruction count them so.
  int shared_minutes(const std::uint64_t* a, const std::uint64_t* b) const {
    int least = std::numeric_limits<int>::max();
    for (std::size_t week = 0; week < weeks_.size(); ++week) {
      int count = 0;
      for (std::size_t k = 0; k < words_per_week_; ++k) count += std::popcount(a[k] & b[k]);
      least = std::min(least, count);
      a += words_per_week_;
      b += words_per_week_;
    }
    return weeks_.empty() ? 0 : least * grain_seconds_ / 60;
  }

  int most_minutes() const { return static_cast<int>(words_per_week_ * 64) * grain_seconds_ / 60; }

 private:
  int grain_seconds_ = 0;
  std::size_t words_per_week_ = 0;
  std::vector<int> weeks_;  // those that differ, for anybody, from the week before
};

}  // namespace kith::match
