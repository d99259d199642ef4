#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "store/database.h"

namespace kith {

// `place` is a file, or ":memory:".
std::unique_ptr<Database> open_sqlite(const std::string& place, std::size_t readers);

// Checks the copy and gives it the name `file`, which must be free, companions included: what an earlier
// database left in its write-ahead log would be played into this one. Both must be in one folder.
void restore_sqlite(const std::filesystem::path& file, const std::filesystem::path& copy);

}  // namespace kith
