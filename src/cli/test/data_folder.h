#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "cli/installation.h"
#include "testing/databases.h"

namespace kith {

// A data folder as an operator has one.
class DataFolder {
 public:
  const std::filesystem::path& path() const { return folder_.path(); }
  std::filesystem::path file(const std::string& name) const { return path() / name; }
  void write(const std::string& name, const std::string& content, unsigned mode = 0600) const;
  std::string read(const std::string& name) const;
  // Every file and its content: to see that nothing was changed.
  std::map<std::string, std::string> content() const;
  Settings settings() const { return read_settings(path()); }

 private:
  TestFolder folder_;
};

struct Printed {
  int exit_code = 0;
  std::string out;
  std::string error;
};

// `kith` with these arguments, in this process.
Printed kith_command(const std::vector<std::string>& arguments);

// The refusal's words, or "" when nothing was refused.
std::string refused(const std::function<void()>& act);

// Puts a programme with a participant of that name into a folder.
void add_somebody(Installation& installation, const std::string& first_name);
std::int64_t count(Database& database, const std::string& sql);

}  // namespace kith
