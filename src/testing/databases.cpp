#include "testing/databases.h"

#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>

#include "store/postgres/database.h"

namespace kith {

namespace {

std::string postgres_uri() {
  const char* uri = std::getenv("KITH_TEST_POSTGRES");
  return uri ? uri : "";
}

std::string fresh_name() {
  static std::atomic<int> counter = 0;
  return "kith_test_" + std::to_string(::getpid()) + "_" + std::to_string(++counter);
}

std::string uri_of_database(const std::string& name) {
  const std::string uri = postgres_uri();
  return uri + (uri.find('?') == std::string::npos ? "?" : "&") + "dbname=" + name;
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
  } else if (kind == "postgresql" && !postgres_uri().empty()) {
    name_ = fresh_name();
    run_on_postgres(postgres_uri(),
                    "create database " + name_ + " template template0 encoding 'UTF8' locale 'C'");
    url_ = uri_of_database(name_);
  } else {
    throw std::invalid_argument("no such kind of database: " + kind);
  }
}

TestDatabase::~TestDatabase() {
  if (name_.empty()) return;
  try {
    run_on_postgres(postgres_uri(), "drop database if exists " + name_ + " with (force)");
  } catch (const StoreError& error) {
    std::fprintf(stderr, "a test database was left behind: %s\n", error.what());
  }
}

std::unique_ptr<Database> TestDatabase::open() const { return open_database({.url = url_}); }

std::unique_ptr<Database> fresh_database(const std::string& kind) {
  return std::make_unique<FreshDatabase>(kind);
}

}  // namespace kith
