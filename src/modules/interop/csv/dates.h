#pragma once

#include "modules/interop/csv/problems.h"

namespace kith::roster {

// What a date written with numbers says about the form of the file's dates.
enum class DateEvidence { none, dmy, mdy, either };

// With DateForm::ask a date that could be read two ways gives no date, no complaint, and evidence `either`.
// The year first ("1950-12-25", also with "/" or ".") and months by English name are read in every form.
struct DateReading {
  std::optional<Date> date;
  DateEvidence evidence = DateEvidence::none;
  std::optional<Complaint> complaint;
};

DateReading read_date(std::string_view text, DateForm form);

}  // namespace kith::roster
