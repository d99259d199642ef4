#include "modules/interop/csv/date_form.h"

#include "modules/interop/csv/dates.h"
#include "modules/interop/csv/table.h"

namespace kith::roster {
namespace {

struct Evidence {
  std::optional<DateQuestion> dmy;
  std::optional<DateQuestion> mdy;
  std::optional<DateQuestion> either;

  bool contradicts() const { return dmy && mdy; }
};

std::vector<const Column*> date_columns(const ColumnPlan& plan, std::span<const FieldSpec> fields) {
  std::vector<const Column*> out;
  for (const Column& each : plan.columns) {
    const bool read = each.state == ColumnState::matched && each.field;
    if (read && fields[*each.field].kind == Kind::date) out.push_back(&each);
  }
  return out;
}

void look_at(const Record& record, const Column& column, Evidence& evidence) {
  const auto index = static_cast<std::size_t>(column.number - 1);
  const std::string cell = trimmed_cell(record.cells[index]);
  if (cell.empty()) return;
  const DateReading reading = read_date(cell, DateForm::ask);
  auto* seen = reading.evidence == DateEvidence::dmy      ? &evidence.dmy
               : reading.evidence == DateEvidence::mdy    ? &evidence.mdy
               : reading.evidence == DateEvidence::either ? &evidence.either
                                                          : nullptr;
  if (seen && !*seen) *seen = DateQuestion{record.row, column.number, column.header, cell};
}

Evidence gather(const Roster& roster, const std::vector<const Column*>& columns) {
  Evidence evidence;
  RecordReader records(roster.text, roster.delimiter, roster.header_offset, roster.header_row);
  Record record;
  records.next(record);
  while (!evidence.contradicts() && records.next(record)) {
    if (record.count != roster.headers.size() || !record.flaws.empty()) continue;
    for (const Column* each : columns) look_at(record, *each, evidence);
  }
  return evidence;
}

Problem mixed(const DateQuestion& at, const DateQuestion& other, std::string_view order) {
  return {at.row,
          at.column,
          at.header,
          "date.mixed_forms",
          quoted(at.cell) + " has the " + std::string(order) + " first, but " + quoted(other.cell) +
              " in row " + std::to_string(other.row) + ", column " + std::to_string(other.column) +
              " does not",
          "write all dates the same way, best as year-month-day"};
}

}  // namespace

DateFormFinding find_date_form(const Roster& roster, const ColumnPlan& plan,
                               std::span<const FieldSpec> fields, DateForm stated) {
  if (stated != DateForm::ask) return {.form = stated, .question = {}, .problems = {}};
  const auto columns = date_columns(plan, fields);
  if (columns.empty()) return {};
  const Evidence evidence = gather(roster, columns);
  DateFormFinding out;
  if (evidence.contradicts()) {
    out.problems = {mixed(*evidence.dmy, *evidence.mdy, "day"), mixed(*evidence.mdy, *evidence.dmy, "month")};
  } else if (evidence.dmy) {
    out.form = DateForm::dmy;
  } else if (evidence.mdy) {
    out.form = DateForm::mdy;
  } else if (evidence.either) {
    const DateQuestion& at = *evidence.either;
    out.question = at;
    out.problems.push_back({at.row, at.column, at.header, "date.form_unknown",
                            quoted(at.cell) + " may have the day first or the month first",
                            "say which form the dates of this file have"});
  }
  return out;
}

}  // namespace kith::roster
