#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/connection.h"
#include "store/postgres/values.h"

namespace kith {

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PostgresResult = std::unique_ptr<PGresult, ClearResult>;

// One connection to a PostgreSQL server. Every writing transaction first takes one advisory lock, so that the
// writes of several nodes run one after another and event sequences have no gaps, in commit order.
class PostgresConnection : public Connection {
 public:
  explicit PostgresConnection(std::string uri);
  ~PostgresConnection() override;
  PostgresConnection(const PostgresConnection&) = delete;
  PostgresConnection& operator=(const PostgresConnection&) = delete;

  void begin_read() override;
  void begin_write() override;
  void commit() override;
  void roll_back() noexcept override;
  void savepoint() override { control("savepoint operation"); }
  void release() override { control("release savepoint operation"); }
  void roll_back_to_savepoint() override { control("rollback to savepoint operation"); }
  void run_script(std::string_view sql) override;
  Health health() const override { return lost_ ? Health::lost : Health::sound; }
  bool reconnect() override;

 protected:
  Result run_statement(std::string_view sql, const SqlParams& params) override;

 private:
  void connect();
  void require_safe_server();
  void require_setting(const char* question, std::string_view wanted, const char* cure);
  const std::string& prepared(std::string_view sql, const PostgresParams& params);
  void prepare_guessing_nulls(const std::string& name, std::string_view sql, const PostgresParams& params);
  PostgresResult prepare(const std::string& name, std::string_view sql, const std::vector<Oid>& types);
  void begin(const char* sql);
  void control(const char* sql);
  void require_success(const PGresult* result, std::string_view sql);
  [[noreturn]] void fail(const PGresult* result, std::string_view sql);

  const std::string uri_;
  PGconn* handle_ = nullptr;
  bool lost_ = false;
  std::unordered_map<std::string, std::string> statements_;  // kinds and text, to the prepared name
  std::int64_t prepared_so_far_ = 0;
};

}  // namespace kith
