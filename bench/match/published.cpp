#include "bench/match/published.h"

#include <algorithm>
#include <istream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace kith::bench {
namespace {

std::runtime_error mistake(std::size_t number, const std::string& what) {
  return std::runtime_error("number " + std::to_string(number) + ": " + what);
}

std::vector<std::int64_t> numbers_of(std::istream& in) {
  std::vector<std::int64_t> numbers;
  for (std::int64_t number; in >> number;) numbers.push_back(number);
  if (!in.eof()) throw mistake(numbers.size() + 1, "this is not a whole number");
  return numbers;
}

}  // namespace

CostMatrix read_or_library(std::istream& in) {
  std::vector<std::int64_t> numbers = numbers_of(in);
  if (numbers.empty() || numbers[0] < 1 || numbers[0] > 100'000) throw mistake(1, "the size is missing");
  const auto size = static_cast<std::size_t>(numbers[0]);
  if (numbers.size() != 1 + size * size) {
    throw mistake(numbers.size(), "there are " + std::to_string(numbers.size() - 1) + " costs and not " +
                                      std::to_string(size * size));
  }
  return {size, {numbers.begin() + 1, numbers.end()}};
}

CostMatrix read_matrix(std::istream& in) {
  CostMatrix matrix;
  std::size_t line_number = 0;
  for (std::string line; std::getline(in, line);) {
    ++line_number;
    if (line.empty() || line[0] == '#') continue;
    std::ranges::replace_if(
        line, [](char c) { return c == ',' || c == ';' || c == '\r'; }, ' ');
    std::istringstream words(line);
    const std::vector<std::int64_t> row = numbers_of(words);
    if (row.empty()) continue;
    if (matrix.columns == 0) matrix.columns = row.size();
    if (row.size() != matrix.columns) {
      throw std::runtime_error("line " + std::to_string(line_number) + ": a row of " +
                               std::to_string(row.size()) + " costs and not " +
                               std::to_string(matrix.columns));
    }
    matrix.costs.insert(matrix.costs.end(), row.begin(), row.end());
  }
  return matrix;
}

match::PairGraph as_pairs(const CostMatrix& matrix) {
  match::PairGraph graph;
  graph.capacities.assign(matrix.columns, 1);
  if (matrix.costs.empty()) return graph;
  const auto [least, most] = std::ranges::minmax(matrix.costs);
  if (least < -(std::int64_t{1} << 60) || most - least >= std::int64_t{1} << 30) {
    throw std::runtime_error("the costs are too far apart");
  }
  for (std::size_t row = 0; row < matrix.rows(); ++row) {
    for (std::uint32_t column = 0; column < matrix.columns; ++column) {
      const std::int64_t cost = matrix.costs[row * matrix.columns + column];
      graph.arcs.push_back({column, static_cast<std::int32_t>(most - cost)});
    }
    graph.starts.push_back(static_cast<std::uint32_t>(graph.arcs.size()));
  }
  return graph;
}

std::int64_t cost_of(const CostMatrix& matrix, const match::Assignment& plan) {
  std::int64_t cost = 0;
  for (std::size_t row = 0; row < plan.supporter_of.size(); ++row) {
    if (plan.supporter_of[row] != match::nobody) {
      cost += matrix.costs[row * matrix.columns + plan.supporter_of[row]];
    }
  }
  return cost;
}

}  // namespace kith::bench
