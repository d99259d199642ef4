#include "kernel/router.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "base/text.h"

namespace kith {
namespace {

bool is_field(std::string_view part) { return part.starts_with('{') && part.ends_with('}'); }

bool same_shape(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::ranges::equal(a, b, [](const std::string& x, const std::string& y) {
    return x == y || (is_field(x) && is_field(y));
  });
}

std::vector<std::string> parts_of(std::string_view path) { return split(path.substr(1), '/'); }

bool matches(const std::vector<std::string>& shape, const std::vector<std::string>& parts) {
  return std::ranges::equal(shape, parts, [](const std::string& want, const std::string& got) {
    return is_field(want) ? !got.empty() : want == got;
  });
}

bool names_type(const Json& schema, std::string_view type) {
  const Json* named = schema.find("type");
  if (!named) return false;
  if (named->is_string()) return named->string() == type;
  return std::ranges::any_of(named->array_items(), [&](const Json& each) { return each == Json(type); });
}

// A query parameter is text; numbers and booleans are read where the schema wants them. What cannot be read
// stays text, so that the decoder names the field.
Json from_query(const std::string& text, const Json& schema) {
  if (names_type(schema, "integer")) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size()) return number;
  }
  if (names_type(schema, "boolean") && (text == "true" || text == "false")) return text == "true";
  return text;
}

void add(Json& input, FieldErrors& errors, const std::string& name, Json value) {
  if (input.find(name)) {
    errors.push_back({name, "given_twice", "This is given twice."});
    return;
  }
  input.members().emplace_back(name, std::move(value));
}

}  // namespace

Router::Router(const Endpoints& endpoints) {
  for (const Endpoint& each : endpoints) {
    Entry entry{parts_of(each.path), &each};
    for (const Entry& other : entries_) {
      if (other.endpoint->method == each.method && same_shape(other.parts, entry.parts)) {
        throw std::logic_error("two endpoints answer " + std::string(name_of(each.method)) + " " + each.path);
      }
    }
    entries_.push_back(std::move(entry));
  }
  // Literal parts win over fields: /api/me/requests before /api/me/{thing}.
  std::ranges::stable_sort(entries_, {}, [](const Entry& entry) {
    return std::ranges::count_if(entry.parts, [](const std::string& part) { return is_field(part); });
  });
}

Route Router::find(std::string_view method, std::string_view path) const {
  Route route;
  if (path.empty()) return route;
  const auto parts = parts_of(path);
  for (const Entry& entry : entries_) {
    if (!matches(entry.parts, parts)) continue;
    route.path_known = true;
    if (name_of(entry.endpoint->method) != method) {
      (route.methods += route.methods.empty() ? "" : ", ") += name_of(entry.endpoint->method);
      continue;
    }
    route.endpoint = entry.endpoint;
    for (std::size_t i = 0; i < parts.size(); ++i) {
      const std::string& want = entry.parts[i];
      if (is_field(want)) route.path_fields.emplace_back(want.substr(1, want.size() - 2), parts[i]);
    }
    return route;
  }
  return route;
}

Json gather_input(const Route& route, const Json& request_schema,
                  const std::vector<std::pair<std::string, std::string>>& query, const Json& body) {
  if (!body.is_null() && !body.is_object())
    throw invalid({{"", "not_an_object", "The body must be an object."}});
  Json input = body.is_null() ? Json::object() : body;
  FieldErrors errors;
  const Json none;
  for (const auto& [name, value] : route.path_fields) add(input, errors, name, value);
  for (const auto& [name, value] : query) {
    const Json* properties = request_schema.find("properties");
    const Json* schema = properties ? properties->find(name) : nullptr;
    add(input, errors, name, from_query(value, schema ? *schema : none));
  }
  if (!errors.empty()) throw invalid(std::move(errors));
  return input;
}

}  // namespace kith
