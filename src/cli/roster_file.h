#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/json.h"
#include "modules/programmes/package/package.h"
#include "modules/programmes/programmes.h"

namespace kith {

// A whole file's bytes; refuses (Refusal invalid "file.unreadable") what cannot be read.
std::string contents_of_file(const std::string& path);

// A roster's bytes as `kith import` takes them. A file whose name ends in .json holds a list of objects, one
// for each person, with the columns' names for members; it becomes the CSV file that says the same. Refuses
// (Refusal invalid "roster.wrong") JSON that is no such list.
std::string roster_bytes(const std::string& file);

// One person of a roster: the answers by field key, "" and blank cells left out.
using RosterPerson = std::map<std::string, Json>;

// Reads people from such a file without a database. Throws Refusal invalid "roster.wrong" whose detail names
// every error by row and column.
std::vector<RosterPerson> read_people(const std::string& file, const Programme& programme,
                                      package::Side side);

}  // namespace kith
