#pragma once

#include <cstdint>
#include <optional>

// How long somebody on a waiting list may wait, said honestly: from what happened lately, and not at all when
// too little did.
namespace kith::wait {

// What was seen: `found` people found somebody within the last `days`.
struct Lately {
  std::int64_t found = 0;  // 0 or more
  double days = 90;        // more than 0
};

struct Range {
  double low_days = 0;
  double high_days = 0;

  bool operator==(const Range&) const = default;
};

// The range in which the wait of somebody with `ahead` people before them ends with probability 0.8, one time
// in ten sooner and one time in ten later.
//
// People find somebody as a Poisson process of an unknown rate, whose prior is Jeffreys' (Gamma(1/2, 0)).
// After `found` in `days` the time until the (ahead + 1)th is days * B / (1 - B) with B ~ Beta(ahead + 1,
// found + 1/2) (Gelman and others, Bayesian Data Analysis, 3rd edition, section 2.6).
//
// Nothing when fewer than three found somebody, or when the upper end is beyond a year: then nobody can say.
std::optional<Range> estimate(const Lately& lately, std::int64_t ahead);

}  // namespace kith::wait
