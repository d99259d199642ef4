#pragma once

#include "modules/interop/csv/roster.h"

// The stable codes of roster problems:
//   file.empty file.too_big file.not_csv file.no_rows file.too_many_rows file.no_header file.too_many_columns
//   encoding.undecodable encoding.mismatch row.ragged row.unterminated_quote row.text_after_quote
//   cell.too_long cell.control_character cell.hidden_direction cell.line_break cell.without_header
//   cell.required column.two_for_one_field column.missing column.unknown_saved_field text.too_long
//   email.invalid phone.invalid phone.country_unknown phone.doubtful date.invalid date.two_digit_year
//   date.serial date.form date.form_unknown date.mixed_forms date.out_of_range year.invalid year.out_of_range
//   number.invalid number.out_of_range choice.unknown language.unknown availability.unknown yes_no.unknown
//   time_zone.unknown duplicate.ref duplicate.email
namespace kith::roster {

// What is wrong with one cell, before it is known where the cell stands.
struct Complaint {
  std::string code;
  std::string message;
  std::string cure;
};
using Complaints = std::vector<Complaint>;

// The text in double quotes, at most 40 characters, without anything that could break or turn a line.
std::string quoted(std::string_view text);

// Without control characters, line breaks and direction marks: safe to stand inside one line.
std::string on_one_line(std::string_view text, std::size_t max_length);

}  // namespace kith::roster
