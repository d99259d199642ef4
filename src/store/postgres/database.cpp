#include "store/postgres/database.h"

#include <fmt/format.h>

#include "store/engine_database.h"
#include "store/postgres/backup.h"
#include "store/postgres/connection.h"

namespace kith {

namespace {

std::vector<std::string> check_catalog(Tx& tx) {
  std::vector<std::string> problems;
  for (const Row& row : tx.query(R"(
      select c.relname
      from pg_index i
      join pg_class c on c.oid = i.indexrelid
      where not i.indisvalid or not i.indisready
      order by c.relname)")) {
    problems.push_back(
        fmt::format("the index {} is not valid; run: reindex index {}", row.text(0), row.text(0)));
  }
  for (const Row& row :
       tx.query("select conname from pg_constraint where not convalidated order by conname")) {
    problems.push_back(fmt::format("the constraint {} was never checked", row.text(0)));
  }
  return problems;
}

class PostgresDatabase : public EngineDatabase {
 public:
  PostgresDatabase(std::string uri, Parts parts) : EngineDatabase(std::move(parts)), uri_(std::move(uri)) {}

  void backup_to(const std::filesystem::path& file) override { dump_postgres(uri_, file); }

  std::vector<std::string> check() override {
    std::vector<std::string> problems;
    read([&](Tx& tx) {
      problems = check_catalog(tx);
      if (tx.query("select 1 from pg_tables where schemaname = current_schema() and tablename = 'event'")
              .empty()) {
        return;
      }
      for (std::string& gap : check_event_sequence(tx)) problems.push_back(std::move(gap));
    });
    return problems;
  }

  DatabaseStatus status() const override {
    DatabaseStatus status = EngineDatabase::status();
    status.engine = "postgresql";
    return status;
  }

 private:
  const std::string uri_;
};

}  // namespace

std::unique_ptr<Database> open_postgres(const std::string& uri, std::size_t readers) {
  EngineDatabase::Parts parts;
  parts.writer = std::make_unique<PostgresConnection>(uri);
  for (std::size_t i = 0; i < std::max<std::size_t>(readers, 1); ++i) {
    parts.readers.push_back(std::make_unique<PostgresConnection>(uri));
  }
  return std::make_unique<PostgresDatabase>(uri, std::move(parts));
}

void run_on_postgres(const std::string& uri, const std::string& sql) {
  const std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(uri.c_str()), &PQfinish);
  const PostgresResult result(PQexec(connection.get(), sql.c_str()));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw StoreError(fmt::format("{}: {}", sql, PQerrorMessage(connection.get())));
  }
}

}  // namespace kith
