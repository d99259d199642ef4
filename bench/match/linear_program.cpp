#include "bench/match/linear_program.h"

#include <utility>

namespace kith::bench {
namespace {

constexpr std::size_t terms_a_line = 8;  // readers of the format limit the length of a line

void write(std::string& out, const LinearProgram::Terms& terms,
           const std::vector<LinearProgram::Column>& columns) {
  std::size_t on_line = 0;
  for (const LinearProgram::Term& each : terms) {
    if (on_line++ == terms_a_line) out += "\n  ", on_line = 1;
    out += each.factor < 0 ? " - " : " + ";
    out += std::to_string(each.factor < 0 ? -each.factor : each.factor) + " " + columns[each.column].name;
  }
}

}  // namespace

int LinearProgram::add(Column column) {
  columns_.push_back(std::move(column));
  return static_cast<int>(columns_.size()) - 1;
}

void LinearProgram::at_most(Terms terms, std::int64_t right) {
  if (!terms.empty()) rows_.push_back({std::move(terms), right, false});
}

void LinearProgram::at_least(Terms terms, std::int64_t right) {
  for (Term& each : terms) each.factor = -each.factor;
  at_most(std::move(terms), -right);
}

void LinearProgram::equal(Terms terms, std::int64_t right) {
  if (!terms.empty()) rows_.push_back({std::move(terms), right, true});
}

std::string LinearProgram::text() const {
  Terms costs;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].cost != 0) costs.push_back({static_cast<int>(c), columns_[c].cost});
  }
  if (costs.empty() && !columns_.empty()) costs.push_back({0, 0});
  std::string out = "Minimize\n cost:";
  write(out, costs, columns_);
  out += "\nSubject To\n";
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    out += " r" + std::to_string(r) + ":";
    write(out, rows_[r].terms, columns_);
    out += (rows_[r].exact ? " = " : " <= ") + std::to_string(rows_[r].right) + "\n";
  }
  out += "Bounds\n";
  for (const Column& each : columns_) out += " 0 <= " + each.name + " <= " + std::to_string(each.most) + "\n";
  out += "Generals\n";
  for (const Column& each : columns_) {
    if (each.whole) out += " " + each.name + "\n";
  }
  return out + "End\n";
}

}  // namespace kith::bench
