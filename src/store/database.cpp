#include "store/database.h"

#include <future>

#include "store/postgres/database.h"
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

std::unique_ptr<Database> open_database(const DatabaseOptions& options) {
  const std::string& url = options.url;
  if (url.starts_with("sqlite:")) return open_sqlite(url.substr(7), options.readers);
  if (url.starts_with("postgresql://") || url.starts_with("postgres://")) {
    return open_postgres(url, options.readers);
  }
  throw StoreError("the database address must begin with sqlite: or postgresql://");
}

}  // namespace kith
