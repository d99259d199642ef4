#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "http/gate.h"

namespace kith::http {

// Whether a request target is origin-form in visible ASCII without characters that proxies read differently
// (backslash, "#", quotes, angle brackets).
bool is_origin_form(std::string_view target);

// The percent-decoded path, or nothing when it could be read in two ways: encoded slashes or backslashes,
// control characters, invalid UTF-8, empty, "." or ".." segments, a broken escape.
std::optional<std::string> decoded_path(std::string_view path);

// The decoded pairs of a query (without "?"), or nothing when an escape is broken, or decodes to NUL or to
// invalid UTF-8. Empty pairs are left out.
std::optional<Pairs> decoded_query(std::string_view query);

}  // namespace kith::http
