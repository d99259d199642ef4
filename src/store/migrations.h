#pragma once

#include <vector>

#include "store/connection.h"
#include "store/migration.h"

namespace kith {

// Applies what is missing; the contract is Database::migrate's.
void apply_migrations(Connection& connection, const std::vector<ModuleSchema>& schemas);

}  // namespace kith
