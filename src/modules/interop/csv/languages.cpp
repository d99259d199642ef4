#include <unicode/localpointer.h>
#include <unicode/locid.h>

#include "base/text.h"
#include "modules/interop/csv/cells.h"

namespace kith::roster {
namespace {

using Names = std::unordered_map<std::string, std::string>;

void add_names(Names& names, const char* code, bool two_letters) {
  if ((std::string_view(code).size() == 2) != two_letters) return;
  const icu::Locale language(code);
  for (const icu::Locale& in : {icu::Locale::getEnglish(), language}) {
    icu::UnicodeString name;
    std::string text;
    language.getDisplayLanguage(in, name).toUTF8String(text);
    names.emplace(plain_folded(text), code);
  }
  names.emplace(code, code);
}

// Two-letter codes come first, so that they win where two codes share a name.
Names all_names() {
  Names names = {{"mandarin", "zh"}, {"farsi", "fa"}, {"panjabi", "pa"}, {"bsl", "bfi"}, {"asl", "ase"}};
  for (const bool two_letters : {true, false}) {
    for (const char* const* code = icu::Locale::getISOLanguages(); *code; ++code) {
      add_names(names, *code, two_letters);
    }
  }
  return names;
}

}  // namespace

std::string language_code(std::string_view name) {
  static const Names names = all_names();
  const auto known = names.find(plain_folded(name));
  return known == names.end() ? "" : known->second;
}

}  // namespace kith::roster
