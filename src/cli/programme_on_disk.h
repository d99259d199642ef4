#pragma once

#include <filesystem>
#include <string>

#include "cli/temporary_folder.h"
#include "modules/programmes/programmes.h"

namespace kith {

// A programme for a command that needs no installation.
class ProgrammeOnDisk {
 public:
  // `name` is the key of a package that comes with Kith ("reachout") or a package's folder. Throws Refusal
  // not_found "programme.unknown" and invalid "programme.wrong" (with all its problems).
  explicit ProgrammeOnDisk(const std::string& name);

  // Without an id: it stands in no database.
  const Programme& programme() const { return programme_; }
  // The folder that holds all packages that come with Kith, for as long as this lives.
  const std::filesystem::path& shipped() const { return shipped_; }

 private:
  TemporaryFolder unpacked_;
  std::filesystem::path shipped_;
  Programme programme_;
};

}  // namespace kith
