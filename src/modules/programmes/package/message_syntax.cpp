#include "modules/programmes/package/message_syntax.h"

#include <unicode/fmtable.h>
#include <unicode/locid.h>
#include <unicode/msgfmt.h>
#include <unicode/plurrule.h>
#include <unicode/strenum.h>

#include <algorithm>
#include <memory>
#include <set>
#include <stdexcept>
#include <vector>

#include "base/text.h"
#include "modules/programmes/package/scope.h"
#include "modules/programmes/package/texts.h"

namespace kith::package {

namespace {

constexpr int deepest = 3;

struct Unsound {
  std::string what;
  std::string cure;
};

std::set<std::string> plural_cases(const std::string& language) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<icu::PluralRules> rules(
      icu::PluralRules::forLocale(icu::Locale::createCanonical(language.c_str()), error));
  std::set<std::string> out{"other"};
  if (U_FAILURE(error)) return out;
  const std::unique_ptr<icu::StringEnumeration> names(rules->getKeywords(error));
  while (const char* each = U_SUCCESS(error) ? names->next(nullptr, error) : nullptr) out.insert(each);
  return out;
}

class MessageReader {
 public:
  MessageReader(const std::string& text, const std::string& language) : text_(text), language_(language) {}

  std::map<std::string, bool> read() {
    pattern(0);
    if (!at_end())
      throw Unsound{"a \"}\" stands alone", "take it out, or write the \"{\" that belongs to it"};
    return std::move(arguments_);
  }

 private:
  void pattern(int depth) {
    if (depth > deepest) throw Unsound{"braces are nested too deeply", "write it with fewer levels"};
    while (!at_end() && text_[at_] != '}') {
      const char c = text_[at_++];
      if (c == '\'' && !at_end() &&
          (text_[at_] == '{' || text_[at_] == '}' || (depth > 0 && text_[at_] == '#'))) {
        throw Unsound{"a straight apostrophe before a brace switches the placeholder off",
                      "write the typographic apostrophe \xE2\x80\x99"};
      }
      if (c == '{') argument(depth);
    }
  }

  void argument(int depth) {
    const std::string name = word();
    if (!is_name(name)) {
      throw Unsound{"a placeholder has no proper name: " + in_quotes(name),
                    "write {name} with lower-case letters and \"_\""};
    }
    bool& plural = arguments_[name];
    if (accept('}')) return;
    expect(',', name);
    const std::string kind = word();
    if (kind != "plural") {
      throw Unsound{in_quotes(kind) + " is not a form of placeholder",
                    "write {" + name + "} or {" + name + ", plural, one {...} other {...}}"};
    }
    expect(',', name);
    plural = true;
    cases(name, depth);
  }

  void cases(const std::string& name, int depth) {
    const std::set<std::string> known = plural_cases(language_);
    std::set<std::string> seen;
    while (!accept('}')) {
      const std::string selector = word();
      if (!selector.starts_with('=') && !known.contains(selector)) {
        throw Unsound{"the plural of {" + name + "} has the case " + in_quotes(selector) + ", which \"" +
                          language_ + "\" does not have",
                      "write " + one_of({known.begin(), known.end()})};
      }
      seen.insert(selector);
      expect('{', name);
      pattern(depth + 1);
      expect('}', name);
    }
    if (!seen.contains("other")) {
      throw Unsound{"the plural of {" + name + "} has no case \"other\"", "add other {...}"};
    }
  }

  std::string word() {
    skip_space();
    const std::size_t begin = at_;
    while (!at_end() && std::string_view(" \n\r\t{},").find(text_[at_]) == std::string_view::npos) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  bool accept(char c) {
    skip_space();
    if (at_end()) throw Unsound{"a placeholder is not closed", "write the \"}\" that belongs to its \"{\""};
    if (text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void expect(char c, const std::string& name) {
    if (!accept(c)) {
      throw Unsound{"the placeholder {" + name + "} is not well formed",
                    "write {" + name + "} or {" + name + ", plural, one {...} other {...}}"};
    }
  }

  void skip_space() {
    while (!at_end() && (text_[at_] == ' ' || text_[at_] == '\n')) ++at_;
  }
  bool at_end() const { return at_ >= text_.size(); }

  const std::string& text_;
  const std::string& language_;
  std::size_t at_ = 0;
  std::map<std::string, bool> arguments_;
};

// Only names in braces: for these MessageFormat does nothing but put values in their places, slowly.
bool is_simple(const std::string& message, const MessageSyntax& syntax) {
  const bool plural = std::ranges::any_of(syntax.arguments, [](const auto& each) { return each.second; });
  return syntax.what.empty() && !plural && message.find('\'') == std::string::npos;
}

const std::string& value_of(const std::string& name, const std::map<std::string, std::string>& arguments) {
  const auto given = arguments.find(name);
  if (given == arguments.end()) throw std::logic_error("the text needs a value for {" + name + "}");
  return given->second;
}

std::string filled_in(const std::string& message, const std::map<std::string, std::string>& arguments) {
  std::string out;
  for (std::size_t at = 0;;) {
    const std::size_t open = message.find('{', at);
    out.append(message, at, open - at);
    if (open == std::string::npos) return out;
    const std::size_t close = message.find('}', open);
    const std::string name = trimmed(std::string_view(message).substr(open + 1, close - open - 1));
    out += value_of(name, arguments);
    at = close + 1;
  }
}

icu::Formattable to_formattable(const std::string& value, bool number) {
  const bool digits = !value.empty() && value.size() < 18 &&
                      std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (number && digits) return icu::Formattable(static_cast<std::int64_t>(std::stoll(value)));
  return icu::Formattable(icu::UnicodeString::fromUTF8(value));
}

}  // namespace

MessageSyntax read_message(const std::string& message, const std::string& language) {
  MessageSyntax out;
  try {
    out.arguments = MessageReader(message, language).read();
  } catch (const Unsound& wrong) {
    out.what = wrong.what;
    out.cure = wrong.cure;
  }
  return out;
}

std::string fill(const std::string& message, const std::string& language,
                 const std::map<std::string, std::string>& arguments) {
  const MessageSyntax syntax = read_message(message, language);
  if (is_simple(message, syntax)) return filled_in(message, arguments);
  std::vector<icu::UnicodeString> names;
  std::vector<icu::Formattable> values;
  for (const auto& [name, number] : syntax.arguments) {
    const std::string& given = value_of(name, arguments);
    names.push_back(icu::UnicodeString::fromUTF8(name));
    values.push_back(to_formattable(given, number));
  }
  UErrorCode error = U_ZERO_ERROR;
  const icu::MessageFormat format(icu::UnicodeString::fromUTF8(message),
                                  icu::Locale::createCanonical(language.c_str()), error);
  icu::UnicodeString filled;
  format.format(names.data(), values.data(), static_cast<std::int32_t>(names.size()), filled, error);
  if (U_FAILURE(error))
    throw std::logic_error(std::string("the text cannot be filled: ") + u_errorName(error));
  std::string out;
  return filled.toUTF8String(out);
}

}  // namespace kith::package
