#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modules/programmes/package/package.h"

namespace kith::package {

// Where something stands in a package. Lines and columns count from 1; 0 means the whole file.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

// Collects what is wrong, so that one run names everything.
class Findings {
 public:
  void add(const Place& place, std::string what, std::string cure);
  bool empty() const { return problems_.empty(); }
  // Ordered by file, line and column, each problem once.
  std::vector<PackageProblem> take();

 private:
  std::vector<PackageProblem> problems_;
};

// What somebody wrote, in quotation marks, short and without control characters.
std::string in_quotes(std::string_view written);

// "a, b or c"
std::string one_of(const std::vector<std::string>& names);

// The name that was most likely meant, or "" when none is near.
std::string nearest(std::string_view written, const std::vector<std::string>& names);

// A cure for a name that is not known: "did you mean "x"? Known are a, b or c".
std::string choose_from(std::string_view written, const std::vector<std::string>& names);

}  // namespace kith::package
