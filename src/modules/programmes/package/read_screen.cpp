#include "modules/programmes/package/read_screen.h"

#include <algorithm>
#include <set>

namespace kith::package {
namespace {

constexpr std::size_t most_places = 8;

bool is_written_number(std::string_view text) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::string_view rest = text.substr(text.starts_with('+') ? 1 : 0);
  return std::ranges::count_if(rest, is_digit) >= 3 && text.size() <= 30 &&
         std::ranges::all_of(
             rest, [&](char c) { return is_digit(c) || c == ' ' || c == '-' || c == '(' || c == ')'; });
}

Place place_of_item(const Tree& item, const Reading& reading) {
  return {reading.file, item.line, item.column};
}

ScreenQuestion read_question(const Tree& tree, const Reading& reading) {
  ScreenQuestion out;
  if (!is_map(tree, reading, "a question")) return out;
  Scope question(tree, reading);
  out.key = question.name("key");
  out.ask = question.words("ask", Need::required, help_length);
  out.fits = question.yes("fits");
  if (!question.has("fits")) {
    reading.findings.add(place_of_item(tree, reading), "this question does not say which answer fits",
                         "add fits: yes or fits: no");
  }
  out.otherwise = question.words("otherwise", Need::required, message_length);
  question.finish();
  return out;
}

ElsewherePlace read_place(const Tree& tree, const Reading& reading) {
  ElsewherePlace out;
  if (!is_map(tree, reading, "a place")) return out;
  Scope place(tree, reading);
  out.label = place.words("label", Need::required);
  out.phone = place.text("phone", Need::optional);
  out.link = place.text("link", Need::optional, help_length);
  if (!out.phone.empty() && !is_written_number(out.phone)) {
    place.wrong("phone", in_quotes(out.phone) + " is not a telephone number",
                "write digits, with blanks or hyphens between them");
  }
  if (!out.link.empty() && !out.link.starts_with("https://")) {
    place.wrong("link", in_quotes(out.link) + " is not a safe web address", "begin it with https://");
  }
  if (out.phone.empty() && out.link.empty()) {
    reading.findings.add(place_of_item(tree, reading), "nobody can turn to this place",
                         "add phone: or link:");
  }
  place.finish();
  return out;
}

void read_questions(Scope& programme, Screen& out) {
  const Tree* list = programme.list("eligibility", Need::required);
  if (!list) return;
  std::set<std::string> keys;
  for (const Tree& each : list->items) {
    out.questions.push_back(read_question(each, programme.reading()));
    const std::string& key = out.questions.back().key;
    if (!key.empty() && !keys.insert(key).second) {
      programme.reading().findings.add(place_of_item(each, programme.reading()),
                                       "the question " + in_quotes(key) + " is there twice",
                                       "keep one, or name it otherwise");
    }
  }
  if (list->items.empty() || list->items.size() > most_screen_questions) {
    programme.wrong(
        "eligibility",
        "there are " + std::to_string(list->items.size()) + " questions before anybody may take part",
        "ask 1 to 8, or leave eligibility out");
  }
}

void read_elsewhere(Scope& programme, Screen& out) {
  const Tree* map = programme.map("elsewhere", Need::required);
  if (!map) return;
  Scope elsewhere(*map, programme.reading());
  out.elsewhere = elsewhere.words("text", Need::required, message_length);
  if (const Tree* places = elsewhere.list("places", Need::optional)) {
    for (const Tree& each : places->items) out.places.push_back(read_place(each, programme.reading()));
    if (places->items.size() > most_places)
      elsewhere.wrong("places", "there are more than 8 places", "name those that help most");
  }
  elsewhere.finish();
}

}  // namespace

const ScreenQuestion* Screen::question(std::string_view key) const {
  const auto found = std::ranges::find(questions, key, &ScreenQuestion::key);
  return found == questions.end() ? nullptr : &*found;
}

std::optional<Screen> read_screen(Scope& programme) {
  if (!programme.has("eligibility")) {
    programme.list("eligibility", Need::optional);
    if (programme.map("elsewhere", Need::optional)) {
      programme.wrong("elsewhere", "nobody is sent elsewhere without questions",
                      "add eligibility:, or take this out");
    }
    return std::nullopt;
  }
  Screen out;
  read_questions(programme, out);
  read_elsewhere(programme, out);
  return out;
}

}  // namespace kith::package
