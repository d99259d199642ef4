#pragma once

#include <optional>

#include "engine/match/test/random_problem.h"

namespace kith::match {

// What one pair comes to in one criterion.
struct NaiveVerdict {
  enum class Outcome { met, differs, unknown } outcome = Outcome::unknown;
  bool passes = false;
  bool is_listed = true;
  Finding finding;
};

// Judges one pair in the plainest way, from the words of the public headers, without the engine.
NaiveVerdict naive_verdict(const Parts& parts, const Person& me, const Supporter& supporter,
                           std::size_t criterion);

// Whether the asker wants to avoid the other.
bool naive_avoids(const Parts& parts, const Person& asker, const Person& other);

}  // namespace kith::match
