#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace kith {

// A JSON value. Objects keep the order in which members were added, so that output is byte-stable.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  Json() = default;
  Json(std::nullptr_t) {}
  Json(bool value) : value_(value) {}
  Json(int value) : value_(std::int64_t{value}) {}
  Json(std::int64_t value) : value_(value) {}
  Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
  Json(double value) : value_(value) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  static Json object(std::initializer_list<std::pair<std::string, Json>> members = {}) {
    return Json(Object(members.begin(), members.end()));
  }
  static Json array(std::initializer_list<Json> items = {}) { return Json(Array(items)); }

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  bool is_bool() const { return std::holds_alternative<bool>(value_); }
  bool is_integer() const { return std::holds_alternative<std::int64_t>(value_); }
  bool is_number() const { return is_integer() || std::holds_alternative<double>(value_); }
  bool is_string() const { return std::holds_alternative<std::string>(value_); }
  bool is_array() const { return std::holds_alternative<Array>(value_); }
  bool is_object() const { return std::holds_alternative<Object>(value_); }

  // The value as the kind that it is known to be; asking for another kind is a bug and throws
  // std::logic_error.
  bool boolean() const;
  std::int64_t integer() const;
  double number() const;
  const std::string& string() const;
  const Array& array_items() const;
  Array& array_items();
  const Object& members() const;
  Object& members();

  // The member of that name, or null when this is no object or has none.
  const Json* find(std::string_view name) const;

  // The member's text, or "" when it is not there or not text. For data that Kith itself wrote.
  const std::string& text(std::string_view name) const;

  // Adds or replaces a member (object), adds an item (array). A null value becomes what is needed first.
  Json& set(std::string_view name, Json value);
  Json& push(Json value);

  bool operator==(const Json&) const = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> value_;
};

// Reads one JSON text strictly (promise I3): RFC 8259, valid UTF-8, at most 32 levels deep, no duplicate
// member names, nothing after it. Throws Refusal invalid "json.malformed" that names the byte where it went
// wrong.
Json parse_json(std::string_view text);

// Compact, members in their order, non-ASCII as UTF-8.
std::string to_text(const Json& value);

// The same over several lines, two spaces deeper at each level: for files that people compare.
std::string to_indented_text(const Json& value);

}  // namespace kith
