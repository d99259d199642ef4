#include "store/postgres/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "store/database.h"

namespace kith {

namespace {

// Numbers of built-in types, fixed for ever in PostgreSQL's catalog (pg_type.dat).
enum BuiltIn : Oid {
  bool_type = 16,
  bytea_type = 17,
  char_type = 18,
  name_type = 19,
  int8_type = 20,
  int2_type = 21,
  int4_type = 23,
  text_type = 25,
  oid_type = 26,
  float4_type = 700,
  float8_type = 701,
  unknown_type = 705,
  bpchar_type = 1042,
  varchar_type = 1043,
  numeric_type = 1700,
  void_type = 2278,
};

constexpr int as_text = 0;
constexpr int as_binary = 1;

template <class Number>
Number parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) throw StoreError("a number is out of range");
  return number;
}

int hex_digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

// bytea_output is hex: "\x" and two digits a byte.
Bytes parse_bytes(std::string_view hex) {
  if (!hex.starts_with("\\x")) throw StoreError("bytes came back in an unknown form");
  Bytes bytes;
  bytes.data.reserve(hex.size() / 2);
  for (std::size_t i = 2; i + 1 < hex.size(); i += 2) {
    bytes.data.push_back(static_cast<char>(hex_digit(hex[i]) << 4 | hex_digit(hex[i + 1])));
  }
  return bytes;
}

// sum() of bigint is numeric: whole numbers stay whole.
SqlValue parse_numeric(std::string_view text) {
  if (text.find('.') != std::string_view::npos) return parse_number<double>(text);
  return parse_number<std::int64_t>(text);
}

SqlValue parse_value(Oid type, std::string_view text) {
  switch (type) {
    case bool_type:
      return text == "t";
    case int8_type:
    case int4_type:
    case int2_type:
    case oid_type:
      return parse_number<std::int64_t>(text);
    case float8_type:
    case float4_type:
      return parse_number<double>(text);
    case numeric_type:
      return parse_numeric(text);
    case bytea_type:
      return parse_bytes(text);
    case text_type:
    case varchar_type:
    case bpchar_type:
    case char_type:
    case name_type:
    case unknown_type:
      return std::string(text);
    case void_type:
      return std::monostate{};
    default:
      throw StoreError(fmt::format("a column has PostgreSQL type {}, which Kith does not use", type));
  }
}

}  // namespace

const std::vector<Oid> possible_null_types{text_type, int8_type, bool_type, float8_type, bytea_type};

int highest_parameter(std::string_view sql) {
  int highest = 0;
  for (std::size_t at = sql.find('$'); at != std::string_view::npos; at = sql.find('$', at + 1)) {
    int number = 0;
    std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
    highest = std::max(highest, number);
  }
  return highest;
}

PostgresParams::PostgresParams(const SqlParams& params) {
  written_.reserve(params.size());  // values_ points into it
  for (const SqlValue& value : params) add(value);
}

std::vector<Oid> PostgresParams::types_with_null_as(Oid type) const {
  std::vector<Oid> types = types_;
  for (Oid& one : types) {
    if (one == 0) one = type;
  }
  return types;
}

void PostgresParams::add(const SqlValue& value) {
  const char* data = nullptr;
  int length = 0;
  Oid type = 0;  // for NULL: let the server find out
  char letter = 'n';
  const auto write = [&](std::string text) { data = written_.emplace_back(std::move(text)).c_str(); };
  if (const bool* flag = std::get_if<bool>(&value)) {
    type = bool_type, letter = 'b', data = *flag ? "t" : "f";
  } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    type = int8_type, letter = 'i', write(fmt::format("{}", *whole));
  } else if (const double* real = std::get_if<double>(&value)) {
    type = float8_type, letter = 'd', write(fmt::format("{}", *real));
  } else if (const auto* text = std::get_if<std::string>(&value)) {
    type = text_type, letter = 't', data = text->c_str();
  } else if (const Bytes* bytes = std::get_if<Bytes>(&value)) {
    type = bytea_type, letter = 'y', data = bytes->data.c_str(),
    length = static_cast<int>(bytes->data.size());
  }
  types_.push_back(type);
  values_.push_back(data);
  lengths_.push_back(length);
  formats_.push_back(type == bytea_type ? as_binary : as_text);
  signature_.push_back(letter);
}

Rows read_rows(const PGresult* result) {
  Rows rows;
  const int columns = PQnfields(result);
  rows.reserve(static_cast<std::size_t>(PQntuples(result)));
  for (int row = 0; row < PQntuples(result); ++row) {
    std::vector<SqlValue> values(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) {
      if (PQgetisnull(result, row, column)) continue;
      const std::string_view text(PQgetvalue(result, row, column),
                                  static_cast<std::size_t>(PQgetlength(result, row, column)));
      values[static_cast<std::size_t>(column)] = parse_value(PQftype(result, column), text);
    }
    rows.emplace_back(std::move(values));
  }
  return rows;
}

}  // namespace kith
