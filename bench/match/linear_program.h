#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace kith::bench {

// A mixed-integer linear program in whole numbers, to be minimised: what is put to solvers that are peers.
class LinearProgram {
 public:
  struct Term {
    int column = 0;
    std::int64_t factor = 1;
  };
  using Terms = std::vector<Term>;

  // From 0 to `most`; only whole numbers when `whole`.
  struct Column {
    std::string name;  // letters, digits and '_', beginning with a letter other than e
    std::int64_t cost = 0;
    std::int64_t most = 1;
    bool whole = false;
  };

  // `terms` add up to no more than `right` (or to exactly that).
  struct Row {
    Terms terms;
    std::int64_t right = 0;
    bool exact = false;
  };

  int add(Column column);
  void at_most(Terms terms, std::int64_t right);
  void at_least(Terms terms, std::int64_t right);
  void equal(Terms terms, std::int64_t right);

  const std::vector<Column>& columns() const { return columns_; }
  const std::vector<Row>& rows() const { return rows_; }

  // In the LP format, as CBC and HiGHS read it.
  std::string text() const;

 private:
  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace kith::bench
