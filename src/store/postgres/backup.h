#pragma once

#include <filesystem>
#include <string>

namespace kith {

// A custom-format pg_dump of the database at `uri`, checked with pg_restore --list and synced. Both programs
// must be in PATH, of the server's version or later. The password reaches them by their environment, never as
// an argument that others can see. Throws StoreError.
void dump_postgres(const std::string& uri, const std::filesystem::path& file);

// Puts such a dump into the database at `uri`, wholly or not at all. Refuses a database that holds anything
// already. Everything then belongs to the user of `uri`, whoever owned it before. Throws StoreError.
void restore_postgres(const std::string& uri, const std::filesystem::path& file);

}  // namespace kith
