#pragma once

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <vector>

#include "base/id.h"
#include "base/json.h"
#include "base/refusal.h"
#include "base/time.h"

// A struct that travels as JSON lists its fields once. From that list come the decoder (which reports all
// field errors at once), the encoder and the JSON Schema of the OpenAPI file.
//
//   struct SendMessage {
//     static constexpr std::string_view schema_name = "SendMessage";
//     std::string text;
//     std::optional<MessageId> reply_to;                       // optional: may be absent or null
//     static constexpr auto fields() {
//       return std::tuple{field("text", &SendMessage::text, {.max_length = 4000, .about = "Plain text."}),
//                         field("reply_to", &SendMessage::reply_to)};
//     }
//   };
//
// Field types: bool, int, std::int64_t, double, std::string, Id<...>, Instant, Json (anything), enums with
// EnumNames, other such structs, std::vector, std::optional, std::map<std::string, T>. Unknown members are
// refused, so that a misspelt field is never silently lost.
namespace kith {

struct FieldRules {
  std::size_t min_length = 0;    // code points, for text
  std::size_t max_length = 500;  // code points, for text
  std::int64_t min = INT64_MIN;  // for whole numbers
  std::int64_t max = INT64_MAX;
  std::size_t max_items = 200;  // for arrays and maps
  bool may_be_absent = false;   // the default value stays
  std::string_view about = "";  // one plain sentence for the OpenAPI file
};

template <class Struct, class Member>
struct Field {
  std::string_view name;
  Member Struct::*member;
  FieldRules rules;
};

template <class Struct, class Member>
constexpr Field<Struct, Member> field(std::string_view name, Member Struct::*member, FieldRules rules = {}) {
  return {name, member, rules};
}

// Specialise with `static constexpr std::pair<E, std::string_view> names[]` to let an enum travel.
template <class E>
struct EnumNames;

template <class E>
constexpr std::string_view enum_name(E value) {
  for (const auto& [each, name] : EnumNames<E>::names) {
    if (each == value) return name;
  }
  return "";
}

template <class E>
constexpr std::optional<E> enum_from(std::string_view name) {
  for (const auto& [each, known] : EnumNames<E>::names) {
    if (known == name) return each;
  }
  return std::nullopt;
}

template <class T>
concept Described = requires {
  T::fields();
  { T::schema_name } -> std::convertible_to<std::string_view>;
};

// The named schemas met while describing, in the order of their names.
using SchemaBook = std::map<std::string, Json>;

using FieldErrors = std::vector<FieldError>;

// How one type is read, written and described. `path` is where the value stands, for errors.
template <class T>
struct Codec;

namespace detail {
bool wrong(FieldErrors& errors, const std::string& path, std::string code, std::string message);
bool read_text(const Json& in, std::string& out, const std::string& path, const FieldRules& rules,
               FieldErrors& errors);
bool read_integer(const Json& in, std::int64_t& out, const std::string& path, const FieldRules& rules,
                  FieldErrors& errors);
bool read_instant(const Json& in, Instant& out, const std::string& path, FieldErrors& errors);
bool check_items(const Json& in, std::size_t count, const std::string& path, const FieldRules& rules,
                 FieldErrors& errors);
Json text_schema(const FieldRules& rules);
Json integer_schema(const FieldRules& rules);
Json nullable(Json schema);
inline std::string join(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : path + "." + std::string(name);
}
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
}  // namespace detail

template <>
struct Codec<bool> {
  static bool read(const Json& in, bool& out, const std::string& path, const FieldRules&,
                   FieldErrors& errors) {
    if (!in.is_bool()) return detail::wrong(errors, path, "not_a_boolean", "This must be true or false.");
    out = in.boolean();
    return true;
  }
  static Json write(bool value) { return value; }
  static Json schema(const FieldRules&, SchemaBook&) { return Json::object({{"type", "boolean"}}); }
};

template <>
struct Codec<std::int64_t> {
  static bool read(const Json& in, std::int64_t& out, const std::string& path, const FieldRules& rules,
                   FieldErrors& errors) {
    return detail::read_integer(in, out, path, rules, errors);
  }
  static Json write(std::int64_t value) { return value; }
  static Json schema(const FieldRules& rules, SchemaBook&) { return detail::integer_schema(rules); }
};

template <>
struct Codec<int> {
  static bool read(const Json& in, int& out, const std::string& path, FieldRules rules, FieldErrors& errors) {
    rules.min = std::max<std::int64_t>(rules.min, INT32_MIN);
    rules.max = std::min<std::int64_t>(rules.max, INT32_MAX);
    std::int64_t wide = 0;
    if (!detail::read_integer(in, wide, path, rules, errors)) return false;
    out = static_cast<int>(wide);
    return true;
  }
  static Json write(int value) { return value; }
  static Json schema(const FieldRules& rules, SchemaBook&) { return detail::integer_schema(rules); }
};

template <>
struct Codec<double> {
  static bool read(const Json& in, double& out, const std::string& path, const FieldRules&,
                   FieldErrors& errors) {
    if (!in.is_number()) return detail::wrong(errors, path, "not_a_number", "This must be a number.");
    out = in.number();
    return true;
  }
  static Json write(double value) { return value; }
  static Json schema(const FieldRules&, SchemaBook&) { return Json::object({{"type", "number"}}); }
};

template <>
struct Codec<std::string> {
  static bool read(const Json& in, std::string& out, const std::string& path, const FieldRules& rules,
                   FieldErrors& errors) {
    return detail::read_text(in, out, path, rules, errors);
  }
  static Json write(const std::string& value) { return value; }
  static Json schema(const FieldRules& rules, SchemaBook&) { return detail::text_schema(rules); }
};

template <class Tag>
struct Codec<Id<Tag>> {
  static bool read(const Json& in, Id<Tag>& out, const std::string& path, const FieldRules&,
                   FieldErrors& errors) {
    std::string text;
    if (!detail::read_text(in, text, path, {.min_length = 1, .max_length = 64}, errors)) return false;
    out = Id<Tag>(std::move(text));
    return true;
  }
  static Json write(const Id<Tag>& value) { return value.str(); }
  static Json schema(const FieldRules&, SchemaBook&) {
    return detail::text_schema({.min_length = 1, .max_length = 64});
  }
};

template <>
struct Codec<Instant> {
  static bool read(const Json& in, Instant& out, const std::string& path, const FieldRules&,
                   FieldErrors& errors) {
    return detail::read_instant(in, out, path, errors);
  }
  static Json write(Instant value) { return to_rfc3339(value); }
  static Json schema(const FieldRules&, SchemaBook&) {
    return Json::object({{"type", "string"}, {"format", "date-time"}});
  }
};

template <>
struct Codec<Json> {
  static bool read(const Json& in, Json& out, const std::string&, const FieldRules&, FieldErrors&) {
    out = in;
    return true;
  }
  static Json write(const Json& value) { return value; }
  static Json schema(const FieldRules&, SchemaBook&) { return Json::object(); }
};

template <class E>
requires std::is_enum_v<E>
struct Codec<E> {
  static bool read(const Json& in, E& out, const std::string& path, const FieldRules&, FieldErrors& errors) {
    const auto found = in.is_string() ? enum_from<E>(in.string()) : std::nullopt;
    if (!found) return detail::wrong(errors, path, "not_a_choice", "This must be one of: " + choices() + ".");
    out = *found;
    return true;
  }
  static Json write(E value) { return enum_name(value); }
  static Json schema(const FieldRules&, SchemaBook&) {
    Json names = Json::array();
    for (const auto& each : EnumNames<E>::names) names.push(each.second);
    return Json::object({{"type", "string"}, {"enum", names}});
  }

 private:
  static std::string choices() {
    std::string out;
    for (const auto& each : EnumNames<E>::names) (out += out.empty() ? "" : ", ") += each.second;
    return out;
  }
};

template <class T>
struct Codec<std::optional<T>> {
  static bool read(const Json& in, std::optional<T>& out, const std::string& path, const FieldRules& rules,
                   FieldErrors& errors) {
    out.reset();
    if (in.is_null()) return true;
    T value{};
    if (!Codec<T>::read(in, value, path, rules, errors)) return false;
    out = std::move(value);
    return true;
  }
  static Json write(const std::optional<T>& value) { return value ? Codec<T>::write(*value) : Json(); }
  static Json schema(const FieldRules& rules, SchemaBook& book) {
    return detail::nullable(Codec<T>::schema(rules, book));
  }
};

template <class T>
struct Codec<std::vector<T>> {
  static bool read(const Json& in, std::vector<T>& out, const std::string& path, const FieldRules& rules,
                   FieldErrors& errors) {
    if (!in.is_array()) return detail::wrong(errors, path, "not_a_list", "This must be a list.");
    if (!detail::check_items(in, in.array_items().size(), path, rules, errors)) return false;
    out.clear();
    bool good = true;
    for (std::size_t i = 0; i < in.array_items().size(); ++i) {
      T item{};
      good &= Codec<T>::read(in.array_items()[i], item, detail::join(path, std::to_string(i)), rules, errors);
      out.push_back(std::move(item));
    }
    return good;
  }
  static Json write(const std::vector<T>& values) {
    Json out = Json::array();
    for (const T& each : values) out.push(Codec<T>::write(each));
    return out;
  }
  static Json schema(const FieldRules& rules, SchemaBook& book) {
    return Json::object(
        {{"type", "array"}, {"items", Codec<T>::schema(rules, book)}, {"maxItems", Json(rules.max_items)}});
  }
};

template <class T>
struct Codec<std::map<std::string, T>> {
  static bool read(const Json& in, std::map<std::string, T>& out, const std::string& path,
                   const FieldRules& rules, FieldErrors& errors) {
    if (!in.is_object()) return detail::wrong(errors, path, "not_an_object", "This must be an object.");
    if (!detail::check_items(in, in.members().size(), path, rules, errors)) return false;
    out.clear();
    bool good = true;
    for (const auto& [name, value] : in.members()) {
      good &= Codec<T>::read(value, out[name], detail::join(path, name), rules, errors);
    }
    return good;
  }
  static Json write(const std::map<std::string, T>& values) {
    Json out = Json::object();
    for (const auto& [name, value] : values) out.set(name, Codec<T>::write(value));
    return out;
  }
  static Json schema(const FieldRules& rules, SchemaBook& book) {
    return Json::object({{"type", "object"}, {"additionalProperties", Codec<T>::schema(rules, book)}});
  }
};

template <Described T>
struct Codec<T> {
  static bool read(const Json& in, T& out, const std::string& path, const FieldRules&, FieldErrors& errors) {
    if (!in.is_object()) return detail::wrong(errors, path, "not_an_object", "This must be an object.");
    bool good = true;
    std::apply([&](const auto&... each) { ((good &= read_field(in, out, path, each, errors)), ...); },
               T::fields());
    for (const auto& member : in.members()) {
      if (!knows(member.first)) {
        good = detail::wrong(errors, detail::join(path, member.first), "unknown_field",
                             "There is no field of this name here.");
      }
    }
    return good;
  }
  static Json write(const T& value) {
    Json out = Json::object();
    std::apply(
        [&](const auto&... each) {
          (out.members().emplace_back(
               std::string(each.name),
               Codec<std::remove_cvref_t<decltype(value.*(each.member))>>::write(value.*(each.member))),
           ...);
        },
        T::fields());
    return out;
  }
  static Json schema(const FieldRules&, SchemaBook& book) {
    const std::string name(T::schema_name);
    if (!book.contains(name)) {
      book[name] = Json();  // stands while the fields are described, so that a struct may hold its own kind
      book[name] = body(book);
    }
    return Json::object({{"$ref", "#/components/schemas/" + name}});
  }

 private:
  template <class F>
  static bool read_field(const Json& in, T& out, const std::string& path, const F& each,
                         FieldErrors& errors) {
    using Member = std::remove_cvref_t<decltype(out.*(each.member))>;
    const std::string here = detail::join(path, each.name);
    const Json* value = in.find(each.name);
    if (!value) {
      if (each.rules.may_be_absent || detail::is_optional<Member>) return true;
      return detail::wrong(errors, here, "required", "This is needed.");
    }
    return Codec<Member>::read(*value, out.*(each.member), here, each.rules, errors);
  }
  static bool knows(std::string_view name) {
    return std::apply([&](const auto&... each) { return ((each.name == name) || ...); }, T::fields());
  }
  static Json body(SchemaBook& book) {
    Json properties = Json::object();
    Json required = Json::array();
    std::apply([&](const auto&... each) { (describe(each, properties, required, book), ...); }, T::fields());
    Json out = Json::object({{"type", "object"}, {"properties", properties}});
    if (!required.array_items().empty()) out.set("required", required);
    return out.set("additionalProperties", false);
  }
  template <class F>
  static void describe(const F& each, Json& properties, Json& required, SchemaBook& book) {
    using Member = std::remove_cvref_t<decltype(std::declval<T&>().*(each.member))>;
    Json schema = Codec<Member>::schema(each.rules, book);
    if (!each.rules.about.empty() && !schema.find("$ref")) schema.set("description", each.rules.about);
    properties.set(each.name, std::move(schema));
    if (!each.rules.may_be_absent && !detail::is_optional<Member>) required.push(each.name);
  }
};

// Reads a described struct; throws Refusal invalid with every field error at once.
template <Described T>
T decode(const Json& in) {
  T out{};
  FieldErrors errors;
  if (!Codec<T>::read(in, out, "", {}, errors)) throw invalid(std::move(errors));
  return out;
}

template <class T>
Json encode(const T& value) {
  return Codec<T>::write(value);
}

}  // namespace kith
