#pragma once

#include <string>
#include <tuple>
#include <vector>

#include "modules/programmes/package/profile.h"

// Whom a programme is for, as its package says it: a few questions that are answered with yes or no before
// anything else is asked, and what is said to somebody whom it does not suit.
namespace kith::package {

inline constexpr std::size_t most_screen_questions = 8;

struct ScreenQuestion {
  static constexpr std::string_view schema_name = "PackageScreenQuestion";
  std::string key;
  Words ask;
  bool fits = true;  // the answer of somebody whom the programme suits
  Words otherwise;   // to somebody who answers the other way: why it does not suit them

  bool operator==(const ScreenQuestion&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("key", &ScreenQuestion::key), field("ask", &ScreenQuestion::ask),
                      field("fits", &ScreenQuestion::fits), field("otherwise", &ScreenQuestion::otherwise)};
  }
};

// Somewhere else to turn. It has a telephone number, a web address or both.
struct ElsewherePlace {
  static constexpr std::string_view schema_name = "PackageElsewherePlace";
  Words label;
  std::string phone;  // as people write it: digits, blanks, "-", "(", ")" and a leading "+"; or ""
  std::string link;   // https address, or ""

  bool operator==(const ElsewherePlace&) const = default;
  static constexpr auto fields() {
    return std::tuple{field("label", &ElsewherePlace::label), field("phone", &ElsewherePlace::phone),
                      field("link", &ElsewherePlace::link)};
  }
};

struct Screen {
  static constexpr std::string_view schema_name = "PackageScreen";
  std::vector<ScreenQuestion> questions;  // at least one
  Words elsewhere;                        // where somebody may turn whom the programme does not suit
  std::vector<ElsewherePlace> places;

  bool operator==(const Screen&) const = default;
  const ScreenQuestion* question(std::string_view key) const;
  static constexpr auto fields() {
    return std::tuple{field("questions", &Screen::questions, {.max_items = most_screen_questions}),
                      field("elsewhere", &Screen::elsewhere),
                      field("places", &Screen::places, {.max_items = most_screen_questions})};
  }
};

}  // namespace kith::package
