#include "modules/accounts/address.h"

#include <algorithm>

#include "base/refusal.h"
#include "base/text.h"

namespace kith::accounts {
namespace {

constexpr std::size_t longest_email = 254;
constexpr std::size_t fewest_digits = 7;
constexpr std::size_t most_digits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string normal_email(std::string_view typed) {
  std::string email = folded(typed);
  const std::size_t at = email.find('@');
  const bool one_at = at != std::string::npos && email.find('@', at + 1) == std::string::npos;
  if (!one_at || at == 0 || email.size() > longest_email) return "";
  const std::string_view domain = std::string_view(email).substr(at + 1);
  const bool dotted =
      domain.find('.') != std::string_view::npos && domain.front() != '.' && domain.back() != '.';
  const bool clean = std::ranges::none_of(email, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  return dotted && clean ? email : "";
}

std::string normal_phone(std::string_view typed) {
  std::string out;
  for (const char c : trimmed(typed)) {
    if (is_digit(c) || (c == '+' && out.empty())) {
      out += c;
    } else if (std::string_view(" .-()/").find(c) == std::string_view::npos) {
      return "";
    }
  }
  const std::size_t digits = out.empty() ? 0 : out.size() - 1;
  if (!out.starts_with('+') || digits < fewest_digits || digits > most_digits || out[1] == '0') return "";
  return out;
}

}  // namespace

std::string normal_address(std::string_view typed) {
  return typed.find('@') == std::string_view::npos ? normal_phone(typed) : normal_email(typed);
}

std::string required_address(std::string_view typed) {
  std::string normal = normal_address(typed);
  if (!normal.empty()) return normal;
  throw invalid(
      {{"address", "not_an_address",
        "Type your whole e-mail address, or your mobile number with the country in front, such as +44."}});
}

std::string address_hash(const Vault& vault, std::string_view normal) {
  return vault.lookup_hash("accounts.address", normal);
}

std::string attempt_subject(const Vault& vault, const PersonId& person, std::string_view normal) {
  return vault.lookup_hash("accounts.attempts", person.empty() ? normal : std::string_view(person.str()));
}

}  // namespace kith::accounts
