#pragma once

#include "modules/interop/csv/problems.h"

namespace kith::roster {

struct EmailReading {
  std::string address;  // the domain in lower case
  std::optional<Complaint> complaint;
};

// A plain address in ASCII: one "@", a local part of letters, digits and . _ % + - ' & = / ! # $ * ? ^ ` { |
// } ~ without two dots in a row, a domain of at least two labels. No quotes, comments, names or address
// lists.
EmailReading read_email(std::string_view text);

}  // namespace kith::roster
