#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace kith::trial {

// The trial's chance: xoshiro256** 1.0 (Blackman and Vigna, "Scrambled linear pseudorandom number
// generators", ACM Transactions on Mathematical Software 47, 2021), its four words of state filled from the
// seed by SplitMix64, as its authors advise. Any statistics package can replay it from this description:
//
//   next():   r = rotl(s1 * 5, 7) * 9; t = s1 << 17; s2 ^= s0; s3 ^= s1; s1 ^= s2; s0 ^= s3; s2 ^= t;
//             s3 = rotl(s3, 45); the answer is r. All in 64 bits without sign.
//   below(n): x = next(), again and again while x < 2^64 mod n; the answer is x mod n. Hence every number
//             below n is exactly equally likely.
//   shuffle:  for i = length-1 down to 1: swap item i with item below(i + 1) (Fisher and Yates).
//
// Seed 42 begins 1546998764402558742, 6990951692964543102, 12544586762248559009.
class Generator {
 public:
  explicit Generator(std::uint64_t seed);

  std::uint64_t next();
  std::uint64_t below(std::uint64_t bound);  // bound > 0

  template <class List>
  void shuffle(List& list) {
    for (std::size_t i = list.size(); i-- > 1;) std::swap(list[i], list[below(i + 1)]);
  }

  std::uint64_t draws() const { return draws_; }  // calls of next() so far

 private:
  std::array<std::uint64_t, 4> state_{};
  std::uint64_t draws_ = 0;
};

}  // namespace kith::trial
