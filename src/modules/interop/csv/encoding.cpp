#include "modules/interop/csv/encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <memory>

#include "base/text.h"

namespace kith::roster {
namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16_le_mark = "\xFF\xFE";
constexpr std::string_view utf16_be_mark = "\xFE\xFF";
constexpr std::string_view replacement = "\xEF\xBF\xBD";
constexpr std::size_t sample_size = 64 << 10;

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;
using Detector = std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)>;

struct Utf8Census {
  std::size_t good_letters = 0;  // valid sequences of more than one byte
  std::size_t bad_bytes = 0;
};

Utf8Census census_of(std::string_view bytes) {
  Utf8Census census;
  const auto length = static_cast<std::int32_t>(bytes.size());
  for (std::int32_t at = 0; at < length;) {
    UChar32 c = 0;
    U8_NEXT(bytes.data(), at, length, c);
    if (c < 0) ++census.bad_bytes;
    if (c > 0x7F) ++census.good_letters;
  }
  return census;
}

// Text in UTF-16 is full of zero bytes, all in the same half of each pair. A stray zero byte in another
// encoding does not make a fifth of the pairs.
std::optional<Encoding> utf16_by_zeros(std::string_view bytes) {
  if (bytes.size() < 4 || bytes.size() % 2 != 0) return std::nullopt;
  const std::size_t size = std::min(bytes.size(), sample_size);
  std::size_t even = 0, odd = 0;
  for (std::size_t i = 0; i < size; ++i) {
    if (bytes[i] == '\0') ++(i % 2 == 0 ? even : odd);
  }
  if (even == 0 && odd * 10 >= size) return Encoding::utf16_le;
  if (odd == 0 && even * 10 >= size) return Encoding::utf16_be;
  return std::nullopt;
}

void append_replacement(Roster& out) {
  out.faults.push_back({out.text.size()});
  out.text += replacement;
}

void append(Roster& out, UChar32 c) {
  char buffer[4];
  std::int32_t size = 0;
  U8_APPEND_UNSAFE(buffer, size, c);
  out.text.append(buffer, static_cast<std::size_t>(size));
}

void append_units(Roster& out, const UChar* units, std::int32_t count) {
  for (std::int32_t i = 0; i < count;) {
    UChar32 c = 0;
    U16_NEXT(units, i, count, c);
    if (U_IS_SURROGATE(c)) {
      append_replacement(out);
    } else {
      append(out, c);
    }
  }
}

// ICU's windows-1252 gives the five bytes that mean nothing as C1 controls; they are faults here.
void append_1252(Roster& out, const UChar* units, std::int32_t count) {
  for (std::int32_t i = 0; i < count; ++i) {
    if (units[i] >= 0x80 && units[i] <= 0x9F) {
      append_replacement(out);
    } else {
      append(out, units[i]);
    }
  }
}

void convert(std::string_view bytes, const char* name, Encoding encoding, Roster& out) {
  UErrorCode error = U_ZERO_ERROR;
  const Converter converter(ucnv_open(name, &error), &ucnv_close);
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
  std::vector<UChar> units(16 << 10);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();
  out.text.reserve(bytes.size());
  for (bool more = true; more;) {
    UChar* to = units.data();
    error = U_ZERO_ERROR;
    // A pair may not be cut by the end of the buffer, so one unit stays free and ICU keeps the rest.
    ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &at, end, nullptr, true, &error);
    auto count = static_cast<std::int32_t>(to - units.data());
    const bool full = error == U_BUFFER_OVERFLOW_ERROR;
    encoding == Encoding::windows_1252 ? append_1252(out, units.data(), count)
                                       : append_units(out, units.data(), count);
    if (U_FAILURE(error) && !full) {
      append_replacement(out);
      ucnv_resetToUnicode(converter.get());
    }
    more = full || (U_FAILURE(error) && at < end);
  }
}

void repair_utf8(std::string_view bytes, Roster& out) {
  const auto length = static_cast<std::int32_t>(bytes.size());
  out.text.reserve(bytes.size());
  for (std::int32_t at = 0; at < length;) {
    const std::int32_t begin = at;
    UChar32 c = 0;
    U8_NEXT(bytes.data(), at, length, c);
    if (c < 0) {
      append_replacement(out);
    } else {
      out.text.append(bytes.substr(begin, at - begin));
    }
  }
}

bool detector_favours_1252(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const Detector detector(ucsdet_open(&error), &ucsdet_close);
  const auto size = static_cast<std::int32_t>(std::min(bytes.size(), sample_size));
  ucsdet_setText(detector.get(), bytes.data(), size, &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || !match) return false;
  const std::string_view name = ucsdet_getName(match, &error);
  return (name == "ISO-8859-1" || name == "windows-1252") && ucsdet_getConfidence(match, &error) >= 50;
}

bool is_word_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || std::isalnum(byte) != 0;
}

// Words with letters beyond ASCII, for people to judge whether they look right.
std::vector<std::string> words_to_show(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size() && words.size() < 5; ++at) {
    if (static_cast<unsigned char>(text[at]) < 0x80) continue;
    std::size_t begin = at, end = at;
    while (begin > 0 && is_word_byte(text[begin - 1]) && at - begin < 40) --begin;
    while (end < text.size() && is_word_byte(text[end]) && end - at < 40) ++end;
    const std::string word(text.substr(begin, end - begin));
    if (is_utf8(word) && std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
    at = end;
  }
  return words;
}

bool starts_with_mark(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
    case Encoding::utf8_bom:
      return bytes.starts_with(utf8_mark);
    case Encoding::utf16_le:
      return bytes.starts_with(utf16_le_mark);
    case Encoding::utf16_be:
      return bytes.starts_with(utf16_be_mark);
    case Encoding::windows_1252:
      return false;
  }
  return false;
}

struct Guess {
  Encoding encoding = Encoding::utf8;
  bool doubtful = false;
};

Guess guess_of(std::string_view bytes) {
  if (bytes.starts_with(utf8_mark)) return {Encoding::utf8_bom};
  if (bytes.starts_with(utf16_le_mark)) return {Encoding::utf16_le};
  if (bytes.starts_with(utf16_be_mark)) return {Encoding::utf16_be};
  if (const auto found = utf16_by_zeros(bytes)) return {*found};
  const Utf8Census census = census_of(bytes);
  if (census.bad_bytes == 0) return {Encoding::utf8};
  // A Windows-1252 text hardly ever holds a valid UTF-8 sequence, so several of them mean damaged UTF-8.
  if (census.good_letters >= census.bad_bytes) return {Encoding::utf8, true};
  return {Encoding::windows_1252, !detector_favours_1252(bytes)};
}

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8:
      return "UTF-8";
    case Encoding::utf8_bom:
      return "UTF-8 with byte order mark";
    case Encoding::utf16_le:
      return "UTF-16 (little-endian)";
    case Encoding::utf16_be:
      return "UTF-16 (big-endian)";
    case Encoding::windows_1252:
      return "Windows-1252";
  }
  return "";
}

std::optional<Problem> decode(std::string bytes, std::optional<Encoding> stated, Roster& out) {
  const Guess guess = stated ? Guess{*stated} : guess_of(bytes);
  out.encoding = guess.encoding;
  out.encoding_doubtful = guess.doubtful;
  std::string_view body = bytes;
  if (starts_with_mark(body, guess.encoding)) {
    body.remove_prefix(guess.encoding == Encoding::utf16_le || guess.encoding == Encoding::utf16_be ? 2 : 3);
  }
  switch (guess.encoding) {
    case Encoding::utf8:
    case Encoding::utf8_bom:
      if (is_utf8(body)) {
        bytes.erase(0, bytes.size() - body.size());
        out.text = std::move(bytes);
      } else {
        repair_utf8(body, out);
      }
      break;
    case Encoding::utf16_le:
      convert(body, "UTF-16LE", guess.encoding, out);
      break;
    case Encoding::utf16_be:
      convert(body, "UTF-16BE", guess.encoding, out);
      break;
    case Encoding::windows_1252:
      convert(body, "windows-1252", guess.encoding, out);
      break;
  }
  if (out.encoding_doubtful) out.evidence = words_to_show(out.text);
  if (out.text.size() <= 2 * max_file_bytes) return std::nullopt;
  return Problem{.code = "file.too_big",
                 .message = "the file holds too much text",
                 .cure = "split it into smaller files, each below 64 MB"};
}

}  // namespace kith::roster
