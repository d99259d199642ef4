#pragma once

#include <filesystem>
#include <string>
#include <string_view>

// Which passwords are refused (NIST SP 800-63B-4, 3.1.1.2): by length and by being easy to guess, never by
// which characters they are made of.
namespace kith::accounts {

inline constexpr std::size_t shortest_password = 12;  // code points
inline constexpr std::size_t longest_password = 128;

// The stable code of what is wrong, or "": too_short, too_long, repeated, common, breached. `password` is
// NFKC.
std::string_view fault_of(std::string_view password, const std::filesystem::path& breach_list);

// Whether, without the words of the person's address and Kith's own name, too little is left. `address` may
// be "".
bool is_personal(std::string_view password, std::string_view address);

// Throws Refusal invalid on field "password" in plain words.
[[noreturn]] void refuse_password(std::string_view fault);

// Whether the password, after undoing the usual tricks (capitals, 0 for o, digits and signs around it), is
// one or two of the words of common_passwords.txt.
bool is_common(std::string_view password);

}  // namespace kith::accounts
