#include "modules/interop/csv/email.h"

#include <algorithm>

#include "base/text.h"

namespace kith::roster {
namespace {

constexpr std::string_view local_marks = "._%+-'&=/!#$*?^`{|}~";

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool is_local(std::string_view local) {
  if (local.empty() || local.size() > 64 || local.front() == '.' || local.back() == '.') return false;
  if (local.find("..") != std::string_view::npos) return false;
  return std::all_of(local.begin(), local.end(), [](char c) {
    return is_letter(c) || is_digit(c) || local_marks.find(c) != std::string_view::npos;
  });
}

bool is_label(const std::string& label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
  return std::all_of(label.begin(), label.end(),
                     [](char c) { return is_letter(c) || is_digit(c) || c == '-'; });
}

bool is_domain(std::string_view domain) {
  const std::vector<std::string> labels = split(domain, '.');
  if (labels.size() < 2 || domain.size() > 253) return false;
  const std::string& top = labels.back();
  return std::all_of(labels.begin(), labels.end(), is_label) && top.size() >= 2 && !is_digit(top.front());
}

EmailReading refuse(std::string_view text, std::string_view why, std::string_view cure) {
  return {.address = {},
          .complaint = Complaint{"email.invalid", quoted(text) + std::string(why), std::string(cure)}};
}

}  // namespace

EmailReading read_email(std::string_view text) {
  const auto ats = std::count(text.begin(), text.end(), '@');
  if (ats > 1 || text.find_first_of(",;<>") != std::string_view::npos) {
    return refuse(text, " is more than one plain e-mail address",
                  "write one address, such as name@example.org");
  }
  if (ats == 0) return refuse(text, " is not an e-mail address", "write an address such as name@example.org");
  if (std::any_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    return refuse(text, " has a letter that e-mail programs may not deliver",
                  "use only the letters a to z, or check for a look-alike letter");
  }
  const std::size_t at = text.find('@');
  const std::string_view local = text.substr(0, at), domain = text.substr(at + 1);
  if (local.find(' ') != std::string_view::npos || domain.find(' ') != std::string_view::npos) {
    return refuse(text, " has a space in it", "take the space out");
  }
  if (!is_local(local)) {
    return refuse(text, " is not an e-mail address that can be relied on", "check the part before the @");
  }
  if (!is_domain(domain)) {
    return refuse(text, " is not an e-mail address that can be relied on", "check the part after the @");
  }
  return {.address = std::string(local) + "@" + lower(domain), .complaint = {}};
}

std::string comparable_email(std::string_view email) { return lower(email); }

}  // namespace kith::roster
