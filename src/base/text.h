#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace kith {

bool is_utf8(std::string_view text);

// How many code points valid UTF-8 text has: the unit of every length limit that a person meets.
std::size_t length_of(std::string_view text);

// Without white space (Unicode's, no-break and zero-width spaces too) at both ends.
std::string trimmed(std::string_view text);

// Unicode NFKC: one form for what looks the same, however a keyboard typed it. Case and blanks stay.
std::string composed(std::string_view text);

// For comparing what people typed: Unicode NFKC, case folded, white space runs as one space, ends trimmed.
// Columns that are searched or compared without case hold this form, because SQL engines fold differently.
std::string folded(std::string_view text);

// As folded, and without accents and punctuation, so that "Cárdenas-Castañeda" meets "cardenas castaneda".
std::string plain_folded(std::string_view text);

std::vector<std::string> split(std::string_view text, char separator);

// The country of an ISO 3166 code ("CA" or "CA-BC") in the words of a language: "Canada".
std::string country_name(std::string_view code, std::string_view language);

// A value that may stand in a log line: no control characters, at most 200 bytes.
std::string for_log(std::string_view text);

}  // namespace kith
