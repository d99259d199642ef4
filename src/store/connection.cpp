#include "store/connection.h"

#include <cmath>

namespace kith {

void Connection::start_operation() {
  error_ = nullptr;
  memory().clear();
}

Tx::Result Connection::run(std::string_view sql, SqlParams params) {
  if (error_) throw StoreError("an earlier statement of this operation failed");
  try {
    check_params(params);
    return run_statement(sql, params);
  } catch (...) {
    error_ = std::current_exception();
    throw;
  }
}

void check_params(const SqlParams& params) {
  for (const SqlValue& param : params) {
    if (const double* number = std::get_if<double>(&param); number && !std::isfinite(*number)) {
      throw StoreError("a parameter is not a finite number");
    }
    if (const auto* text = std::get_if<std::string>(&param); text && text->find('\0') != std::string::npos) {
      throw StoreError("a text parameter holds a NUL byte");
    }
  }
}

void run_read(Connection& connection, const Database::Operation& operation) {
  connection.start_operation();
  connection.begin_read();
  try {
    operation(connection);
  } catch (...) {
    connection.roll_back();
    connection.start_operation();
    throw;
  }
  connection.roll_back();
  const std::exception_ptr swallowed = connection.error();
  connection.start_operation();
  if (swallowed) std::rethrow_exception(swallowed);
}

}  // namespace kith
