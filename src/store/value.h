#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/time.h"

namespace kith {

// Bytes that are not text: sealed content, hashes. Stored as BLOB or BYTEA.
struct Bytes {
  std::string data;
  bool operator==(const Bytes&) const = default;
};

// One parameter or one column. Both engines know exactly these kinds.
using SqlValue = std::variant<std::monostate, bool, std::int64_t, double, std::string, Bytes>;

// How C++ values become parameters. An empty Id becomes NULL.
inline SqlValue sql_value(std::nullptr_t) { return {}; }
inline SqlValue sql_value(bool value) { return value; }
inline SqlValue sql_value(std::string value) { return value; }
inline SqlValue sql_value(std::string_view value) { return std::string(value); }
inline SqlValue sql_value(const char* value) { return std::string(value); }
inline SqlValue sql_value(Bytes value) { return value; }
inline SqlValue sql_value(double value) { return value; }
inline SqlValue sql_value(Instant value) { return value.micros; }
template <std::integral I>
SqlValue sql_value(I value) {
  return static_cast<std::int64_t>(value);
}
template <class Tag>
SqlValue sql_value(const Id<Tag>& id) {
  if (id.empty()) return std::monostate{};
  return id.str();
}
template <class T>
SqlValue sql_value(const std::optional<T>& value) {
  if (!value) return std::monostate{};
  return sql_value(*value);
}

using SqlParams = std::vector<SqlValue>;

// One row of a result. Columns are read by place, in the order of the select list. Reading a column as a kind
// that it is not throws std::logic_error: that is a bug in the statement beside which it stands.
class Row {
 public:
  explicit Row(std::vector<SqlValue> columns) : columns_(std::move(columns)) {}

  bool is_null(std::size_t column) const;
  bool boolean(std::size_t column) const;  // accepts 0 and 1, which is what SQLite keeps
  std::int64_t integer(std::size_t column) const;
  double real(std::size_t column) const;  // accepts whole numbers
  const std::string& text(std::size_t column) const;
  const std::string& bytes(std::size_t column) const;
  Instant instant(std::size_t column) const { return {integer(column)}; }
  std::optional<Instant> maybe_instant(std::size_t column) const;
  std::string text_or_empty(std::size_t column) const;  // "" for NULL
  template <class AnyId>
  AnyId id(std::size_t column) const {
    return AnyId(text_or_empty(column));
  }

 private:
  const SqlValue& at(std::size_t column) const;
  std::vector<SqlValue> columns_;
};

using Rows = std::vector<Row>;

}  // namespace kith
