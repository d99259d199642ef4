#pragma once

#include "base/refusal.h"
#include "http/message.h"

namespace kith {

// The one table from the kind of a refusal to the outside world: HTTP status (RFC 9457) and exit code.
int status_of(RefusalKind kind);
int exit_code_of(RefusalKind kind);

// An application/problem+json answer. A refusal's own words are for the person who asked.
http::Response problem(const Refusal& refusal, std::string_view request_id);

// 405 for a path that takes other methods: "GET, POST".
http::Response wrong_method(const std::string& allowed, std::string_view request_id);

// For a bug or a broken store: says nothing but the request id.
http::Response inner_failure(std::string_view request_id);

}  // namespace kith
