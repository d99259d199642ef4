#pragma once

#include <filesystem>
#include <string>
#include <string_view>

// The operator's list of stolen passwords, as such lists are passed around: one line each, the SHA-1 in
// upper-case hexadecimal, sorted, with ":" and a count after it or nothing.
namespace kith::accounts {

// SHA-1 in upper-case hexadecimal (FIPS 180-4). For looking up in such lists only: it protects nothing.
std::string sha1_hex(std::string_view text);

// A binary search in the file, which may be much larger than memory. Throws std::runtime_error when the file
// cannot be read: a list that was asked for is never passed over in silence.
bool in_breach_list(const std::filesystem::path& file, std::string_view password);

}  // namespace kith::accounts
