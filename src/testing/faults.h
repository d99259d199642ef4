#pragma once

#include <atomic>
#include <cstddef>

#include "store/database.h"

namespace kith {

// A database whose writes can be made to fail at any one statement, as a full disk or a crash would make
// them.
class FaultyDatabase : public Database {
 public:
  explicit FaultyDatabase(Database& inner) : inner_(inner) {}

  // The n-th statement of the writes from now on throws a StoreError, once; 0 for none.
  void fail_at(std::size_t statement);
  // Whether that statement was reached.
  bool has_failed() const { return fired_; }

  void read(const Operation& operation) override { inner_.read(operation); }
  void write_async(Operation operation, Done done) override;
  void migrate(const std::vector<ModuleSchema>& schemas) override { inner_.migrate(schemas); }
  void backup_to(const std::filesystem::path& file) override { inner_.backup_to(file); }
  std::vector<std::string> check() override { return inner_.check(); }
  DatabaseStatus status() const override { return inner_.status(); }
  bool failed() const override { return inner_.failed(); }
  bool on_writer_thread() const override { return inner_.on_writer_thread(); }

 private:
  class Statements;
  void before_statement();

  Database& inner_;
  std::atomic<std::size_t> fail_at_ = 0;
  std::atomic<std::size_t> count_ = 0;
  std::atomic<bool> fired_ = false;
};

}  // namespace kith
