#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "modules/programmes/package/package.h"
#include "modules/programmes/programmes.h"

namespace kith {

// One person of a roster: the answers by field key, "" and blank cells left out.
using RosterPerson = std::map<std::string, Json>;

// Reads people from a file without a database: CSV as `kith import` reads it, or a JSON list of objects with
// the same names. Throws Refusal invalid "roster.wrong" whose detail names every error by row and column.
std::vector<RosterPerson> read_people(const std::string& file, const Programme& programme,
                                      package::Side side);

// A programme for a command that needs no database: the name of one that comes with Kith, or the folder of a
// package. What had to be unpacked is removed at the end.
class ProgrammeOnDisk {
 public:
  // Throws Refusal not_found "programme.unknown" and invalid "programme.wrong" (with all its problems).
  explicit ProgrammeOnDisk(const std::string& name);
  ~ProgrammeOnDisk();
  ProgrammeOnDisk(const ProgrammeOnDisk&) = delete;
  ProgrammeOnDisk& operator=(const ProgrammeOnDisk&) = delete;

  const Programme& programme() const { return programme_; }
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path unpacked_;
  std::filesystem::path folder_;
  Programme programme_;
};

}  // namespace kith
