#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernel/endpoint.h"

namespace kith {

// Where a request goes. `path_fields` are the parts of the path that stood for "{name}".
struct Route {
  const Endpoint* endpoint = nullptr;
  bool path_known = false;  // the path exists, but not with this method
  std::string methods;      // then: those that it takes, "GET, POST"
  std::vector<std::pair<std::string, std::string>> path_fields;
};

// Matches paths against the endpoints' templates. Refuses at construction (std::logic_error) two endpoints of
// one method and shape, and an endpoint whose request lacks a field that its path names.
class Router {
 public:
  explicit Router(const Endpoints& endpoints);
  Route find(std::string_view method, std::string_view path) const;

 private:
  struct Entry {
    std::vector<std::string> parts;
    const Endpoint* endpoint;
  };
  std::vector<Entry> entries_;
};

// The JSON object that an endpoint decodes: path fields, query parameters (read as the type that the request
// schema names) and body members. A name in two places is refused.
Json gather_input(const Route& route, const Json& request_schema,
                  const std::vector<std::pair<std::string, std::string>>& query, const Json& body);

}  // namespace kith
