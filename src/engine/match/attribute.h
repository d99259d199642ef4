#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/schedule/weekly_slots.h"

// What a programme knows about people, as far as matching needs it.
namespace kith::match {

enum class AttributeKind {
  category,      // one word of a list: "pump"
  set,           // several words of a list: activities, issues
  tags,          // free words, compared byte by byte; the caller folds them first
  scale,         // one step of an ordered list: "new" < "some years" < "long"
  number,        // compared to three decimals, within plus or minus 10^12
  year,          // a calendar year: of birth, of diagnosis
  place,         // latitude and longitude in degrees
  language,      // languages, each with a level or without
  availability,  // weekly slots in a time zone
};

struct Attribute {
  std::string key;
  AttributeKind kind = AttributeKind::category;
  // Scale: its steps from low to high (at least one). Language: its levels from low to high (may be empty).
  std::vector<std::string> steps = {};
};

struct Place {
  double latitude = 0;   // -90 to 90
  double longitude = 0;  // -180 to 180
};

// Without a level the language counts as spoken at the highest one.
struct LanguageSkill {
  std::string language;
  std::optional<std::string> level = {};
};

// category and scale: std::string; set and tags: strings; number: double; year: int; the others their own
// type. std::monostate is "not known", and so are an empty text, an empty list and an availability without
// slots.
using Value = std::variant<std::monostate, std::string, std::vector<std::string>, double, int, Place,
                           std::vector<LanguageSkill>, schedule::Availability>;

// Values by attribute key. An attribute that is not there is not known.
using Profile = std::map<std::string, Value, std::less<>>;

bool is_known(const Value& value);

}  // namespace kith::match
