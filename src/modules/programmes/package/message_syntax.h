#pragma once

#include <map>
#include <string>

namespace kith::package {

// What an ICU message asks for: each argument, and whether it must be a number because a plural hangs on it.
struct MessageSyntax {
  std::map<std::string, bool> arguments;
  std::string what;  // "" when the message is sound
  std::string cure;
};

// Reads the part of ICU MessageFormat that packages use: {name} and {name, plural, one {...} other {...}},
// with # for the number. The plural cases must be ones that the language has.
MessageSyntax read_message(const std::string& message, const std::string& language);

}  // namespace kith::package
