#include "store/postgres/connection.h"

#include <fmt/format.h>

#include <cstdlib>

namespace kith {

namespace {

constexpr std::size_t most_statements = 1000;
constexpr const char* session_settings =
    "set client_encoding = 'UTF8'; set bytea_output = 'hex'; set synchronous_commit = on; "
    "set standard_conforming_strings = on; set extra_float_digits = 1; set client_min_messages = warning; "
    "set idle_in_transaction_session_timeout = '60s'";
// The number is Kith's own mark ("kith" in ASCII): all nodes must use the same.
constexpr const char* begin_writing =
    "begin isolation level read committed; select pg_advisory_xact_lock(1802073192)";

// Errors that say that the server, not this statement, is in trouble: no resources, shut down, I/O, internal.
bool is_server_error(std::string_view state) {
  return state.starts_with("08") || state.starts_with("53") || state.starts_with("57") ||
         state.starts_with("58") || state.starts_with("XX");
}

std::string field(const PGresult* result, int code) {
  const char* text = result ? PQresultErrorField(result, code) : nullptr;
  return text ? text : "";
}

}  // namespace

PostgresConnection::PostgresConnection(std::string uri) : uri_(std::move(uri)) {
  try {
    connect();
    require_safe_server();
  } catch (...) {
    PQfinish(handle_);
    throw;
  }
}

PostgresConnection::~PostgresConnection() { PQfinish(handle_); }

void PostgresConnection::connect() {
  PQfinish(handle_);
  statements_.clear();
  lost_ = true;
  set_writing(false);
  const char* keywords[] = {"dbname", "application_name", "connect_timeout", "keepalives_idle", nullptr};
  const char* values[] = {uri_.c_str(), "kith", "5", "30", nullptr};
  handle_ = PQconnectdbParams(keywords, values, 1);
  if (PQstatus(handle_) != CONNECTION_OK) {
    throw StoreError(fmt::format("cannot reach PostgreSQL: {}", PQerrorMessage(handle_)));
  }
  lost_ = false;
  control(session_settings);
}

void PostgresConnection::require_safe_server() {
  require_setting("show fsync", "on", "set fsync = on, without which data could be lost");
  require_setting("show full_page_writes", "on",
                  "set full_page_writes = on, without which data could be lost");
  require_setting("show server_encoding", "UTF8", "make the database with encoding 'UTF8'");
  require_setting(
      "select case when datcollate in ('C', 'POSIX') then 'C' else datcollate end from pg_database where "
      "datname = "
      "current_database()",
      "C", "make the database with: create database kith template template0 encoding 'UTF8' locale 'C'");
}

void PostgresConnection::require_setting(const char* question, std::string_view wanted, const char* cure) {
  const Rows rows = run_statement(question, {}).rows;
  if (rows.size() == 1 && rows[0].text(0) == wanted) return;
  throw StoreError(fmt::format("Kith does not start with this PostgreSQL database; {}", cure));
}

bool PostgresConnection::reconnect() {
  try {
    connect();
    return true;
  } catch (const StoreError&) {
    return false;
  }
}

void PostgresConnection::begin_read() { begin("begin isolation level repeatable read read only"); }

void PostgresConnection::begin_write() {
  begin(begin_writing);
  set_writing(true);
}

// When the server went away since the last transaction, nothing was asked of it yet, and asking again is
// safe.
void PostgresConnection::begin(const char* sql) {
  if (!lost_) {
    try {
      return control(sql);
    } catch (const StoreError&) {
      if (!lost_) throw;
    }
  }
  connect();
  control(sql);
}

void PostgresConnection::commit() {
  const PostgresResult result(PQexec(handle_, "commit"));
  set_writing(false);
  require_success(result.get(), "commit");
  // The commit of a transaction in error answers ROLLBACK.
  if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
    throw StoreError("the transaction did not commit");
}

void PostgresConnection::roll_back() noexcept {
  set_writing(false);
  if (lost_ || PQtransactionStatus(handle_) == PQTRANS_IDLE) return;
  const PostgresResult result(PQexec(handle_, "rollback"));
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK) lost_ = true;
}

void PostgresConnection::run_script(std::string_view sql) {
  const PostgresResult result(PQexec(handle_, std::string(sql).c_str()));
  require_success(result.get(), sql);
}

Tx::Result PostgresConnection::run_statement(std::string_view sql, const SqlParams& params) {
  const PostgresParams bound(params);
  const std::string& name = prepared(sql, bound);
  const PostgresResult result(PQexecPrepared(handle_, name.c_str(), bound.count(), bound.values(),
                                             bound.lengths(), bound.formats(), 0));
  require_success(result.get(), sql);
  const std::string_view done = PQcmdStatus(result.get());
  const bool changes = done.starts_with("INSERT") || done.starts_with("UPDATE") || done.starts_with("DELETE");
  return {read_rows(result.get()), changes ? std::atoll(PQcmdTuples(result.get())) : 0};
}

const std::string& PostgresConnection::prepared(std::string_view sql, const PostgresParams& params) {
  std::string key = fmt::format("{}:{}", params.signature(), sql);
  const auto found = statements_.find(key);
  if (found != statements_.end()) return found->second;
  if (statements_.size() >= most_statements) {
    control("deallocate all");
    statements_.clear();
  }
  std::string name = fmt::format("s{}", ++prepared_so_far_);
  if (highest_parameter(sql) != params.count()) {
    throw StoreError(fmt::format("{} parameters for: {}", params.count(), sql));
  }
  if (params.has_null()) {
    prepare_guessing_nulls(name, sql, params);
  } else {
    require_success(prepare(name, sql, params.types_with_null_as(0)).get(), sql);
  }
  return statements_.emplace(std::move(key), std::move(name)).first->second;
}

// A NULL's type follows from where it stands, but not in "$1 is null". There the possible types are tried,
// under a savepoint of their own, because a failed try would end the transaction.
void PostgresConnection::prepare_guessing_nulls(const std::string& name, std::string_view sql,
                                                const PostgresParams& params) {
  control("savepoint guess");
  const PostgresResult first = prepare(name, sql, params.types_with_null_as(0));
  const std::string state = field(first.get(), PG_DIAG_SQLSTATE);
  bool done = PQresultStatus(first.get()) == PGRES_COMMAND_OK;
  if (state == "42P08" || state == "42P18") {
    for (const Oid type : possible_null_types) {
      control("rollback to savepoint guess");
      done = PQresultStatus(prepare(name, sql, params.types_with_null_as(type)).get()) == PGRES_COMMAND_OK;
      if (done) break;
    }
  }
  if (!done) fail(first.get(), sql);
  control("release savepoint guess");
}

PostgresResult PostgresConnection::prepare(const std::string& name, std::string_view sql,
                                           const std::vector<Oid>& types) {
  return PostgresResult(PQprepare(handle_, name.c_str(), std::string(sql).c_str(),
                                  static_cast<int>(types.size()), types.data()));
}

void PostgresConnection::control(const char* sql) {
  const PostgresResult result(PQexec(handle_, sql));
  require_success(result.get(), sql);
}

void PostgresConnection::require_success(const PGresult* result, std::string_view sql) {
  const ExecStatusType status = PQresultStatus(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail(result, sql);
}

// The server's detail and hint may quote what people wrote, so only names and codes are passed on; of a wrong
// statement (class 42) also the message.
void PostgresConnection::fail(const PGresult* result, std::string_view sql) {
  const std::string state = field(result, PG_DIAG_SQLSTATE);
  if (PQstatus(handle_) != CONNECTION_OK || state.empty() || is_server_error(state)) lost_ = true;
  const std::string what = state.starts_with("42") ? field(result, PG_DIAG_MESSAGE_PRIMARY)
                                                   : field(result, PG_DIAG_CONSTRAINT_NAME);
  const std::string text = fmt::format("PostgreSQL {} {} in: {}", state.empty() ? "lost" : state, what, sql);
  if (state == "23505") throw UniqueViolation(text);
  throw StoreError(text);
}

}  // namespace kith
