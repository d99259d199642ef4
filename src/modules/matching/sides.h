#pragma once

#include <vector>

#include "modules/matching/pool.h"

// Both sides of a programme for questions about the whole of it. For this folder only.
namespace kith {

struct Sides {
  Programme programme;
  std::vector<Candidate> participants;  // active ones, in the order in which they joined
  std::vector<Candidate> supporters;
  std::vector<match::Supporter> supply;  // of the supporters, in their order
};

// As a coordinator sees them: answers that supporters hide count.
Sides sides_of(Context& context, const People& people, const ProgrammeId& programme);

// Participants (by their place in Sides) whom one model compares: models differ only in how far somebody
// travels.
std::vector<std::vector<std::size_t>> by_model(Context& context, const Sides& sides);

// The engine's problem for such participants, row by row, with these supporters.
match::Problem problem_of(Context& context, const Sides& sides, const std::vector<std::size_t>& members,
                          std::vector<match::Supporter> supply);

}  // namespace kith
