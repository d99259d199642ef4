#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "store/database.h"

namespace kith {

// Databases for tests. Every store test and case file runs on each kind: "sqlite" always, and "postgresql"
// when KITH_TEST_POSTGRES holds the URI of a server where databases may be made (tools/with-postgres starts
// one).
std::vector<std::string> test_database_kinds();

// A folder of its own that goes away with this.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// The address of an empty database that nobody else uses; it is dropped with this. For tests that open a
// database more than once.
class TestDatabase {
 public:
  explicit TestDatabase(const std::string& kind);
  ~TestDatabase();
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  const std::string& url() const { return url_; }
  std::unique_ptr<Database> open() const;

 private:
  TestFolder folder_;
  std::string name_;  // PostgreSQL only
  std::string url_;
};

// An open, empty database that is dropped when it is destroyed. "memory" is SQLite in memory: quicker, for
// tests that are not about the store.
std::unique_ptr<Database> fresh_database(const std::string& kind);

}  // namespace kith
