#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "modules/programmes/package/findings.h"

namespace kith::package {

// The files of a package by their path in the folder, with "/" between.
using Files = std::map<std::string, std::string>;

// Every YAML file a package must have, besides its texts.
const std::vector<std::string>& package_files();

// Reads the files into memory. A package can come from a stranger: at most 200 files of at most 1 MB, no
// links, and nothing but the names that belong in a package. Names that begin with "." and the folder tests/
// are left alone.
Files read_folder(const std::filesystem::path& folder, Findings& findings);

}  // namespace kith::package
