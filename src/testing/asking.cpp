#include "testing/asking.h"

#include <algorithm>
#include <memory>

#include "kernel/dispatch.h"

namespace kith {
namespace {

std::vector<std::pair<std::string, std::string>> pairs_of(const std::string& query) {
  std::vector<std::pair<std::string, std::string>> out;
  for (std::size_t at = 0; at < query.size();) {
    const std::size_t end = std::min(query.find('&', at), query.size());
    const std::string pair = query.substr(at, end - at);
    const std::size_t equals = std::min(pair.find('='), pair.size());
    out.emplace_back(pair.substr(0, equals), pair.substr(std::min(equals + 1, pair.size())));
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string Answer::header(std::string_view name) const {
  const auto found = std::ranges::find(headers, name, &std::pair<std::string, std::string>::first);
  return found == headers.end() ? "" : found->second;
}

http::Request request_of(const Knock& knock) {
  http::Request request;
  request.method = knock.method;
  request.target = knock.target;
  request.path = knock.target.substr(0, knock.target.find('?'));
  if (request.path.size() < knock.target.size()) {
    request.query = pairs_of(knock.target.substr(request.path.size() + 1));
  }
  request.headers = knock.headers;
  if (!knock.who.empty()) {
    request.headers.emplace_back("cookie", std::string(session_cookie) + "=" + knock.who.str());
    if (knock.with_token) request.headers.emplace_back("x-kith-csrf", "token");
  }
  request.body = knock.body;
  request.peer = knock.peer;
  request.id = "request-1";
  return request;
}

std::future<Answer> start_asking(http::Handler& handler, const Knock& knock) {
  auto promise = std::make_shared<std::promise<Answer>>();
  handler.handle(request_of(knock), [promise](http::Response response) {
    Answer answer{response.status, {}, response.body, response.headers};
    if (answer.header("Content-Type").find("json") != std::string::npos)
      answer.body = parse_json(answer.text);
    promise->set_value(std::move(answer));
  });
  return promise->get_future();
}

Answer ask(http::Handler& handler, const Knock& knock) { return start_asking(handler, knock).get(); }

}  // namespace kith
