#pragma once

#include <unordered_map>

#include "modules/interop/csv/dates.h"
#include "modules/interop/csv/problems.h"

namespace kith::roster {

// Reads the cells of one column. Answers to closed lists are remembered, because a roster repeats them.
class CellReader {
 public:
  CellReader(const FieldSpec& field, const Settings& settings, DateForm date_form);

  // The value of a trimmed cell that is not blank. When complaints are added the value means nothing.
  // `undecided` is set for a date that waits for its form.
  Json read(std::string_view cell, Complaints& complaints, bool& undecided);

 private:
  using Known = std::unordered_map<std::string, std::string>;

  Json read_text(std::string_view cell, Complaints& complaints) const;
  Json read_date_cell(std::string_view cell, Complaints& complaints, bool& undecided) const;
  Json read_year(std::string_view cell, Complaints& complaints) const;
  Json read_number(std::string_view cell, Complaints& complaints) const;
  Json read_yes_no(std::string_view cell, Complaints& complaints) const;
  Json read_choice(std::string_view item, Complaints& complaints) const;
  Json read_list(std::string_view cell, Complaints& complaints) const;
  Json read_time_zone(std::string_view cell, Complaints& complaints) const;
  Json read_anew(std::string_view cell, Complaints& complaints, bool& undecided) const;
  Complaint unknown_choice(std::string_view item) const;

  const FieldSpec& field_;
  const Settings& settings_;
  DateForm date_form_;
  Known choices_;  // folded value or synonym → value
  bool remembers_ = false;
  std::unordered_map<std::string, Json> remembered_;
};

// Items of a list: parted by ";", "|" or a line break, and by "," when asked. Trimmed, blank ones left out.
std::vector<std::string> items_of(std::string_view cell, bool comma);

// Adds "mon evening" and the like in the order of the week, or complaints for what is not understood.
Json read_availability(std::string_view cell, Complaints& complaints);

// The BCP 47 code for a language's English name, own name or code; "" when it is none.
std::string language_code(std::string_view name);

}  // namespace kith::roster
