#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kernel/module.h"
#include "kernel/reach.h"
#include "modules/interop/csv/roster.h"
#include "modules/people/people.h"

// Interop: rosters that come in and go out as CSV files. A roster is imported whole or not at all: every
// error is named by row and column before anything is written, and nobody is ever merged with somebody else.
// Refusal codes: interop.not_ready, interop.already_imported, interop.duplicates_open.
namespace kith {

// The things that a Reach opens in this module.
struct ImportDrafts;  // rosters that were uploaded and not yet imported

// What was chosen for one file.
struct ImportSettings {
  roster::ChosenColumns columns;
  roster::DateForm date_form = roster::DateForm::ask;
};

struct RosterFile {
  package::Side side = package::Side::participant;
  std::string name;
  std::string bytes;
  ImportSettings settings;
};

// A row that may speak of somebody who stands elsewhere in the file or is already in the programme.
struct LikelyDuplicate {
  enum class Weight { note, likely, certain };  // certain: the same reference or e-mail address
  int row = 0;
  int column = 1;
  std::string name;
  std::string with;  // "Row 7: Ann Bell", or the name of the person already there
  std::string why;   // one plain sentence
  Weight weight = Weight::note;
  bool already_there = false;  // else in the same file
};

// Which likely duplicates the person asking has looked at and means to import as people of their own. Certain
// ones are never imported.
enum class AcceptDuplicates { none, within_file, all };

struct ImportReport {
  int rows = 0;
  roster::Problems problems;                // of cells and columns, certain duplicates among them
  std::vector<LikelyDuplicate> duplicates;  // weightiest first, at most 1,000
  bool readable = false;                    // there is somebody to import and nothing is wrong

  bool importable(AcceptDuplicates accepted) const;
};

struct ImportOutcome {
  ImportReport report;
  int imported = 0;  // 0, or everybody
};

// Called now and then while people are added. What it throws undoes the import.
using ImportProgress = std::function<void(std::size_t done, std::size_t total)>;

// The fields that a roster of one side may have columns for: the programme's identity questions, then its
// profile questions. A place has two more fields, "<key>.latitude" and "<key>.longitude". Dates of what lies
// in the past (birth, agreement on paper, first asking) are at most `today`.
std::vector<roster::FieldSpec> roster_fields(const Programme& programme, package::Side side,
                                             const std::string& language, Date today);

class Rosters {
 public:
  explicit Rosters(People& people) : people_(people) {}

  // Reads the file and compares it with the people already there; changes nothing.
  ImportReport check(Context& context, const Programme& programme, RosterFile file) const;

  // Adds everybody in the file, or nobody when the report says so. Each becomes a person in state "imported",
  // with the consent that the roster records on paper and the day since when they wait. Emits
  // interop.people_imported.
  ImportOutcome import(Context& context, const Programme& programme, RosterFile file,
                       AcceptDuplicates accepted, const ImportProgress& progress = {});

  // The people of one side as a file that check and import read again: UTF-8, formulas made harmless. Ended
  // parts are left out. Emits interop.people_exported.
  std::string export_people(Context& context, const ProgrammeId& programme, package::Side side) const;

  People& people() const { return people_; }

 private:
  People& people_;
};

// `kith import FILE --programme NAME --as participants|supporters [--dry-run]`, without the files and the
// terminal.
struct ImportCommand {
  std::string programme;  // key, id or name
  RosterFile file;
  AcceptDuplicates accepted = AcceptDuplicates::within_file;
  bool dry_run = false;
};

struct CommandOutput {
  int exit_code = 0;                // 1 when anything is wrong; then nothing was changed
  std::vector<std::string> out;     // how many were imported
  std::vector<std::string> errors;  // "FILE:ROW:COLUMN: what was wrong; what to do", and notes of that form
};

// Runs in the caller's transaction as the system; refuses not_found for an unknown programme.
CommandOutput run_import(Context& context, Rosters& rosters, ImportCommand command,
                         const ImportProgress& progress = {});

// The only makers of reach over drafts (reach.cpp): coordinators of the programme, and the clearing job.
Reach<ImportDrafts> reach_import_drafts(const Context& context, const ProgrammeId& programme);
Reach<ImportDrafts> reach_import_drafts_as_system(const Context& context);

std::unique_ptr<Module> make_interop_module(Rosters& rosters);

}  // namespace kith
