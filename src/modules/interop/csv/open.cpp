#include <algorithm>
#include <array>

#include "modules/interop/csv/encoding.h"
#include "modules/interop/csv/table.h"

namespace kith::roster {
namespace {

constexpr std::array<char, 3> delimiters = {',', ';', '\t'};
constexpr std::size_t sample_size = 64 << 10;
constexpr int sample_records = 50;

struct Fit {
  char delimiter = ',';
  std::size_t header_cells = 0;
  int even = 0;  // records with as many cells as the header
  int all = 0;
};

Fit fit_of(std::string_view text, char delimiter) {
  Fit fit{.delimiter = delimiter};
  const std::string_view sample = text.substr(0, sample_size);
  RecordReader reader(sample, delimiter);
  Record record;
  while (fit.all < sample_records && reader.next(record)) {
    const bool cut = record.end == sample.size() && sample.size() < text.size();
    if (cut && fit.all > 0) break;
    if (record.blank()) continue;
    if (fit.all == 0) fit.header_cells = record.count;
    fit.even += record.count == fit.header_cells && record.flaws.empty();
    ++fit.all;
  }
  return fit;
}

bool fits_better(const Fit& a, const Fit& b) {
  if ((a.header_cells > 1) != (b.header_cells > 1)) return a.header_cells > 1;
  const int left = a.even * b.all, right = b.even * a.all;
  if (left != right) return left > right;
  return a.header_cells > b.header_cells;
}

std::optional<Problem> refused_file(std::string_view bytes) {
  if (bytes.size() > max_file_bytes) {
    return Problem{.code = "file.too_big",
                   .message = "the file is larger than 64 MB",
                   .cure = "split it into smaller files, each with the header"};
  }
  constexpr std::array<std::string_view, 4> foreign = {"PK\x03\x04", "\xD0\xCF\x11\xE0", "%PDF", "{\\rtf"};
  for (const std::string_view mark : foreign) {
    if (bytes.starts_with(mark)) {
      return Problem{.code = "file.not_csv",
                     .message = "this is not a CSV file but a workbook or another kind of document",
                     .cure = "open it in the spreadsheet and save it as CSV UTF-8"};
    }
  }
  // UTF-32 begins like UTF-16 and would read as text full of zero characters.
  if (bytes.starts_with(std::string_view("\xFF\xFE\0\0", 4)) ||
      bytes.starts_with(std::string_view("\0\0\xFE\xFF", 4))) {
    return Problem{.code = "encoding.mismatch",
                   .message = "the file is written in UTF-32, which is not read here",
                   .cure = "save it as CSV UTF-8"};
  }
  return std::nullopt;
}

// Spreadsheets take a first line "sep=;" as a hint, and do not show it.
std::optional<char> take_hint(std::string_view text, std::size_t& offset) {
  std::size_t at = 0;
  const bool wrapped = text.starts_with('"');
  at += wrapped;
  if (!text.substr(at).starts_with("sep=") || text.size() < at + 5) return std::nullopt;
  const char delimiter = text[at + 4];
  at += 5;
  if (wrapped && at < text.size() && text[at] == '"') ++at;
  if (at < text.size() && text[at] == '\r') ++at;
  if (at < text.size() && text[at] == '\n') ++at;
  const bool line_ends = at >= text.size() || text[at - 1] == '\n' || text[at - 1] == '\r';
  if (!line_ends || std::find(delimiters.begin(), delimiters.end(), delimiter) == delimiters.end()) {
    return std::nullopt;
  }
  offset = at;
  return delimiter;
}

void read_header(Roster& roster, std::size_t offset) {
  RecordReader reader(roster.text, roster.delimiter, offset);
  Record record;
  bool found = false;
  while (!found && reader.next(record)) found = !record.blank();
  if (!found) {
    roster.problems.add({.code = "file.empty",
                         .message = "the file has nothing in it",
                         .cure = "choose the file that holds the roster"});
    return;
  }
  roster.header_row = record.row;
  roster.header_offset = record.begin;
  for (const FlawAt& each : record.flaws) {
    Complaint complaint = complaint_of(each.flaw);
    roster.problems.add({record.row, each.column, "", complaint.code, complaint.message, complaint.cure});
  }
  for (std::size_t i = 0; i < std::min(record.count, max_columns); ++i) {
    std::string header = trimmed_cell(unguarded(record.cells[i]));
    if (auto complaint = refused_character(header)) {
      roster.problems.add(
          {record.row, static_cast<int>(i) + 1, "", complaint->code, complaint->message, complaint->cure});
    }
    roster.headers.push_back(std::move(header));
  }
}

void report_header_faults(Roster& roster) {
  RecordReader reader(roster.text, roster.delimiter, roster.header_offset, roster.header_row);
  Record record;
  if (!reader.next(record)) return;
  for (const Fault& each : roster.faults) {
    if (each.offset >= record.end) break;
    if (each.offset < record.begin) continue;
    roster.problems.add(
        {.row = record.row,
         .column = record.column_at(each.offset),
         .code = "encoding.undecodable",
         .message = "the header holds bytes that mean nothing in " + std::string(name_of(roster.encoding)),
         .cure = "save the file as CSV UTF-8, or choose another encoding"});
  }
}

}  // namespace

DelimiterGuess guess_delimiter(std::string_view text) {
  std::vector<Fit> fits;
  for (const char each : delimiters) fits.push_back(fit_of(text, each));
  std::stable_sort(fits.begin(), fits.end(), fits_better);
  const Fit &best = fits[0], &second = fits[1];
  const bool tie = second.header_cells > 1 && second.even * best.all == best.even * second.all;
  return {best.header_cells > 1 ? best.delimiter : ',', tie};
}

Roster open_roster(std::string bytes, const OpenOptions& options) {
  Roster roster;
  auto refusal = refused_file(bytes);
  if (!refusal) refusal = decode(std::move(bytes), options.encoding, roster);
  if (refusal) {
    roster.text.clear();
    roster.problems.add(std::move(*refusal));
    return roster;
  }
  std::size_t offset = 0;
  const auto hint = take_hint(roster.text, offset);
  const DelimiterGuess guess = hint ? DelimiterGuess{*hint, false} : guess_delimiter(roster.text);
  roster.delimiter = options.delimiter.value_or(guess.delimiter);
  roster.delimiter_doubtful = !options.delimiter && guess.doubtful;
  read_header(roster, offset);
  report_header_faults(roster);
  return roster;
}

namespace {

RawRow raw_row(const Record& record) {
  RawRow row{.row = record.row, .cells = {}};
  for (std::size_t i = 0; i < std::min(record.count, max_columns); ++i) {
    row.cells.push_back(trimmed_cell(unguarded(record.cells[i])));
  }
  return row;
}

}  // namespace

std::vector<RawRow> raw_rows(const Roster& roster, int from_row, int count) {
  std::vector<RawRow> rows;
  RecordReader reader(roster.text, roster.delimiter, roster.header_offset, roster.header_row);
  Record record;
  while (static_cast<int>(rows.size()) < count && record.row <= max_rows && reader.next(record)) {
    if (record.row <= roster.header_row || record.row < from_row || record.blank()) continue;
    rows.push_back(raw_row(record));
  }
  return rows;
}

std::vector<RawRow> raw_rows_with(const Roster& roster, int count, const std::set<int>& listed) {
  std::vector<RawRow> rows;
  RecordReader reader(roster.text, roster.delimiter, roster.header_offset, roster.header_row);
  Record record;
  const int last = listed.empty() ? 0 : *listed.rbegin();
  while (record.row <= max_rows && reader.next(record)) {
    if (record.row <= roster.header_row || record.blank()) continue;
    const bool first_ones = static_cast<int>(rows.size()) < count;
    if (!first_ones && record.row > last) break;
    if (first_ones || listed.contains(record.row)) rows.push_back(raw_row(record));
  }
  return rows;
}

}  // namespace kith::roster
