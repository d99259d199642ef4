#pragma once

#include <string>

namespace kith {

// What the endpoint declarations say, without any data: the OpenAPI file and the access table.
std::string openapi_text();
std::string access_text();

}  // namespace kith
