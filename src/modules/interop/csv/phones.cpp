#include <algorithm>
#include <array>

#include "modules/interop/csv/problems.h"

namespace kith::roster {
namespace {

// How a country writes its numbers inside its borders. Source: the ITU national numbering plans, kept to what
// decides between "certain" and "doubtful". `first` lists the digits that a number without trunk may begin
// with.
struct Country {
  std::string_view iso;
  std::string_view code;
  std::string_view trunk;
  std::size_t shortest;
  std::size_t longest;
  std::string_view first;
};

constexpr std::array countries = {
    Country{"GB", "44", "0", 9, 10, "123789"},     Country{"IE", "353", "0", 7, 9, "12456789"},
    Country{"US", "1", "1", 10, 10, "23456789"},   Country{"CA", "1", "1", 10, 10, "23456789"},
    Country{"AU", "61", "0", 9, 9, "234578"},      Country{"NZ", "64", "0", 8, 10, "234679"},
    Country{"DE", "49", "0", 6, 11, "123456789"},  Country{"FR", "33", "0", 9, 9, "12345679"},
    Country{"ES", "34", "", 9, 9, "6789"},         Country{"PT", "351", "", 9, 9, "29"},
    Country{"NL", "31", "0", 9, 9, "1234567"},     Country{"BE", "32", "0", 8, 9, "12345679"},
    Country{"CH", "41", "0", 9, 9, "234567"},      Country{"AT", "43", "0", 7, 13, "123456789"},
    Country{"IT", "39", "", 8, 11, "03"},          Country{"DK", "45", "", 8, 8, "23456789"},
    Country{"NO", "47", "", 8, 8, "234569"},       Country{"SE", "46", "0", 7, 9, "123456789"},
    Country{"FI", "358", "0", 6, 11, "123456789"}, Country{"PL", "48", "", 9, 9, "123456789"},
    Country{"IN", "91", "0", 10, 10, "123456789"}, Country{"ZA", "27", "0", 9, 9, "12345678"},
};

// Every other calling code that is in use, two digits or three; "+" numbers there are taken by length alone.
constexpr std::string_view two_digit_codes =
    "20 30 36 40 51 52 53 54 55 56 57 58 60 62 63 65 66 81 82 84 86 90 92 93 94 95 98 ";
constexpr std::string_view three_digit_codes =
    "211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 "
    "241 242 243 244 245 246 248 249 250 251 252 253 254 255 256 257 258 260 261 262 263 264 265 266 267 268 "
    "269 290 291 297 298 299 350 352 354 355 356 357 359 370 371 372 373 374 375 376 377 378 380 381 382 383 "
    "385 386 387 389 420 421 423 500 501 502 503 504 505 506 507 508 509 590 591 592 593 594 595 596 597 598 "
    "599 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 850 852 853 855 "
    "856 880 886 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 992 993 994 995 996 "
    "998 ";

constexpr std::string_view international_cure =
    "write it with + and the country number, such as +44 7700 900123";

PhoneReading refuse(std::string code, std::string message, std::string_view cure = international_cure) {
  PhoneReading out;
  out.problem = Problem{.code = std::move(code), .message = std::move(message), .cure = std::string(cure)};
  return out;
}

struct Digits {
  bool plus = false;
  bool bracketed_trunk = false;  // "+44 (0)7700": the zero is only for callers inside the country
  std::string digits;
};

bool is_spacing(std::string_view text, std::size_t at, std::size_t& width) {
  width = 1;
  if (std::string_view(" -.()/").find(text[at]) != std::string_view::npos) return true;
  for (const std::string_view each : {"\u00A0", "\u2010", "\u2011", "\u2013", "\u202F", "\u2009"}) {
    width = each.size();
    if (text.substr(at).starts_with(each)) return true;
  }
  return false;
}

std::optional<Digits> digits_of(std::string_view text) {
  Digits out;
  const std::size_t bracket = text.find("(0)");
  std::string kept(text);
  if (bracket != std::string_view::npos && bracket > 0) {
    out.bracketed_trunk = true;
    kept.erase(bracket, 3);
  }
  for (std::size_t at = 0, width = 1; at < kept.size(); at += width) {
    width = 1;
    const char c = kept[at];
    if (c == '+' && out.digits.empty() && !out.plus) {
      out.plus = true;
    } else if (c >= '0' && c <= '9') {
      out.digits += c;
    } else if (!is_spacing(kept, at, width)) {
      return std::nullopt;
    }
  }
  return out;
}

// North American area codes and exchanges never begin with 0 or 1 and area codes never end in 11.
bool north_american(std::string_view national) {
  return national[0] >= '2' && national[3] >= '2' && national.substr(1, 2) != "11";
}

// In the United Kingdom only some geographic numbers beginning with 1, and 800 numbers, have nine digits.
bool british(std::string_view national) {
  return national.size() == 10 || national.starts_with('1') || national.starts_with("800");
}

bool fits(const Country& country, std::string_view national) {
  if (national.size() < country.shortest || national.size() > country.longest) return false;
  if (country.first.find(national[0]) == std::string_view::npos) return false;
  if (country.code == "1") return north_american(national);
  return country.code != "44" || british(national);
}

bool code_in_use(std::string_view digits) {
  if (digits[0] == '7') return true;
  const std::string two = std::string(digits.substr(0, 2)) + " ";
  const std::string three = std::string(digits.substr(0, 3)) + " ";
  return two_digit_codes.find(two) != std::string_view::npos ||
         three_digit_codes.find(three) != std::string_view::npos;
}

PhoneReading international(std::string_view text, const Digits& number) {
  const std::string& digits = number.digits;
  if (digits.size() < 8 || digits.size() > 15) {
    return refuse("phone.invalid",
                  quoted(text) + " has too " + (digits.size() < 8 ? "few" : "many") + " digits",
                  "check the number");
  }
  for (const Country& country : countries) {
    if (!digits.starts_with(country.code)) continue;
    const std::string_view national = std::string_view(digits).substr(country.code.size());
    const bool zero_is_dropped = !number.bracketed_trunk || country.trunk == "0";
    if (zero_is_dropped && fits(country, national)) return {.e164 = "+" + digits, .problem = {}};
    return refuse("phone.invalid", quoted(text) + " is not a number of that country",
                  "check the digits after +" + std::string(country.code) +
                      (country.trunk == "0" ? " and leave out the 0 that follows" : ""));
  }
  if (number.bracketed_trunk || !code_in_use(digits)) {
    return refuse("phone.invalid", quoted(text) + " does not begin with a country number that is known",
                  "check the digits after +");
  }
  return {.e164 = "+" + digits, .problem = {}};
}

PhoneReading national(std::string_view text, const std::string& digits, const Country& country) {
  std::string_view rest = digits;
  const bool north_america = country.code == "1";
  const bool has_trunk = !country.trunk.empty() && rest.starts_with(country.trunk);
  if (has_trunk) rest.remove_prefix(country.trunk.size());
  const bool trunk_missing = !country.trunk.empty() && !has_trunk && !north_america;
  if (!trunk_missing && !rest.empty() && fits(country, rest)) {
    return {.e164 = "+" + std::string(country.code) + std::string(rest), .problem = {}};
  }
  return refuse("phone.doubtful", quoted(text) + " is not clearly a number of this programme's country",
                trunk_missing
                    ? "put the " + std::string(country.trunk) + " at its start, or write it with + and " +
                          "the country number, such as +" + std::string(country.code)
                    : std::string(international_cure));
}

}  // namespace

PhoneReading read_phone(std::string_view text, std::string_view country) {
  if (text.find("E+") != std::string_view::npos || text.find("e+") != std::string_view::npos) {
    return refuse("phone.invalid", quoted(text) + " was turned into a rounded number by the spreadsheet",
                  "set the column's format to text in the spreadsheet and type the number again");
  }
  auto number = digits_of(text);
  if (!number || number->digits.empty()) {
    return refuse("phone.invalid", quoted(text) + " is not one telephone number",
                  "write one number here, with digits only");
  }
  if (!number->plus && number->digits.starts_with("00")) {
    number->plus = true;
    number->digits.erase(0, 2);
  }
  if (number->plus) return international(text, *number);
  const auto known = std::find_if(countries.begin(), countries.end(),
                                  [&](const Country& each) { return each.iso == country; });
  if (known == countries.end()) {
    return refuse("phone.country_unknown", quoted(text) + " has no country number");
  }
  if (number->bracketed_trunk)
    return refuse("phone.doubtful", quoted(text) + " has a 0 in brackets but no +");
  return national(text, number->digits, *known);
}

}  // namespace kith::roster
