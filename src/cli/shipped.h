#pragma once

#include <filesystem>

namespace kith {

// Writes the programme packages that stand inside the binary below `folder`, replacing what an earlier
// version of Kith put there, and returns the folder that holds one folder for each package.
std::filesystem::path unpack_shipped_programmes(const std::filesystem::path& folder);

}  // namespace kith
