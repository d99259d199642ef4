#pragma once

#include <filesystem>
#include <string>

#include "cli/installation.h"

namespace kith {

// An installation with its database in memory and a folder that goes away with it.
class InMemory {
 public:
  InMemory();
  ~InMemory();
  InMemory(const InMemory&) = delete;
  InMemory& operator=(const InMemory&) = delete;
  Installation& installation() { return *installation_; }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Installation> installation_;
};

// For those who have nothing but spreadsheets: a programme and its rosters in memory, read by the same rules
// as `kith import`, and gone without a trace when the command ends.
class Scratch {
 public:
  // `programme` is the key of a package that Kith ships ("reachout") or a package's folder. Refuses (Refusal
  // invalid "scratch.programme") what is neither; a package with mistakes is refused with all of them named.
  explicit Scratch(const std::string& programme);

  // Adds everybody in the file and brings them in, as if they had agreed. A file whose name ends in .json
  // holds a list of objects, one for each person, with the columns' names for members. Refuses (Refusal
  // invalid "scratch.roster") a file with errors, one line for each: `FILE:ROW:COLUMN: what was wrong; what
  // to do`.
  void add(package::Side side, const std::string& file);

  const ProgrammeId& programme() const { return programme_; }
  Installation& installation() { return memory_.installation(); }
  void as_system(const std::function<void(Context&)>& operation);

 private:
  InMemory memory_;
  ProgrammeId programme_;
};

// A whole file's bytes; refuses (Refusal invalid "file.unreadable") what cannot be read.
std::string contents_of_file(const std::string& path);

}  // namespace kith
