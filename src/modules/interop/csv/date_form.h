#pragma once

#include "modules/interop/csv/roster.h"

namespace kith::roster {

// Which form the dates of a file have. With DateForm::ask the whole file is looked through: one cell that can
// be read only one way decides for all; two that contradict each other, or none, are problems.
struct DateFormFinding {
  // Stays `ask` while the question is open, and when no date of the file depends on it.
  DateForm form = DateForm::ask;
  std::optional<DateQuestion> question;
  std::vector<Problem> problems;
};

DateFormFinding find_date_form(const Roster& roster, const ColumnPlan& plan,
                               std::span<const FieldSpec> fields, DateForm stated);

}  // namespace kith::roster
