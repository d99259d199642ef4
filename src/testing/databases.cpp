#include "testing/databases.h"

#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace kith {

namespace {

std::string postgres_uri() {
  const char* uri = std::getenv("KITH_TEST_POSTGRES");
  return uri ? uri : "";
}

// A database that takes its place away with it.
class FreshDatabase : public Database {
 public:
  explicit FreshDatabase(const std::string& kind) : place_(kind), database_(place_.open()) {}

  void read(const Operation& operation) override { database_->read(operation); }
  void write_async(Operation operation, Done done) override {
    database_->write_async(std::move(operation), std::move(done));
  }
  void migrate(const std::vector<ModuleSchema>& schemas) override { database_->migrate(schemas); }
  void backup_to(const std::filesystem::path& file) override { database_->backup_to(file); }
  std::vector<std::string> check() override { return database_->check(); }
  DatabaseStatus status() const override { return database_->status(); }
  bool failed() const override { return database_->failed(); }
  bool on_writer_thread() const override { return database_->on_writer_thread(); }

 private:
  TestDatabase place_;
  std::unique_ptr<Database> database_;
};

}  // namespace

std::vector<std::string> test_database_kinds() {
  if (postgres_uri().empty()) return {"sqlite"};
  return {"sqlite", "postgresql"};
}

TestFolder::TestFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "kith-test-XXXXXX").string();
  if (!::mkdtemp(name.data())) throw std::runtime_error("cannot make a folder for a test");
  path_ = name;
}

TestFolder::~TestFolder() {
  std::error_code none;
  std::filesystem::remove_all(path_, none);
}

TestDatabase::TestDatabase(const std::string& kind) {
  if (kind == "sqlite") {
    url_ = "sqlite:" + (folder_.path() / "kith.db").string();
  } else if (kind == "memory") {
    url_ = "sqlite::memory:";
  } else {
    throw std::invalid_argument("no such kind of database: " + kind);
  }
}

TestDatabase::~TestDatabase() = default;

std::unique_ptr<Database> TestDatabase::open() const { return open_database({.url = url_}); }

std::unique_ptr<Database> fresh_database(const std::string& kind) {
  return std::make_unique<FreshDatabase>(kind);
}

}  // namespace kith
