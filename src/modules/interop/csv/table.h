#pragma once

#include "modules/interop/csv/problems.h"

namespace kith::roster {

enum class Flaw { unterminated_quote, text_after_quote, too_long, too_many_columns };

struct FlawAt {
  int column = 1;
  Flaw flaw = Flaw::too_long;
};

// One record as it stands in the file. Cells keep their memory from record to record.
struct Record {
  int row = 0;
  std::size_t begin = 0;  // offsets in the text
  std::size_t end = 0;
  std::size_t count = 0;  // cells; beyond max_columns they are only counted
  std::vector<std::string> cells;
  std::vector<std::size_t> starts;  // offset of each cell
  std::vector<FlawAt> flaws;

  bool blank() const;  // nothing but white space in it
  int column_at(std::size_t offset) const;
  void flag(Flaw flaw);  // of the cell read last; a bounded number of them is kept
};

// Walks over the records of a text: quotes by RFC 4180 (spaces around a quoted cell are allowed), CRLF, LF or
// CR. A quote inside a cell that did not begin with one is an ordinary character.
class RecordReader {
 public:
  RecordReader(std::string_view text, char delimiter, std::size_t offset = 0, int first_row = 1)
      : text_(text), delimiter_(delimiter), at_(offset), row_(first_row - 1) {}

  bool next(Record& record);

 private:
  bool at_cell_end() const;
  void skip_spaces();
  void read_cell(Record& record);
  void read_plain(std::string& cell);
  void read_quoted(Record& record, std::string& cell);
  void append(std::string& cell, std::string_view part) const;
  void judge_length(Record& record, std::string& cell) const;

  std::string_view text_;
  char delimiter_;
  std::size_t at_;
  int row_;
};

struct DelimiterGuess {
  char delimiter = ',';
  bool doubtful = false;
};

// The delimiter under which the first records have the most even number of cells.
DelimiterGuess guess_delimiter(std::string_view text);

Complaint complaint_of(Flaw flaw);

// The problem with a character that no cell may hold (NUL and other controls, direction overrides), if any.
std::optional<Complaint> refused_character(std::string_view cell);

std::string trimmed_cell(std::string_view cell);

}  // namespace kith::roster
