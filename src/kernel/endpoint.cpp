#include "kernel/endpoint.h"

#include <algorithm>
#include <map>

namespace kith {
namespace {

// "{conversation}" parts of a path, in order.
std::vector<std::string> path_fields(std::string_view path) {
  std::vector<std::string> names;
  for (std::size_t at = path.find('{'); at != std::string_view::npos; at = path.find('{', at + 1)) {
    names.emplace_back(path.substr(at + 1, path.find('}', at) - at - 1));
  }
  return names;
}

bool is_required(const Json& schema, const std::string& name) {
  const Json* required = schema.find("required");
  return required && std::ranges::any_of(required->array_items(),
                                         [&](const Json& each) { return each.string() == name; });
}

Json parameter(const std::string& name, std::string_view in, bool required, const Json& schema) {
  return Json::object({{"name", name}, {"in", in}, {"required", required}, {"schema", schema}});
}

Json json_content(const std::string& schema_name) {
  return Json::object(
      {{"application/json",
        Json::object({{"schema", Json::object({{"$ref", "#/components/schemas/" + schema_name}})}})}});
}

// The request struct without the fields that travel in the path.
Json body_schema(const Json& schema, const std::vector<std::string>& in_path) {
  Json out = schema;
  const auto travels_in_path = [&](const std::string& name) {
    return std::ranges::find(in_path, name) != in_path.end();
  };
  for (auto& [key, value] : out.members()) {
    if (key == "properties")
      std::erase_if(value.members(), [&](auto& each) { return travels_in_path(each.first); });
    if (key == "required") {
      std::erase_if(value.array_items(), [&](Json& each) { return travels_in_path(each.string()); });
    }
  }
  return out;
}

std::string operation_id(const Endpoint& endpoint) {
  std::string out(name_of(endpoint.method));
  for (const char c : endpoint.path) out += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return out;
}

Json operation(const Endpoint& endpoint, SchemaBook& book) {
  endpoint.describe(book);
  const auto in_path = path_fields(endpoint.path);
  const Json& request = book.at(endpoint.request_name);
  Json parameters = Json::array();
  Json rest = body_schema(request, in_path);
  for (const auto& name : in_path) {
    parameters.push(parameter(name, "path", true, Json::object({{"type", "string"}})));
  }
  const bool has_body = endpoint.method == Method::post || endpoint.method == Method::put;
  if (!has_body) {
    for (const auto& [name, schema] : rest.find("properties")->members()) {
      parameters.push(parameter(name, "query", is_required(rest, name), schema));
    }
  }
  Json out = Json::object({{"operationId", operation_id(endpoint)},
                           {"summary", endpoint.summary},
                           {"x-permission", to_text(endpoint.permission)},
                           {"parameters", parameters}});
  if (has_body) {
    // The whole request struct stays in the book only where another schema points to it.
    book[endpoint.request_name] = rest;
    out.set("requestBody",
            Json::object({{"required", true}, {"content", json_content(endpoint.request_name)}}));
  }
  const Json problem = Json::object(
      {{"description", "A problem, in plain words (RFC 9457)"},
       {"content",
        Json::object(
            {{"application/problem+json",
              Json::object({{"schema", Json::object({{"$ref", "#/components/schemas/Problem"}})}})}})}});
  return out.set("responses",
                 Json::object({{"200", Json::object({{"description", "Done"},
                                                     {"content", json_content(endpoint.response_name)}})},
                               {"default", problem}}));
}

Json problem_schema() {
  const Json text = Json::object({{"type", "string"}});
  const Json error =
      Json::object({{"type", "object"},
                    {"properties", Json::object({{"field", text}, {"code", text}, {"message", text}})},
                    {"required", Json::array({"field", "code", "message"})}});
  return Json::object(
      {{"type", "object"},
       {"properties", Json::object({{"type", text},
                                    {"title", text},
                                    {"status", Json::object({{"type", "integer"}})},
                                    {"code", text},
                                    {"detail", text},
                                    {"request_id", text},
                                    {"errors", Json::object({{"type", "array"}, {"items", error}})}})},
       {"required", Json::array({"type", "title", "status", "code", "detail", "request_id", "errors"})}});
}

}  // namespace

std::string_view name_of(Method method) {
  switch (method) {
    case Method::get:
      return "GET";
    case Method::post:
      return "POST";
    case Method::put:
      return "PUT";
    case Method::del:
      return "DELETE";
  }
  return "GET";
}

Permission anyone() { return {Permission::Kind::anyone, {}}; }
Permission half_signed_in() { return {Permission::Kind::half_signed_in, {}}; }
Permission signed_in() { return {Permission::Kind::signed_in, {}}; }
Permission known_in_programme() { return {Permission::Kind::known_in_programme, {}}; }
Permission role_in_programme(std::vector<Role> roles) {
  return {Permission::Kind::role_in_programme, std::move(roles)};
}
Permission administrator() { return {Permission::Kind::administrator, {}}; }

std::string to_text(const Permission& permission) {
  switch (permission.kind) {
    case Permission::Kind::anyone:
      return "anyone";
    case Permission::Kind::half_signed_in:
      return "half signed in";
    case Permission::Kind::signed_in:
      return "signed in";
    case Permission::Kind::known_in_programme:
      return "known in the programme";
    case Permission::Kind::administrator:
      return "administrator";
    case Permission::Kind::role_in_programme:
      break;
  }
  std::string out;
  for (const Role role : permission.roles) (out += out.empty() ? "" : ", ") += enum_name(role);
  return out;
}

Json openapi_document(const Endpoints& endpoints) {
  SchemaBook book;
  std::map<std::string, Json> paths;
  for (const Endpoint& each : endpoints) {
    std::string method(name_of(each.method));
    std::ranges::transform(method, method.begin(), [](unsigned char c) { return std::tolower(c); });
    paths[each.path].set(method, operation(each, book));
  }
  book["Problem"] = problem_schema();
  Json schemas = Json::object(), path_items = Json::object();
  for (auto& [name, schema] : book) schemas.set(name, schema);
  for (auto& [path, item] : paths) path_items.set(path, item);
  return Json::object({{"openapi", "3.1.0"},
                       {"info", Json::object({{"title", "Kith"}, {"version", KITH_VERSION}})},
                       {"paths", path_items},
                       {"components", Json::object({{"schemas", schemas}})}});
}

std::string access_table(const Endpoints& endpoints) {
  std::map<std::string, std::string> lines;
  for (const Endpoint& each : endpoints) {
    lines[each.path + " " + std::string(name_of(each.method))] = to_text(each.permission);
  }
  std::string out;
  for (const auto& [key, permission] : lines) {
    const auto space = key.find(' ');
    out += key.substr(space + 1) + " " + key.substr(0, space) + " | " + permission + "\n";
  }
  return out;
}

}  // namespace kith
