#include "store/value.h"

#include <stdexcept>

namespace kith {

namespace {

[[noreturn]] void wrong_kind(std::size_t column, const char* wanted) {
  throw std::logic_error("column " + std::to_string(column) + " is not " + wanted);
}

}  // namespace

const SqlValue& Row::at(std::size_t column) const {
  if (column >= columns_.size()) wrong_kind(column, "in the select list");
  return columns_[column];
}

bool Row::is_null(std::size_t column) const { return std::holds_alternative<std::monostate>(at(column)); }

bool Row::boolean(std::size_t column) const {
  if (const bool* value = std::get_if<bool>(&at(column))) return *value;
  const auto* number = std::get_if<std::int64_t>(&at(column));
  if (!number || (*number != 0 && *number != 1)) wrong_kind(column, "a boolean");
  return *number == 1;
}

std::int64_t Row::integer(std::size_t column) const {
  const auto* value = std::get_if<std::int64_t>(&at(column));
  if (!value) wrong_kind(column, "an integer");
  return *value;
}

double Row::real(std::size_t column) const {
  if (const auto* whole = std::get_if<std::int64_t>(&at(column))) return static_cast<double>(*whole);
  const double* value = std::get_if<double>(&at(column));
  if (!value) wrong_kind(column, "a number");
  return *value;
}

const std::string& Row::text(std::size_t column) const {
  const auto* value = std::get_if<std::string>(&at(column));
  if (!value) wrong_kind(column, "text");
  return *value;
}

const std::string& Row::bytes(std::size_t column) const {
  const auto* value = std::get_if<Bytes>(&at(column));
  if (!value) wrong_kind(column, "bytes");
  return value->data;
}

std::optional<Instant> Row::maybe_instant(std::size_t column) const {
  if (is_null(column)) return std::nullopt;
  return instant(column);
}

std::string Row::text_or_empty(std::size_t column) const {
  return is_null(column) ? std::string() : text(column);
}

}  // namespace kith
