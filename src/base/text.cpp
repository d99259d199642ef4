#include "base/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace kith {
namespace {

constexpr UChar32 zero_width_space = 0x200B;
constexpr UChar32 byte_order_mark = 0xFEFF;

bool is_blank(UChar32 c) { return u_isUWhiteSpace(c) || c == zero_width_space || c == byte_order_mark; }

const icu::Normalizer2& fold_form() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKCCasefoldInstance(error);
}

const icu::Normalizer2& split_form() {
  UErrorCode error = U_ZERO_ERROR;
  return *icu::Normalizer2::getNFKDInstance(error);
}

icu::UnicodeString decode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

// Letters, digits and signs of ASCII with single blanks between them, for which folding needs no tables.
bool is_plain(std::string_view text) {
  if (text.starts_with(' ') || text.ends_with(' ') || text.find("  ") != std::string_view::npos) return false;
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7F; });
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Joins the kept characters; every run of blank or dropped-to-blank characters becomes one space.
template <class Keep>
std::string joined(const icu::UnicodeString& text, Keep keep) {
  icu::UnicodeString out;
  bool gap = false;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (is_blank(c)) {
      gap = true;
      continue;
    }
    if (const int kept = keep(c); kept <= 0) {
      gap = gap || kept < 0;
      continue;
    }
    if (gap && !out.isEmpty()) out.append(static_cast<UChar32>(' '));
    gap = false;
    out.append(c);
  }
  std::string utf8;
  return out.toUTF8String(utf8);
}

}  // namespace

bool is_utf8(std::string_view text) {
  const auto length = static_cast<std::int32_t>(text.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 c = 0;
    U8_NEXT(text.data(), i, length, c);
    if (c < 0) return false;
  }
  return true;
}

std::size_t length_of(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

std::string trimmed(std::string_view text) {
  const icu::UnicodeString wide = decode(text);
  std::int32_t begin = 0, end = wide.length();
  while (begin < end && is_blank(wide.char32At(begin))) begin = wide.moveIndex32(begin, 1);
  while (end > begin && is_blank(wide.char32At(wide.moveIndex32(end, -1)))) end = wide.moveIndex32(end, -1);
  std::string utf8;
  return wide.tempSubStringBetween(begin, end).toUTF8String(utf8);
}

std::string composed(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  std::string utf8;
  return icu::Normalizer2::getNFKCInstance(error)->normalize(decode(text), error).toUTF8String(utf8);
}

std::string folded(std::string_view text) {
  if (is_plain(text)) return lower_case(text);
  UErrorCode error = U_ZERO_ERROR;
  return joined(fold_form().normalize(decode(text), error), [](UChar32) { return 1; });
}

std::string plain_folded(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const auto apart = split_form().normalize(fold_form().normalize(decode(text), error), error);
  return joined(apart, [](UChar32 c) {
    if (u_charType(c) == U_NON_SPACING_MARK) return 0;
    return u_isalnum(c) ? 1 : -1;
  });
}

std::vector<std::string> split(std::string_view text, char separator) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const std::size_t end = text.find(separator, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

std::string country_name(std::string_view code, std::string_view language) {
  const icu::Locale country("", std::string(code.substr(0, 2)).c_str());
  icu::UnicodeString words;
  country.getDisplayCountry(icu::Locale(std::string(language).c_str()), words);
  std::string utf8;
  return words.toUTF8String(utf8);
}

std::string for_log(std::string_view text) {
  constexpr std::size_t most_bytes = 200;
  std::size_t end = std::min(text.size(), most_bytes);
  // Not inside a letter: half of one would make the whole line unreadable.
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  std::string out;
  for (const char c : text.substr(0, end)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  return out;
}

}  // namespace kith
