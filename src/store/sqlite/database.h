#pragma once

#include <memory>
#include <string>

#include "store/database.h"

namespace kith {

// `place` is a file, or ":memory:".
std::unique_ptr<Database> open_sqlite(const std::string& place, std::size_t readers);

}  // namespace kith
