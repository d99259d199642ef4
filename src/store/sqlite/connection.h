#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/connection.h"
#include "store/sqlite/statement.h"

namespace kith {

// One SQLite connection with the settings of promises.md appendix B, each read back after it was set.
// Only the writing connection writes and checkpoints.
class SqliteConnection : public Connection {
 public:
  enum class Role { writer, reader, memory };
  SqliteConnection(const std::string& file, Role role);
  ~SqliteConnection() override;
  SqliteConnection(const SqliteConnection&) = delete;
  SqliteConnection& operator=(const SqliteConnection&) = delete;

  void begin_read() override;
  void begin_write() override;
  void commit() override;
  void roll_back() noexcept override;
  void savepoint() override { control("savepoint operation"); }
  void release() override { control("release operation"); }
  void roll_back_to_savepoint() override { control("rollback to operation"); }
  void run_script(std::string_view sql) override;
  Health health() const override { return ruined_ ? Health::ruined : Health::sound; }
  void tend(bool idle) override;

  sqlite3* handle() { return handle_; }

 protected:
  Result run_statement(std::string_view sql, const SqlParams& params) override;

 private:
  void open(const std::string& file);
  void configure();
  void set_and_assert(std::string_view setting, std::string_view value, std::string_view wanted);
  SqliteStatement& prepared(std::string_view sql);
  void control(std::string_view sql);
  [[noreturn]] void fail(int code, std::string_view sql);
  void checkpoint(int mode);

  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  const Role role_;
  sqlite3* handle_ = nullptr;
  bool ruined_ = false;
  std::int64_t page_size_ = 0;
  std::int64_t wal_pages_ = 0;
  std::int64_t next_checkpoint_bytes_ = 0;
  std::unordered_map<std::string, std::unique_ptr<SqliteStatement>, TextHash, std::equal_to<>> statements_;
};

// PostgreSQL DDL in SQLite's words: type names replaced and every table made STRICT.
std::string to_sqlite_ddl(std::string_view sql);

}  // namespace kith
