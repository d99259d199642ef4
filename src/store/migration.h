#pragma once

#include <string>
#include <vector>

namespace kith {

// One step of a module's tables. `sql` is PostgreSQL DDL in the small common subset (types text, bigint,
// boolean, bytea, double precision); the SQLite engine replaces the type names and makes tables STRICT.
// A step is never edited once shipped.
struct Migration {
  std::string version;  // "0001_start"
  std::string sql;      // statements separated by ";" at line ends
};

struct ModuleSchema {
  std::string module;
  std::vector<Migration> steps;
};

}  // namespace kith
