#pragma once

#include <filesystem>
#include <string>

namespace kith {

// Puts what backup_to() of the same engine wrote into the database at `url`. SQLite: the file must not be
// there, nor what an earlier one left beside it; `backup` lies in the same folder and becomes the file, after
// a check. PostgreSQL: the database must hold nothing, and gets all of it in one transaction. Throws
// StoreError with the cure.
void restore_database(const std::string& url, const std::filesystem::path& backup);

}  // namespace kith
