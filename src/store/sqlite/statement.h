#pragma once

#include <sqlite3.h>

#include <string_view>
#include <vector>

#include "store/value.h"

namespace kith {

// A prepared statement. Its functions return SQLite's result code and leave the meaning of it to the
// connection.
class SqliteStatement {
 public:
  // Throws StoreError when the text is wrong, holds more than one statement, or names parameters not as $1,
  // $2, ...
  SqliteStatement(sqlite3* connection, std::string_view sql);
  ~SqliteStatement();
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  bool only_reads() const { return sqlite3_stmt_readonly(statement_) != 0; }

  // Runs to the end, adding what comes back to `rows`. Throws StoreError when the number of parameters is
  // wrong.
  int run(const SqlParams& params, Rows& rows);

 private:
  int bind(const SqlParams& params);
  int bind_one(int place, const SqlValue& value);
  Row read_row() const;

  sqlite3_stmt* statement_ = nullptr;
  std::vector<std::size_t> number_of_place_;  // which parameter ($n) stands at SQLite's i-th place
  std::size_t wanted_ = 0;                    // the highest n
};

}  // namespace kith
