#include "modules/programmes/package/first_contact.h"

#include "base/text.h"

namespace kith::package {

bool may_be_missing(std::string_view key) {
  return key == first_contact_participant || key == first_contact_supporter || key == first_contact_limits ||
         key == first_contact_sheet;
}

std::vector<std::string> sheet_lines(std::string_view body) {
  std::vector<std::string> out;
  for (const std::string& line : split(body, '\n')) {
    if (line.starts_with("- ")) out.push_back(trimmed(std::string_view(line).substr(2)));
  }
  return out;
}

}  // namespace kith::package
