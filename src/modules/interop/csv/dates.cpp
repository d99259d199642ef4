#include "modules/interop/csv/dates.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

namespace kith::roster {
namespace {

constexpr std::array<std::string_view, 12> months = {"january",   "february", "march",    "april",
                                                     "may",       "june",     "july",     "august",
                                                     "september", "october",  "november", "december"};

struct Token {
  std::string text;
  bool digits = false;
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// Runs of digits and of letters, in lower case; nothing when other characters than separators are between
// them.
std::optional<std::vector<Token>> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (!is_digit(c) && !is_letter(c)) {
      if (std::string_view(" -/.,").find(c) == std::string_view::npos) return std::nullopt;
      ++at;
      continue;
    }
    Token token{.text = {}, .digits = is_digit(c)};
    while (at < text.size() && (token.digits ? is_digit(text[at]) : is_letter(text[at]))) {
      token.text += static_cast<char>(std::tolower(static_cast<unsigned char>(text[at++])));
    }
    tokens.push_back(std::move(token));
  }
  return tokens;
}

int number_of(const Token& token) {
  int value = 0;
  if (token.text.size() > 4) return -1;
  std::from_chars(token.text.data(), token.text.data() + token.text.size(), value);
  return value;
}

int month_of(const Token& token) {
  if (token.digits || token.text.size() < 3) return 0;
  for (std::size_t i = 0; i < months.size(); ++i) {
    const bool whole = months[i].starts_with(token.text) && token.text.size() <= months[i].size();
    if ((whole && (token.text.size() == 3 || token.text == months[i])) || (i == 8 && token.text == "sept")) {
      return static_cast<int>(i) + 1;
    }
  }
  return 0;
}

DateReading complain(std::string code, std::string message, std::string cure) {
  DateReading reading;
  reading.complaint = Complaint{std::move(code), std::move(message), std::move(cure)};
  return reading;
}

DateReading not_a_date(std::string_view text) {
  return complain("date.invalid", quoted(text) + " is not a date",
                  "write it as year-month-day, such as 1950-12-25");
}

DateReading dated(std::string_view text, Date date, DateEvidence evidence = DateEvidence::none) {
  if (exists(date)) return {date, evidence, {}};
  return complain("date.invalid", quoted(text) + " is not a day that exists", "correct the day or the month");
}

// Midnight after a date is what spreadsheets add by themselves; any other time is a doubt.
std::string_view without_midnight(std::string_view text) {
  const std::size_t at = text.find_first_of(" T");
  if (at == std::string_view::npos || text.find(':') == std::string_view::npos) return text;
  const std::string_view time = text.substr(at + 1);
  if (time.empty() || !time.starts_with("0")) return text;
  const bool midnight = time.find_first_not_of("0:.Z") == std::string_view::npos;
  return midnight ? text.substr(0, at) : text;
}

DateReading one_number(std::string_view text, const Token& token) {
  if (token.text.size() == 8) {
    return complain("date.invalid", quoted(text) + " is a date without separators",
                    "write it as year-month-day, such as 1950-12-25");
  }
  const int value = number_of(token);
  if (token.text.size() == 4 && value >= 1900 && value <= 2100) {
    return complain("date.invalid", quoted(text) + " is only a year",
                    "write the whole date, such as 1950-12-25");
  }
  if (token.text.size() > 5) return not_a_date(text);
  return complain("date.serial", quoted(text) + " is a day number from a spreadsheet and not a date",
                  "set the column's format to a date in the spreadsheet and save the file again");
}

DateReading three_numbers(std::string_view text, int first, int second, int year, DateForm form) {
  const bool may_be_dmy = second >= 1 && second <= 12 && first >= 1 && first <= 31;
  const bool may_be_mdy = first >= 1 && first <= 12 && second >= 1 && second <= 31;
  if (!may_be_dmy && !may_be_mdy) return dated(text, {year, 0, 0});
  if (form == DateForm::iso) {
    return complain("date.form", quoted(text) + " is not written with the year first",
                    "write it as year-month-day, such as 1950-12-25, or say which form the dates have");
  }
  if (first == second) return dated(text, {year, first, second});
  if (form == DateForm::ask && may_be_dmy && may_be_mdy) return {{}, DateEvidence::either, {}};
  if (form == DateForm::ask) form = may_be_dmy ? DateForm::dmy : DateForm::mdy;
  if (form == DateForm::dmy && !may_be_dmy) {
    return complain("date.form", quoted(text) + " has no month " + std::to_string(second),
                    "write the day before the month, as in the rest of the file");
  }
  if (form == DateForm::mdy && !may_be_mdy) {
    return complain("date.form", quoted(text) + " has no month " + std::to_string(first),
                    "write the month before the day, as in the rest of the file");
  }
  if (form == DateForm::dmy) {
    return dated(text, {year, second, first}, may_be_mdy ? DateEvidence::either : DateEvidence::dmy);
  }
  return dated(text, {year, first, second}, may_be_dmy ? DateEvidence::either : DateEvidence::mdy);
}

DateReading numbers_only(std::string_view text, const std::vector<Token>& tokens, DateForm form) {
  const std::size_t a = tokens[0].text.size(), b = tokens[1].text.size(), c = tokens[2].text.size();
  const int first = number_of(tokens[0]), second = number_of(tokens[1]), third = number_of(tokens[2]);
  if (a == 4 && b <= 2 && c <= 2) return dated(text, {first, second, third});
  if (a <= 2 && b <= 2 && c == 4) return three_numbers(text, first, second, third, form);
  if (a <= 2 && b <= 2 && c <= 2) {
    return complain("date.two_digit_year", quoted(text) + " has a year of two digits",
                    "write the year with four digits, such as 1950");
  }
  return not_a_date(text);
}

DateReading with_month_name(std::string_view text, const std::vector<Token>& tokens) {
  const bool month_first = !tokens[0].digits;
  const Token& month = month_first ? tokens[0] : tokens[1];
  const Token& day = month_first ? tokens[1] : tokens[0];
  const Token& year = tokens[2];
  if (!day.digits || !year.digits || month_of(month) == 0 || day.text.size() > 2) return not_a_date(text);
  if (year.text.size() == 2) {
    return complain("date.two_digit_year", quoted(text) + " has a year of two digits",
                    "write the year with four digits, such as 1950");
  }
  if (year.text.size() != 4) return not_a_date(text);
  return dated(text, {number_of(year), month_of(month), number_of(day)});
}

bool is_decimal(std::string_view text) {
  return text.find_first_not_of("0123456789.") == std::string_view::npos &&
         std::count(text.begin(), text.end(), '.') == 1;
}

}  // namespace

DateReading read_date(std::string_view text, DateForm form) {
  if (text.find(':') != std::string_view::npos) {
    const std::string_view day = without_midnight(text);
    if (day.size() < text.size()) return read_date(day, form);
    return complain("date.invalid", quoted(text) + " has a time of day", "write only the date");
  }
  auto tokens = tokens_of(text);
  if (!tokens || tokens->empty() || !(is_digit(text.front()) || is_letter(text.front())))
    return not_a_date(text);
  std::erase_if(*tokens, [&](const Token& each) {
    return each.text == "st" || each.text == "nd" || each.text == "rd" || each.text == "th";
  });
  if (tokens->size() == 1 && tokens->front().digits) return one_number(text, tokens->front());
  if (tokens->size() == 2 && is_decimal(text)) return one_number(text, tokens->front());
  if (tokens->size() != 3) return not_a_date(text);
  const bool numbers = std::all_of(tokens->begin(), tokens->end(), [](const Token& t) { return t.digits; });
  return numbers ? numbers_only(text, *tokens, form) : with_month_name(text, *tokens);
}

}  // namespace kith::roster
