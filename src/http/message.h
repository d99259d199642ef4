#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace kith::http {

// A request after the strict gate, as plain values: nothing behind src/http sees a Beast type.
struct Request {
  std::string method;  // "GET"
  std::string target;  // as sent, with the query
  std::string path;    // percent-decoded, valid UTF-8, without "." and ".." parts; starts with "/"
  std::vector<std::pair<std::string, std::string>> query;    // decoded, in order
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case
  std::string body;
  std::string peer;  // the client's address; behind a trusted proxy the one it forwarded
  std::string id;    // request id for logs and problem documents

  // The first header of that (lower-case) name, or "".
  std::string_view header(std::string_view name) const;
  // The cookie of that name, or "".
  std::string_view cookie(std::string_view name) const;
  // The query parameter, or "".
  std::string_view parameter(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
};

// Answers once, from any thread.
using Respond = std::function<void(Response)>;

}  // namespace kith::http
