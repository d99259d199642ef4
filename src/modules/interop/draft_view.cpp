#include "modules/interop/draft_view.h"

#include <algorithm>
#include <set>

#include "modules/interop/csv/problems.h"

namespace kith {
namespace {

constexpr std::size_t most_errors_shown = 200;
constexpr std::size_t most_duplicates_shown = 200;
constexpr int first_rows = 20;
constexpr std::size_t most_rows_shown = 50;
constexpr std::size_t most_samples = 3;
constexpr std::size_t longest_sample = 80;
constexpr std::size_t longest_cell_shown = 200;

std::string_view word_for(char delimiter) {
  if (delimiter == ';') return "semicolon";
  return delimiter == '\t' ? "tab" : "comma";
}

// The first rows, and as many rows with errors as fit.
std::vector<roster::RawRow> rows_to_show(const RosterReading& reading) {
  std::set<int> with_errors;
  for (const roster::Problem& each : reading.result.problems.listed) {
    if (with_errors.size() == most_rows_shown - first_rows) break;
    if (each.row > reading.roster.header_row) with_errors.insert(each.row);
  }
  return roster::raw_rows_with(reading.roster, first_rows, with_errors);
}

void add_columns(ImportView& view, const RosterReading& reading, const std::vector<roster::RawRow>& rows) {
  for (const roster::Column& each : reading.plan.columns) {
    ImportColumn column{each.number,
                        roster::on_one_line(each.header, longest_cell_shown),
                        each.field ? reading.fields[*each.field].key : "",
                        each.matched_by,
                        {}};
    const auto index = static_cast<std::size_t>(each.number) - 1;
    for (const roster::RawRow& row : rows) {
      if (column.samples.size() == most_samples) break;
      if (index >= row.cells.size() || row.cells[index].empty()) continue;
      column.samples.push_back(roster::on_one_line(row.cells[index], longest_sample));
    }
    view.columns.push_back(std::move(column));
  }
}

void add_errors(ImportView& view, const roster::Problems& problems) {
  view.error_count = static_cast<int>(problems.listed.size() + problems.more);
  for (const roster::Problem& each : problems.listed) {
    if (view.errors.size() == most_errors_shown) return;
    view.errors.push_back({each.row, each.column, roster::on_one_line(each.header, longest_cell_shown),
                           each.code, each.message, each.cure});
  }
}

void add_duplicates(ImportView& view, const std::vector<LikelyDuplicate>& duplicates) {
  for (const LikelyDuplicate& each : duplicates) {
    if (view.duplicates.size() == most_duplicates_shown) return;
    view.duplicates.push_back(
        {each.row, each.name, each.with, each.why, each.weight == LikelyDuplicate::Weight::certain});
  }
}

void add_preview(ImportView& view, const std::vector<roster::RawRow>& rows) {
  for (const roster::RawRow& row : rows) {
    PreviewRow shown{row.row, {}};
    for (const std::string& cell : row.cells) {
      shown.cells.push_back(roster::on_one_line(cell, longest_cell_shown));
    }
    view.preview.push_back(std::move(shown));
  }
}

ImportAs as_of(package::Side side) {
  return side == package::Side::supporter ? ImportAs::supporters : ImportAs::participants;
}

}  // namespace

ImportView reading_view(const RosterReading& reading) {
  ImportView view;
  view.as = as_of(reading.side);
  view.encoding = roster::name_of(reading.roster.encoding);
  view.delimiter = word_for(reading.roster.delimiter);
  view.row_count = reading.report.rows;
  view.date_form = reading.report.date_form;
  if (const auto& question = reading.report.needs_date_form) {
    view.needs_date_form = true;
    view.date_example = question->cell;
  }
  const auto rows = rows_to_show(reading);
  add_columns(view, reading, rows);
  for (const roster::FieldSpec& each : reading.fields) {
    view.import_fields.push_back({each.key, each.label, each.required});
  }
  add_errors(view, reading.result.problems);
  add_duplicates(view, reading.result.duplicates);
  add_preview(view, rows);
  view.ready = reading.result.importable(AcceptDuplicates::all);
  return view;
}

ImportView imported_view(const std::string& import, package::Side side, int row_count) {
  ImportView view;
  view.import_id = import;
  view.as = as_of(side);
  view.state = ImportState::imported;
  view.row_count = row_count;
  return view;
}

}  // namespace kith
