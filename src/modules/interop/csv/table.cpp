#include "modules/interop/csv/table.h"

#include <algorithm>

#include "base/text.h"

namespace kith::roster {
namespace {

constexpr std::size_t byte_limit = 4 * max_cell_length;

bool is_ascii_mark(char c) { return c > ' ' && c < 0x7F; }

}  // namespace

bool Record::blank() const {
  if (!flaws.empty()) return false;
  return std::all_of(cells.begin(),
                     cells.begin() + static_cast<std::ptrdiff_t>(std::min(count, cells.size())),
                     [](const std::string& cell) { return trimmed_cell(cell).empty(); });
}

int Record::column_at(std::size_t offset) const {
  const auto used = starts.begin() + static_cast<std::ptrdiff_t>(std::min(count, starts.size()));
  const auto after = std::upper_bound(starts.begin(), used, offset);
  return std::max(1, static_cast<int>(after - starts.begin()));
}

void Record::flag(Flaw flaw) {
  if (flaws.size() <= max_columns)
    flaws.push_back({static_cast<int>(std::min(count, max_columns + 1)), flaw});
}

bool RecordReader::next(Record& record) {
  if (at_ >= text_.size()) return false;
  record.row = ++row_;
  record.begin = at_;
  record.count = 0;
  record.flaws.clear();
  for (bool more = true; more;) {
    read_cell(record);
    more = at_ < text_.size() && text_[at_] == delimiter_;
    if (more) ++at_;
  }
  if (at_ < text_.size() && text_[at_++] == '\r' && at_ < text_.size() && text_[at_] == '\n') ++at_;
  record.end = at_;
  return true;
}

bool RecordReader::at_cell_end() const {
  return at_ >= text_.size() || text_[at_] == delimiter_ || text_[at_] == '\n' || text_[at_] == '\r';
}

void RecordReader::skip_spaces() {
  while (at_ < text_.size() && text_[at_] == ' ') ++at_;
}

void RecordReader::read_cell(Record& record) {
  const std::size_t begin = at_;
  // Cells beyond the limit share one place, so that a line of nothing but commas costs no memory.
  const std::size_t place = std::min(record.count, max_columns);
  if (place == record.cells.size()) record.cells.emplace_back();
  if (place == record.starts.size()) record.starts.push_back(0);
  if (record.count++ == max_columns) record.flag(Flaw::too_many_columns);
  record.starts[place] = begin;
  std::string& cell = record.cells[place];
  cell.clear();
  skip_spaces();
  if (at_ < text_.size() && text_[at_] == '"') {
    ++at_;
    read_quoted(record, cell);
  } else {
    at_ = begin;
    read_plain(cell);
  }
  judge_length(record, cell);
}

void RecordReader::read_plain(std::string& cell) {
  const std::size_t begin = at_;
  while (!at_cell_end()) ++at_;
  append(cell, text_.substr(begin, at_ - begin));
}

void RecordReader::read_quoted(Record& record, std::string& cell) {
  while (true) {
    const std::size_t quote = text_.find('"', at_);
    if (quote == std::string_view::npos) {
      record.flag(Flaw::unterminated_quote);
      cell.clear();
      at_ = text_.size();
      return;
    }
    append(cell, text_.substr(at_, quote - at_));
    at_ = quote + 1;
    if (at_ >= text_.size() || text_[at_] != '"') break;
    append(cell, "\"");
    ++at_;
  }
  skip_spaces();
  if (at_cell_end()) return;
  record.flag(Flaw::text_after_quote);
  read_plain(cell);
}

void RecordReader::append(std::string& cell, std::string_view part) const {
  if (cell.size() <= byte_limit) cell += part.substr(0, byte_limit + 1 - cell.size());
}

void RecordReader::judge_length(Record& record, std::string& cell) const {
  if (cell.size() <= max_cell_length) return;
  if (cell.size() <= byte_limit && length_of(cell) <= max_cell_length) return;
  record.flag(Flaw::too_long);
  cell.clear();
}

Complaint complaint_of(Flaw flaw) {
  switch (flaw) {
    case Flaw::unterminated_quote:
      return {"row.unterminated_quote", "a quotation mark opens here and is never closed",
              "put a quotation mark at the end of this cell, or take the one at its start away"};
    case Flaw::text_after_quote:
      return {
          "row.text_after_quote", "there is text after the closing quotation mark of this cell",
          "write every quotation mark inside the cell twice, or check for a missing one in the rows above"};
    case Flaw::too_long:
      return {"cell.too_long", "the cell holds more than 10,000 characters",
              "shorten it, and check for a missing quotation mark"};
    case Flaw::too_many_columns:
      return {"file.too_many_columns", "the row has more than 200 columns",
              "take out the columns that are not needed"};
  }
  return {};
}

std::optional<Complaint> refused_character(std::string_view cell) {
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const auto c = static_cast<unsigned char>(cell[i]);
    const auto next = i + 1 < cell.size() ? static_cast<unsigned char>(cell[i + 1]) : 0;
    const auto third = i + 2 < cell.size() ? static_cast<unsigned char>(cell[i + 2]) : 0;
    const bool control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F ||
                         (c == 0xC2 && next >= 0x80 && next <= 0x9F);
    if (control) {
      return Complaint{"cell.control_character", "the cell holds a hidden control character",
                       "type the text of this cell again"};
    }
    // U+202A..U+202E and U+2066..U+2069 turn the direction of what follows and so can hide what a text says.
    const bool turns = c == 0xE2 && ((next == 0x80 && third >= 0xAA && third <= 0xAE) ||
                                     (next == 0x81 && third >= 0xA6 && third <= 0xA9));
    if (turns) {
      return Complaint{"cell.hidden_direction",
                       "the cell holds a hidden mark that turns the writing direction",
                       "type the text of this cell again"};
    }
  }
  return std::nullopt;
}

std::string trimmed_cell(std::string_view cell) {
  if (cell.empty()) return {};
  if (is_ascii_mark(cell.front()) && is_ascii_mark(cell.back())) return std::string(cell);
  return trimmed(cell);
}

}  // namespace kith::roster
