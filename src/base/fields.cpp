#include "base/fields.h"

#include <fmt/format.h>

#include "base/text.h"

namespace kith::detail {

bool wrong(FieldErrors& errors, const std::string& path, std::string code, std::string message) {
  errors.push_back({path, std::move(code), std::move(message)});
  return false;
}

bool read_text(const Json& in, std::string& out, const std::string& path, const FieldRules& rules,
               FieldErrors& errors) {
  if (!in.is_string()) return wrong(errors, path, "not_text", "This must be text.");
  const std::size_t length = length_of(in.string());
  if (length < rules.min_length) {
    if (length == 0) return wrong(errors, path, "required", "This is needed.");
    return wrong(errors, path, "too_short",
                 fmt::format("This needs at least {} characters.", rules.min_length));
  }
  if (length > rules.max_length) {
    return wrong(errors, path, "too_long",
                 fmt::format("This may have at most {} characters; it has {}.", rules.max_length, length));
  }
  if (in.string().find('\0') != std::string::npos) {
    return wrong(errors, path, "bad_character", "This holds a character that text cannot have.");
  }
  out = in.string();
  return true;
}

bool read_integer(const Json& in, std::int64_t& out, const std::string& path, const FieldRules& rules,
                  FieldErrors& errors) {
  if (!in.is_integer()) return wrong(errors, path, "not_a_whole_number", "This must be a whole number.");
  if (in.integer() < rules.min || in.integer() > rules.max) {
    return wrong(errors, path, "out_of_range",
                 fmt::format("This must be from {} to {}.", rules.min, rules.max));
  }
  out = in.integer();
  return true;
}

bool read_instant(const Json& in, Instant& out, const std::string& path, FieldErrors& errors) {
  const auto at = in.is_string() ? from_rfc3339(in.string()) : std::nullopt;
  if (!at) return wrong(errors, path, "not_a_time", "This must be a time such as 2026-11-22T09:30:00Z.");
  out = *at;
  return true;
}

bool check_items(const Json&, std::size_t count, const std::string& path, const FieldRules& rules,
                 FieldErrors& errors) {
  if (count <= rules.max_items) return true;
  return wrong(errors, path, "too_many_items",
               fmt::format("This may hold at most {} items; it holds {}.", rules.max_items, count));
}

Json text_schema(const FieldRules& rules) {
  Json out = Json::object({{"type", "string"}});
  if (rules.min_length) out.set("minLength", Json(rules.min_length));
  return out.set("maxLength", Json(rules.max_length));
}

Json integer_schema(const FieldRules& rules) {
  Json out = Json::object({{"type", "integer"}});
  if (rules.min != INT64_MIN) out.set("minimum", rules.min);
  if (rules.max != INT64_MAX) out.set("maximum", rules.max);
  return out;
}

Json nullable(Json schema) {
  const Json null_type = Json::object({{"type", "null"}});
  const Json* type = schema.find("type");
  if (!type) return Json::object({{"anyOf", Json::array({std::move(schema), null_type})}});
  return schema.set("type", Json::array({*type, "null"}));
}

}  // namespace kith::detail
