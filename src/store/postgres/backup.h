#pragma once

#include <filesystem>
#include <string>

namespace kith {

// A custom-format pg_dump of the database at `uri`, checked with pg_restore --list and synced. Both programs
// must be in PATH, of the server's version or later. The password reaches them by their environment, never as
// an argument that others can see. Throws StoreError.
void dump_postgres(const std::string& uri, const std::filesystem::path& file);

}  // namespace kith
