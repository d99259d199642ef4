#include "modules/programmes/package/scope.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "base/text.h"
#include "base/time.h"

namespace kith::package {

namespace {

constexpr std::int64_t longest_span_minutes = std::int64_t{10} * 366 * 24 * 60;

std::string quoted_key(std::string_view key) { return "\"" + std::string(key) + "\""; }

std::string characters(std::size_t count) { return std::to_string(count) + " characters"; }

template <class Number>
std::optional<Number> parse_number(const std::string& text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string shown_number(double value) {
  std::string out = std::to_string(value);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out;
}

bool fits(const Tree& tree, const Reading& reading, std::size_t longest) {
  const std::size_t length = length_of(tree.text);
  if (length <= longest) return true;
  reading.findings.add({reading.file, tree.line, tree.column},
                       "this text is " + characters(length) + " long, more than " + std::to_string(longest),
                       "shorten it");
  return false;
}

void read_language(const TreeMember& member, const Reading& reading, std::size_t longest, Words& out) {
  const Place place{reading.file, member.key.line, member.key.column};
  const auto& languages = reading.languages;
  const bool known = std::find(languages.begin(), languages.end(), member.key.text) != languages.end();
  if (!known && !languages.empty()) {
    reading.findings.add(place, in_quotes(member.key.text) + " is not a language of this programme",
                         "write it for " + one_of(languages) + ", or add the language in programme.yaml");
    return;
  }
  const Tree& value = member.value;
  if (value.kind != Tree::Kind::scalar || trimmed(value.text).empty()) {
    const bool empty = value.kind == Tree::Kind::nothing || value.kind == Tree::Kind::scalar;
    reading.findings.add({reading.file, value.line, value.column},
                         "the text in " + quoted_key(member.key.text) + " is " +
                             (empty ? "empty" : std::string(name_of(value.kind))),
                         "write a text here");
  } else if (fits(value, reading, longest)) {
    out[member.key.text] = trimmed(value.text);
    return;
  }
  out[member.key.text] = "";  // it was written, so it is not named a second time as missing
}

}  // namespace

bool is_name(std::string_view text) {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !text.empty() && text.size() <= 40 && text[0] >= 'a' && text[0] <= 'z' &&
         std::all_of(text.begin(), text.end(), allowed);
}

std::optional<std::int64_t> parse_span(std::string_view text) {
  if (text.size() < 2 || text.size() > 8) return std::nullopt;
  const auto count = parse_number<std::int64_t>(std::string(text.substr(0, text.size() - 1)));
  if (!count || *count < 0) return std::nullopt;
  constexpr std::pair<char, std::int64_t> units[] = {{'m', 1}, {'h', 60}, {'d', 24 * 60}, {'w', 7 * 24 * 60}};
  for (const auto& [unit, minutes] : units) {
    if (unit == text.back() && *count * minutes <= longest_span_minutes) return *count * minutes;
  }
  return std::nullopt;
}

Words read_words(const Tree& tree, const Reading& reading, std::size_t longest) {
  Words out;
  const Place place{reading.file, tree.line, tree.column};
  if (tree.kind == Tree::Kind::scalar && reading.languages.size() == 1) {
    if (fits(tree, reading, longest)) out[reading.languages[0]] = trimmed(tree.text);
    return out;
  }
  if (tree.kind != Tree::Kind::map) {
    if (reading.languages.empty()) return out;
    reading.findings.add(
        place, "a text in each language is needed here, not " + std::string(name_of(tree.kind)),
        "write {" + reading.languages[0] + ": \"...\"} with every language of the programme");
    return out;
  }
  for (const TreeMember& each : tree.members) read_language(each, reading, longest, out);
  for (const std::string& language : reading.languages) {
    if (out.contains(language)) continue;
    reading.findings.add(place, "the text in " + quoted_key(language) + " is missing",
                         "add " + language + ": with the text in that language");
  }
  return out;
}

bool is_map(const Tree& tree, const Reading& reading, std::string_view about) {
  if (tree.kind == Tree::Kind::map) return true;
  reading.findings.add(
      {reading.file, tree.line, tree.column},
      std::string(about) + " must be a group of keys, not " + std::string(name_of(tree.kind)),
      "write it as key: value lines");
  return false;
}

Scope::Scope(const Tree& tree, const Reading& reading) : tree_(tree), reading_(reading) {}

Place Scope::place(std::string_view key) const {
  const Tree* found = tree_.find(key);
  const Tree& here = found ? *found : tree_;
  return {reading_.file, here.line, here.column};
}

void Scope::wrong(std::string_view key, std::string what, std::string cure) {
  reading_.findings.add(place(key), std::move(what), std::move(cure));
}

const Tree* Scope::value(std::string_view key, Need need) {
  known_.emplace_back(key);
  const Tree* found = tree_.find(key);
  if (found) return found;
  if (need == Need::required)
    wrong(key, quoted_key(key) + " is missing", "add " + std::string(key) + ": here");
  return nullptr;
}

const Tree* Scope::of_kind(std::string_view key, Need need, Tree::Kind kind, std::string cure) {
  const Tree* found = value(key, need);
  if (!found || found->kind == kind) return found;
  const std::string is = quoted_key(key) + " must be " + std::string(name_of(kind));
  wrong(key, is + ", but it is " + std::string(name_of(found->kind)), std::move(cure));
  return nullptr;
}

const Tree* Scope::scalar(std::string_view key, Need need) {
  return of_kind(key, need, Tree::Kind::scalar, "write one value after the colon");
}

const Tree* Scope::list(std::string_view key, Need need) {
  return of_kind(key, need, Tree::Kind::list, "write it as lines that begin with \"- \"");
}

const Tree* Scope::map(std::string_view key, Need need) {
  return of_kind(key, need, Tree::Kind::map, "write it as key: value lines");
}

std::string Scope::text(std::string_view key, Need need, std::size_t longest) {
  const Tree* found = scalar(key, need);
  if (!found || !fits(*found, reading_, longest)) return "";
  std::string written = trimmed(found->text);
  if (written.empty()) wrong(key, quoted_key(key) + " is empty", "write a value, or take the line out");
  return written;
}

std::string Scope::name(std::string_view key, Need need) {
  std::string written = text(key, need);
  if (!written.empty() && !is_name(written)) {
    wrong(key, in_quotes(written) + " cannot be a key",
          "use at most 40 lower-case letters, digits and \"_\", beginning with a letter");
    return "";
  }
  return written;
}

Words Scope::words(std::string_view key, Need need, std::size_t longest) {
  const Tree* found = value(key, need);
  return found ? read_words(*found, reading_, longest) : Words{};
}

int Scope::whole(std::string_view key, Need need, int least, int most, int otherwise) {
  const Tree* found = scalar(key, need);
  if (!found) return otherwise;
  const auto number = parse_number<int>(found->text);
  if (number && *number >= least && *number <= most) return *number;
  wrong(key, in_quotes(found->text) + " does not fit " + quoted_key(key),
        "write a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return otherwise;
}

double Scope::number(std::string_view key, double least, double most) {
  const Tree* found = scalar(key, Need::optional);
  if (!found) return 0;
  const auto number = parse_number<double>(found->text);
  if (number && std::isfinite(*number) && *number >= least && *number <= most) return *number;
  wrong(key, in_quotes(found->text) + " does not fit " + quoted_key(key),
        "write a number from " + shown_number(least) + " to " + shown_number(most));
  return 0;
}

bool Scope::yes(std::string_view key, bool otherwise) {
  const Tree* found = scalar(key, Need::optional);
  if (!found) return otherwise;
  if (found->text == "yes" || found->text == "true") return true;
  if (found->text == "no" || found->text == "false") return false;
  wrong(key, in_quotes(found->text) + " does not fit " + quoted_key(key), "write yes or no");
  return otherwise;
}

std::int64_t Scope::span_minutes(std::string_view key, Need need) {
  const Tree* found = scalar(key, need);
  if (!found) return 0;
  if (const auto minutes = parse_span(found->text)) return *minutes;
  wrong(key, in_quotes(found->text) + " is not a length of time",
        "write a number and a unit: 30m, 48h, 7d or 2w (minutes, hours, days, weeks)");
  return 0;
}

int Scope::time_of_day(std::string_view key, Need need, int otherwise) {
  const std::string written = text(key, need);
  if (written.empty()) return otherwise;
  const auto digit = [&](std::size_t i) { return written[i] >= '0' && written[i] <= '9'; };
  if (written.size() == 5 && written[2] == ':' && digit(0) && digit(1) && digit(3) && digit(4)) {
    const int minutes = std::stoi(written.substr(0, 2)) * 60 + std::stoi(written.substr(3));
    if (minutes <= 24 * 60 && written[3] < '6') return minutes;
  }
  wrong(key, in_quotes(written) + " is not a time of day", "write hours and minutes: \"09:00\"");
  return otherwise;
}

std::vector<std::string> Scope::texts(std::string_view key, Need need) {
  const Tree* found = list(key, need);
  std::vector<std::string> out;
  if (!found) return out;
  for (const Tree& each : found->items) {
    if (each.kind != Tree::Kind::scalar || trimmed(each.text).empty()) {
      reading_.findings.add({reading_.file, each.line, each.column},
                            "a word is needed here, not " + std::string(name_of(each.kind)),
                            "write each one as a plain word or in quotation marks");
    } else if (fits(each, reading_, label_length)) {
      out.push_back(trimmed(each.text));
    }
  }
  return out;
}

std::string Scope::date(std::string_view key, Need need) {
  const std::string written = text(key, need);
  if (written.empty() || parse_date(written)) return written;
  wrong(key, in_quotes(written) + " is not a date", "write it as year-month-day: 2026-03-31");
  return "";
}

std::string Scope::choice(std::string_view key, Need need, const std::vector<std::string>& names) {
  const std::string written = text(key, need);
  if (written.empty() || std::find(names.begin(), names.end(), written) != names.end()) return written;
  wrong(key, in_quotes(written) + " is not a known " + quoted_key(key), choose_from(written, names));
  return "";
}

void Scope::finish() {
  for (const TreeMember& each : tree_.members) {
    if (std::find(known_.begin(), known_.end(), each.key.text) != known_.end()) continue;
    reading_.findings.add({reading_.file, each.key.line, each.key.column},
                          "unknown key " + in_quotes(each.key.text), choose_from(each.key.text, known_));
  }
}

}  // namespace kith::package
