#pragma once

#include <string_view>

namespace kith::roster {

// How many inserts, deletes, replacements and swaps of neighbours (each letter touched once: the "optimal
// string alignment" form of Damerau-Levenshtein) lead from one text to the other; most + 1 when it is more
// than `most`.
int edits_between(std::string_view a, std::string_view b, int most);

}  // namespace kith::roster
