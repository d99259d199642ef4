#pragma once

#include <exception>
#include <string_view>

#include "store/database.h"

namespace kith {

// One connection to an engine, inside store/ only: what the group writer, the read pool and the migrations
// need. Used by one thread at a time.
class Connection : public Tx {
 public:
  // sound: go on. lost: nothing is known about the open transaction, reconnect() may help.
  // ruined: the store itself failed (I/O, full disk, damage); only a new process can help.
  enum class Health { sound, lost, ruined };

  virtual void begin_read() = 0;
  virtual void begin_write() = 0;
  // Durable when it returns; when it throws StoreError, nobody knows.
  virtual void commit() = 0;
  virtual void roll_back() noexcept = 0;

  virtual void savepoint() = 0;
  virtual void release() = 0;
  virtual void roll_back_to_savepoint() = 0;

  // Runs the statements of a migration, written in PostgreSQL's DDL, inside the open transaction.
  virtual void run_script(std::string_view sql) = 0;

  virtual Health health() const = 0;
  virtual bool reconnect() { return false; }
  // Housekeeping between commits; `idle` when no write has come for a while.
  virtual void tend(bool idle) { static_cast<void>(idle); }

  bool may_write() const final { return writing_; }

  // The operation whose statements come next is a fresh one.
  void start_operation();
  // The first failed statement of the operation.
  std::exception_ptr error() const { return error_; }

 protected:
  virtual Result run_statement(std::string_view sql, const SqlParams& params) = 0;
  Result run(std::string_view sql, SqlParams params) final;
  void set_writing(bool writing) { writing_ = writing; }

 private:
  bool writing_ = false;
  std::exception_ptr error_;
};

// Runs `operation` in a read transaction of `connection`.
void run_read(Connection& connection, const Database::Operation& operation);

// Throws StoreError when a parameter is something that one of the engines cannot keep.
void check_params(const SqlParams& params);

}  // namespace kith
