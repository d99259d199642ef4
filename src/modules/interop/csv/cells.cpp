#include "modules/interop/csv/cells.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "modules/interop/csv/email.h"
#include "modules/interop/csv/table.h"

namespace kith::roster {
namespace {

constexpr std::size_t most_remembered = 4'096;
constexpr std::size_t longest_remembered = 400;

bool on_one_line_only(Kind kind) { return kind != Kind::text && kind != Kind::long_text; }

// Lists may be written one item to a line.
bool is_list(Kind kind) {
  return kind == Kind::choices || kind == Kind::languages || kind == Kind::availability;
}

bool repeats(Kind kind) {
  return kind == Kind::choice || kind == Kind::yes_no || kind == Kind::time_zone || is_list(kind);
}

std::size_t default_length(Kind kind) {
  if (kind == Kind::text) return 500;
  return kind == Kind::long_text ? 4'000 : 200;
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string plain(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15)
    return std::to_string(static_cast<long long>(value));
  std::string out = std::to_string(value);
  while (out.back() == '0') out.pop_back();
  return out;
}

const std::string& words_for(const Choice& choice) {
  return choice.label.empty() ? choice.value : choice.label;
}

struct Bounds {
  std::optional<double> min;
  std::optional<double> max;
};

Bounds bounds_of(const FieldSpec& field) {
  const auto either = [](std::optional<double> own, double standard) { return own ? *own : standard; };
  switch (field.kind) {
    case Kind::year:
      return {either(field.min, 1900), either(field.max, 2100)};
    case Kind::count:
      return {either(field.min, 0), either(field.max, 1'000'000)};
    case Kind::latitude:
      return {either(field.min, -90), either(field.max, 90)};
    case Kind::longitude:
      return {either(field.min, -180), either(field.max, 180)};
    default:
      return {field.min, field.max};
  }
}

void check_bounds(const FieldSpec& field, double value, std::string_view cell, std::string code,
                  Complaints& complaints) {
  const Bounds bounds = bounds_of(field);
  if (bounds.min && value < *bounds.min) {
    complaints.push_back({code, quoted(cell) + " is too small", "write " + plain(*bounds.min) + " or more"});
  } else if (bounds.max && value > *bounds.max) {
    complaints.push_back({code, quoted(cell) + " is too large", "write " + plain(*bounds.max) + " or less"});
  }
}

}  // namespace

std::vector<std::string> items_of(std::string_view cell, bool comma) {
  std::vector<std::string> items;
  const std::string_view marks = comma ? ";|\r\n," : ";|\r\n";
  for (std::size_t at = 0; at <= cell.size();) {
    const std::size_t end = std::min(cell.find_first_of(marks, at), cell.size());
    if (std::string item = trimmed_cell(cell.substr(at, end - at)); !item.empty())
      items.push_back(std::move(item));
    at = end + 1;
  }
  return items;
}

CellReader::CellReader(const FieldSpec& field, const Settings& settings, DateForm date_form)
    : field_(field), settings_(settings), date_form_(date_form), remembers_(repeats(field.kind)) {
  for (const Choice& each : field.choices) choices_.emplace(plain_folded(each.value), each.value);
  for (const Choice& each : field.choices) {
    for (const std::string& synonym : each.synonyms) choices_.emplace(plain_folded(synonym), each.value);
  }
}

Json CellReader::read(std::string_view cell, Complaints& complaints, bool& undecided) {
  if (!remembers_ || cell.size() > longest_remembered) return read_anew(cell, complaints, undecided);
  const auto known = remembered_.find(std::string(cell));
  if (known != remembered_.end()) return known->second;
  Json value = read_anew(cell, complaints, undecided);
  if (complaints.empty() && remembered_.size() < most_remembered) remembered_.emplace(cell, value);
  return value;
}

Json CellReader::read_anew(std::string_view cell, Complaints& complaints, bool& undecided) const {
  const bool breaks = cell.find_first_of("\r\n") != std::string_view::npos;
  if (breaks && on_one_line_only(field_.kind) && !is_list(field_.kind)) {
    complaints.push_back(
        {"cell.line_break", "there is a line break inside the cell", "write it on one line"});
    return {};
  }
  switch (field_.kind) {
    case Kind::text:
    case Kind::long_text:
    case Kind::name:
    case Kind::place_name:
      return read_text(cell, complaints);
    case Kind::date:
      return read_date_cell(cell, complaints, undecided);
    case Kind::year:
      return read_year(cell, complaints);
    case Kind::number:
    case Kind::count:
    case Kind::latitude:
    case Kind::longitude:
      return read_number(cell, complaints);
    case Kind::choice:
      return read_choice(cell, complaints);
    case Kind::choices:
    case Kind::languages:
      return read_list(cell, complaints);
    case Kind::availability:
      return read_availability(cell, complaints);
    case Kind::yes_no:
      return read_yes_no(cell, complaints);
    case Kind::time_zone:
      return read_time_zone(cell, complaints);
    case Kind::email: {
      EmailReading reading = read_email(cell);
      if (reading.complaint) complaints.push_back(std::move(*reading.complaint));
      return std::move(reading.address);
    }
    case Kind::phone: {
      PhoneReading reading = read_phone(cell, settings_.country);
      if (auto& bad = reading.problem) complaints.push_back({bad->code, bad->message, bad->cure});
      return std::move(reading.e164);
    }
  }
  return {};
}

Json CellReader::read_text(std::string_view cell, Complaints& complaints) const {
  const std::size_t limit = field_.max_length > 0 ? field_.max_length : default_length(field_.kind);
  if (cell.size() > limit && length_of(cell) > limit) {
    complaints.push_back({"text.too_long",
                          "the text is " + std::to_string(length_of(cell)) + " characters long",
                          "shorten it to " + std::to_string(limit)});
  }
  return cell;
}

Json CellReader::read_date_cell(std::string_view cell, Complaints& complaints, bool& undecided) const {
  const DateReading reading = read_date(cell, date_form_);
  if (reading.complaint) complaints.push_back(*reading.complaint);
  if (!reading.date) {
    undecided = undecided || !reading.complaint;
    return {};
  }
  const Date earliest = field_.earliest.value_or(Date{1900, 1, 1});
  const Date latest = field_.latest.value_or(Date{2100, 12, 31});
  if (*reading.date < earliest) {
    complaints.push_back({"date.out_of_range", quoted(cell) + " is too long ago",
                          "write a day from " + to_text(earliest) + " on"});
  } else if (*reading.date > latest) {
    complaints.push_back(
        {"date.out_of_range", quoted(cell) + " is too late", "write a day up to " + to_text(latest)});
  }
  return to_text(*reading.date);
}

Json CellReader::read_year(std::string_view cell, Complaints& complaints) const {
  if (cell.size() != 4 || !all_digits(cell)) {
    complaints.push_back(
        {"year.invalid", quoted(cell) + " is not a year", "write four digits, such as 1987"});
    return {};
  }
  const std::int64_t year = std::stoi(std::string(cell));
  check_bounds(field_, static_cast<double>(year), cell, "year.out_of_range", complaints);
  return year;
}

Json CellReader::read_number(std::string_view cell, Complaints& complaints) const {
  const std::string_view digits = cell.starts_with('-') ? cell.substr(1) : cell;
  const bool shaped = !digits.empty() && digits.size() <= 18 &&
                      std::count(digits.begin(), digits.end(), '.') <= 1 &&
                      digits.find_first_not_of("0123456789.") == std::string_view::npos &&
                      digits.front() != '.' && digits.back() != '.';
  const bool whole = shaped && digits.find('.') == std::string_view::npos;
  if (!shaped || (field_.kind == Kind::count && !whole)) {
    const std::string_view sort = field_.kind == Kind::count ? " is not a whole number" : " is not a number";
    const bool comma = cell.find(',') != std::string_view::npos;
    complaints.push_back({"number.invalid", quoted(cell) + std::string(sort),
                          field_.kind == Kind::count ? "write digits only, such as 3"
                          : comma                    ? "write a point where the comma is, such as 52.39"
                                                     : "write digits only, such as 52.39"});
    return {};
  }
  double value = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), value);
  check_bounds(field_, value, cell, "number.out_of_range", complaints);
  const bool coordinate = field_.kind == Kind::latitude || field_.kind == Kind::longitude;
  if (!whole || coordinate) return value;
  std::int64_t integer = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), integer);
  return integer;
}

Json CellReader::read_yes_no(std::string_view cell, Complaints& complaints) const {
  std::string word = plain_folded(cell);
  if (const auto own = choices_.find(word); own != choices_.end()) word = plain_folded(own->second);
  if (word == "yes" || word == "y" || word == "true" || word == "1") return true;
  if (word == "no" || word == "n" || word == "false" || word == "0") return false;
  complaints.push_back({"yes_no.unknown", quoted(cell) + " is neither yes nor no", "write yes or no"});
  return {};
}

Json CellReader::read_time_zone(std::string_view cell, Complaints& complaints) const {
  const bool shaped = cell == "UTC" || cell.find('/') != std::string_view::npos;
  if (shaped && cell.size() <= 64 && is_time_zone(cell)) return cell;
  complaints.push_back({"time_zone.unknown", quoted(cell) + " is not a time zone",
                        "write area and city, such as America/Vancouver or Europe/London"});
  return {};
}

Json CellReader::read_choice(std::string_view item, Complaints& complaints) const {
  const auto known = choices_.find(plain_folded(item));
  if (known != choices_.end()) return known->second;
  if (field_.choices.empty() || field_.open_choices) return read_text(item, complaints);
  complaints.push_back(unknown_choice(item));
  return {};
}

Complaint CellReader::unknown_choice(std::string_view item) const {
  const std::string folded_item = plain_folded(item);
  const Choice* nearest = nullptr;
  double best = 0.65;
  for (const Choice& each : field_.choices) {
    const double likeness = std::max(name_similarity(folded_item, plain_folded(each.value)),
                                     name_similarity(folded_item, plain_folded(each.label)));
    if (likeness > best) {
      best = likeness;
      nearest = &each;
    }
  }
  std::string cure = nearest ? "did you mean " + quoted(words_for(*nearest)) + "? " : "";
  cure += "write one of: ";
  const std::size_t shown = std::min<std::size_t>(field_.choices.size(), 8);
  for (std::size_t i = 0; i < shown; ++i) cure += (i > 0 ? ", " : "") + words_for(field_.choices[i]);
  if (shown < field_.choices.size())
    cure += " and " + std::to_string(field_.choices.size() - shown) + " others";
  return {"choice.unknown", quoted(item) + " is not one of the answers known here", cure};
}

Json CellReader::read_list(std::string_view cell, Complaints& complaints) const {
  Json values = Json::array();
  for (const std::string& item : items_of(cell, settings_.comma_in_lists)) {
    Json value;
    if (field_.kind == Kind::languages && field_.choices.empty()) {
      std::string code = language_code(item);
      if (code.empty() && !field_.open_choices) {
        complaints.push_back({"language.unknown", quoted(item) + " is not a language known here",
                              "write its English name, such as Spanish"});
      }
      value = code.empty() ? item : code;
    } else {
      value = read_choice(item, complaints);
    }
    auto& items = values.array_items();
    if (std::find(items.begin(), items.end(), value) == items.end()) items.push_back(std::move(value));
  }
  return values;
}

}  // namespace kith::roster
