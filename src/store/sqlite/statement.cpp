#include "store/sqlite/statement.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "store/database.h"

namespace kith {

namespace {

SqlValue read_column(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_FLOAT:
      return sqlite3_column_double(statement, column);
    case SQLITE_TEXT: {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      return std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column)));
    }
    case SQLITE_BLOB: {
      const auto* data = static_cast<const char*>(sqlite3_column_blob(statement, column));
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return data ? Bytes{std::string(data, size)} : Bytes{};
    }
    default:
      return std::monostate{};
  }
}

std::size_t parameter_number(const char* name) {
  std::size_t number = 0;
  if (name && *name == '$') std::from_chars(name + 1, name + std::strlen(name), number);
  if (number == 0) throw StoreError("parameters must be written as $1, $2, ...");
  return number;
}

}  // namespace

SqliteStatement::SqliteStatement(sqlite3* connection, std::string_view sql) {
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement_, &rest);
  if (code != SQLITE_OK) {
    throw StoreError(fmt::format("wrong SQL: {} in: {}", sqlite3_errmsg(connection), sql));
  }
  const std::string_view tail(rest, static_cast<std::size_t>(sql.data() + sql.size() - rest));
  try {
    if (!statement_) throw StoreError("an empty statement");
    if (tail.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
      throw StoreError(fmt::format("more than one statement in: {}", sql));
    }
    for (int place = 1; place <= sqlite3_bind_parameter_count(statement_); ++place) {
      number_of_place_.push_back(parameter_number(sqlite3_bind_parameter_name(statement_, place)));
      wanted_ = std::max(wanted_, number_of_place_.back());
    }
  } catch (...) {
    sqlite3_finalize(statement_);
    throw;
  }
}

SqliteStatement::~SqliteStatement() { sqlite3_finalize(statement_); }

int SqliteStatement::run(const SqlParams& params, Rows& rows) {
  if (params.size() != wanted_) {
    throw StoreError(fmt::format("{} parameters for: {}", params.size(), sqlite3_sql(statement_)));
  }
  int code = bind(params);
  if (code == SQLITE_OK) {
    while ((code = sqlite3_step(statement_)) == SQLITE_ROW) rows.push_back(read_row());
  }
  const int ended = sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  return code == SQLITE_DONE ? ended : code;
}

int SqliteStatement::bind(const SqlParams& params) {
  for (std::size_t i = 0; i < number_of_place_.size(); ++i) {
    const int code = bind_one(static_cast<int>(i) + 1, params[number_of_place_[i] - 1]);
    if (code != SQLITE_OK) return code;
  }
  return SQLITE_OK;
}

// Text and bytes are not copied: the caller keeps the parameters until the statement has run.
int SqliteStatement::bind_one(int place, const SqlValue& value) {
  if (const bool* flag = std::get_if<bool>(&value)) return sqlite3_bind_int(statement_, place, *flag ? 1 : 0);
  if (const auto* whole = std::get_if<std::int64_t>(&value))
    return sqlite3_bind_int64(statement_, place, *whole);
  if (const double* real = std::get_if<double>(&value)) return sqlite3_bind_double(statement_, place, *real);
  if (const auto* text = std::get_if<std::string>(&value)) {
    return sqlite3_bind_text64(statement_, place, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
  }
  if (const Bytes* bytes = std::get_if<Bytes>(&value)) {
    return sqlite3_bind_blob64(statement_, place, bytes->data.data(), bytes->data.size(), SQLITE_STATIC);
  }
  return sqlite3_bind_null(statement_, place);
}

Row SqliteStatement::read_row() const {
  std::vector<SqlValue> columns;
  const int count = sqlite3_column_count(statement_);
  columns.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) columns.push_back(read_column(statement_, i));
  return Row(std::move(columns));
}

}  // namespace kith
