#pragma once

#include <string>
#include <string_view>

#include "http/message.h"

namespace kith::http {

// How a response goes onto the wire.
struct Envelope {
  bool to_head = false;           // the request was HEAD: the body is measured but not sent
  bool close = false;             // the connection ends after it
  bool strict_transport = false;  // TLS stands in front: say so with Strict-Transport-Security
  std::string date;               // IMF-fixdate, or "" for none
};

// The head of a response, up to and including the blank line. Content-Length, Connection, Transfer-Encoding
// and Date are the server's own: what a handler set for them is left out. The security headers of
// security_headers.h and `Cache-Control: no-store` are added where the handler set none.
std::string response_head(const Response& response, const Envelope& envelope);

// Whether a response of this status carries a body at all.
bool has_body(int status);

// The response, or a plain 500 in its place when its status is not 200 to 599 or a header could not be sent
// as it is (a control character in it would let a value end the head).
Response checked(Response response);

// A refusal by the transport itself, as problem+json (RFC 9457).
Response problem(int status, std::string_view code, std::string_view detail);

// "Sun, 06 Nov 1994 08:49:37 GMT" from seconds since 1970.
std::string http_date(long long seconds);

}  // namespace kith::http
