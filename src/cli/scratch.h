#pragma once

#include <string>

#include "cli/installation.h"
#include "cli/temporary_folder.h"

namespace kith {

// An installation with its database in memory and a folder that goes away with it.
class InMemory {
 public:
  InMemory();
  Installation& installation() { return *installation_; }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<Installation> installation_;
};

// For those who have nothing but spreadsheets: a programme and its rosters in memory, read by the same rules
// as `kith import`, and gone without a trace when the command ends.
class Scratch {
 public:
  // `programme` as for ProgrammeOnDisk, with the same refusals.
  explicit Scratch(const std::string& programme);

  // Adds everybody in the file, as roster_bytes() reads it, and brings them in, as if they had agreed.
  // Refuses (Refusal invalid "roster.wrong") a file with errors, one line for each: `FILE:ROW:COLUMN: what
  // was wrong; what to do`.
  void add(package::Side side, const std::string& file);

  const ProgrammeId& programme() const { return programme_; }
  Installation& installation() { return memory_.installation(); }
  void as_system(const std::function<void(Context&)>& operation);

 private:
  InMemory memory_;
  ProgrammeId programme_;
};

}  // namespace kith
