#pragma once

#include <string>
#include <string_view>
#include <vector>

// The texts about the first contact of two people. A package may leave them out: Kith then says it in words
// of its own.
namespace kith::package {

inline constexpr std::string_view first_contact_participant = "first_contact_participant";
inline constexpr std::string_view first_contact_supporter = "first_contact_supporter";
inline constexpr std::string_view first_contact_limits = "first_contact_limits";
inline constexpr std::string_view first_contact_sheet = "first_contact_sheet";
inline constexpr std::size_t most_sheet_lines = 12;

// A known text without which a package is whole. Where it stands in one language it stands in all.
bool may_be_missing(std::string_view key);

// The lines to tick off: those that begin with "- ".
std::vector<std::string> sheet_lines(std::string_view body);

}  // namespace kith::package
