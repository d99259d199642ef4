#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <string>
#include <vector>

#include "store/database.h"

namespace kith {

// Copies the whole database to a new file, checks the copy and syncs it. Throws StoreError.
void copy_sqlite(sqlite3* source, const std::filesystem::path& file);

// integrity_check and foreign_key_check in words; empty when sound.
std::vector<std::string> check_sqlite(Tx& tx);

}  // namespace kith
