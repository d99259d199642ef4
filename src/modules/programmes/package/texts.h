#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace kith::package {

// A letter has a title and lies in texts/<language>/<key>.md; a message is one of
// texts/<language>/messages.yaml. A notice is a message that travels where others may read it (lock screens,
// mail subjects): it takes no placeholder and may not hold the programme's name or an answer about health
// (promise S10).
enum class TextForm { letter, message, notice };

// A text that Kith itself sends or shows; every package has each of these in every language. Next to them are
// "consent_<purpose>" (a letter with {programme}) and the texts that clocks name, which may use
// {participant}, {supporter} and {programme}.
struct KnownText {
  std::string_view key;
  TextForm form;
  std::vector<std::string> arguments;  // the placeholders it may use
  std::string_view about;              // when it is used, in one sentence
};
const std::vector<KnownText>& known_texts();
const KnownText* known_text(std::string_view key);

// The message with its {arguments} filled in by ICU for the language. A value that is all digits counts as a
// number, for plurals. Throws std::logic_error when an argument that the text uses is not given.
std::string fill(const std::string& message, const std::string& language,
                 const std::map<std::string, std::string>& arguments);

}  // namespace kith::package
