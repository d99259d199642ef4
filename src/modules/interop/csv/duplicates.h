#pragma once

#include <deque>
#include <unordered_map>

#include "modules/interop/csv/problems.h"

namespace kith::roster {

// What two rows have in common, strongest reason first; nothing when they have nothing.
std::optional<Finding> compare(const RowKeys& row, const RowKeys& other);

// Finds earlier rows that may be the same person. To stay quick on any file, a row is compared with at most
// 20 others of the same name and 500 others of the same birth date.
class DuplicateFinder {
 public:
  // The findings for this row among the earlier ones; the row is remembered.
  std::vector<Finding> add(const RowKeys& keys);

 private:
  using First = std::unordered_map<std::string_view, std::size_t>;
  using Several = std::unordered_map<std::string_view, std::vector<std::uint32_t>>;

  std::vector<std::size_t> candidates(const RowKeys& keys) const;
  void similar_names(const RowKeys& keys, std::vector<std::size_t>& out) const;
  void remember(const RowKeys& keys);

  std::deque<RowKeys> rows_;  // a deque, because the maps point into its texts
  std::vector<std::uint64_t> letters_;
  First by_ref_;
  First by_email_;
  First by_phone_;
  Several by_name_;
  Several by_birth_date_;
};

}  // namespace kith::roster
