#include "store/database.h"

#include <future>

#include "store/postgres/backup.h"
#include "store/postgres/database.h"
#include "store/restore.h"
#include "store/sqlite/database.h"

namespace kith {

void Database::write(Operation operation) {
  if (on_writer_thread())
    throw std::logic_error("Database::write on the writer thread would wait for itself");
  // Shared, because the writer thread may still be inside set_value when this thread goes on.
  const auto ended = std::make_shared<std::promise<void>>();
  std::future<void> end = ended->get_future();
  write_async(std::move(operation), [ended](WriteOutcome outcome) {
    if (outcome.error) return ended->set_exception(std::move(outcome.error));
    ended->set_value();
  });
  end.get();
}

namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";

bool is_sqlite(const std::string& url) {
  if (url.starts_with(sqlite_prefix)) return true;
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) return false;
  throw StoreError("the database address must begin with sqlite: or postgresql://");
}

}  // namespace

std::unique_ptr<Database> open_database(const DatabaseOptions& options) {
  if (is_sqlite(options.url)) return open_sqlite(options.url.substr(sqlite_prefix.size()), options.readers);
  return open_postgres(options.url, options.readers);
}

void restore_database(const std::string& url, const std::filesystem::path& backup) {
  if (is_sqlite(url)) return restore_sqlite(url.substr(sqlite_prefix.size()), backup);
  restore_postgres(url, backup);
  const auto problems = open_postgres(url, 1)->check();
  if (!problems.empty()) throw StoreError("the restored database is damaged: " + problems.front());
}

}  // namespace kith
