#pragma once

#include <cstdint>
#include <iosfwd>
#include <vector>

#include "engine/match/assign.h"

namespace kith::bench {

// A cost for each row and column.
struct CostMatrix {
  std::size_t columns = 0;
  std::vector<std::int64_t> costs;  // row by row

  std::size_t rows() const { return columns == 0 ? 0 : costs.size() / columns; }
};

// The assignment problems of the OR-Library (Beasley 1990: assign100 to assign800): the size n, then n rows
// of n costs, broken into lines anyhow. Throws std::runtime_error with the place of the first mistake.
CostMatrix read_or_library(std::istream& in);

// One row on a line, costs separated by blanks, commas, semicolons or tabs; empty lines and lines that begin
// with # are skipped. Throws the same.
CostMatrix read_matrix(std::istream& in);

// Rows as participants, columns as supporters with one place each, and weights so that matching as many as
// can be with the largest total is matching them at the least cost: weight = largest cost - cost. Throws
// std::runtime_error when the costs span 2^30 or more.
match::PairGraph as_pairs(const CostMatrix& matrix);

// The cost of a plan for as_pairs().
std::int64_t cost_of(const CostMatrix& matrix, const match::Assignment& plan);

}  // namespace kith::bench
