#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"
#include "modules/interop/interop.h"

namespace kith {
namespace {

using Weight = LikelyDuplicate::Weight;

Programme named(Context& context, const Programmes& programmes, const std::string& name) {
  if (const auto by_key = programmes.find_by_key(context.tx, name)) return *by_key;
  const std::string wanted = folded(name);
  for (const Programme& each : programmes.all(context.tx)) {
    const auto& names = each.package->name;
    const bool same = std::ranges::any_of(names, [&](const auto& n) { return folded(n.second) == wanted; });
    if (same || each.id.str() == name) return each;
  }
  throw not_found();
}

bool is_accepted(const LikelyDuplicate& duplicate, AcceptDuplicates accepted) {
  if (accepted == AcceptDuplicates::all) return true;
  return accepted == AcceptDuplicates::within_file && !duplicate.already_there;
}

// Certain ones stand among the problems already; a shared phone alone says nothing.
roster::Problem as_problem(const LikelyDuplicate& duplicate, bool accepted) {
  roster::Problem out;
  out.row = duplicate.row;
  out.column = duplicate.column;
  out.code = "duplicate.likely";
  out.message = "this may be somebody who stands in ";
  out.message += duplicate.already_there ? "the programme already" : "this file twice";
  out.message += " (" + duplicate.with + "). " + duplicate.why;
  while (out.message.ends_with('.')) out.message.pop_back();
  out.cure = accepted ? "make sure that they are two people"
                      : "take the row out, or add --accept-duplicates if they are two people";
  return out;
}

std::vector<std::string> lines_of(const ImportCommand& command, const ImportReport& report) {
  roster::Problems all = report.problems;
  for (roster::Problem& each : all.listed) {
    if (each.code == "date.form_unknown") each.cure = "say with --dates dmy or --dates mdy which it is";
  }
  for (const LikelyDuplicate& each : report.duplicates) {
    if (each.weight == Weight::likely) all.add(as_problem(each, is_accepted(each, command.accepted)));
  }
  all.sort();
  return roster::format_errors(command.file.name, all);
}

std::string counted(int people, bool dry_run) {
  const std::string who = std::to_string(people) + (people == 1 ? " person" : " people");
  return dry_run ? who + " could be imported; nothing was changed" : who + " imported";
}

}  // namespace

CommandOutput run_import(Context& context, Rosters& rosters, ImportCommand command,
                         const ImportProgress& progress) {
  const Programme programme = named(context, rosters.people().programmes(), command.programme);
  const std::string name = command.file.name;
  RosterFile file = std::move(command.file);
  command.file.name = name;
  ImportOutcome outcome;
  if (command.dry_run) {
    outcome.report = rosters.check(context, programme, std::move(file));
  } else {
    outcome = rosters.import(context, programme, std::move(file), command.accepted, progress);
  }
  CommandOutput output;
  output.errors = lines_of(command, outcome.report);
  if (outcome.report.importable(command.accepted)) {
    output.out.push_back(counted(outcome.report.rows, command.dry_run));
  } else {
    output.exit_code = 1;
  }
  return output;
}

}  // namespace kith
