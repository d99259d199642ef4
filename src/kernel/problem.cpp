#include "kernel/problem.h"

#include "base/fields.h"

namespace kith {
namespace {

std::string_view title_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::invalid:
      return "Something needs another look";
    case RefusalKind::unauthenticated:
      return "Please sign in";
    case RefusalKind::forbidden:
      return "This is not yours to do";
    case RefusalKind::not_found:
      return "Nothing here";
    case RefusalKind::conflict:
      return "Things have changed";
    case RefusalKind::too_many:
      return "Too many tries";
    case RefusalKind::unavailable:
      return "Not possible right now";
  }
  return "Not possible";
}

http::Response document(int status, std::string_view title, std::string_view code, std::string_view detail,
                        const std::vector<FieldError>& fields, std::string_view request_id) {
  Json errors = Json::array();
  for (const FieldError& each : fields) {
    errors.push(Json::object({{"field", each.field}, {"code", each.code}, {"message", each.message}}));
  }
  http::Response response;
  response.status = status;
  response.headers = {{"Content-Type", "application/problem+json"}};
  response.body = to_text(Json::object({{"type", "about:blank"},
                                        {"title", title},
                                        {"status", status},
                                        {"code", code},
                                        {"detail", detail},
                                        {"request_id", request_id},
                                        {"errors", errors}}));
  return response;
}

}  // namespace

int status_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::invalid:
      return 422;
    case RefusalKind::unauthenticated:
      return 401;
    case RefusalKind::forbidden:
      return 403;
    case RefusalKind::not_found:
      return 404;
    case RefusalKind::conflict:
      return 409;
    case RefusalKind::too_many:
      return 429;
    case RefusalKind::unavailable:
      return 503;
  }
  return 500;
}

int exit_code_of(RefusalKind kind) { return kind == RefusalKind::unavailable ? 3 : 1; }

http::Response problem(const Refusal& refusal, std::string_view request_id) {
  http::Response response = document(status_of(refusal.kind()), title_of(refusal.kind()), refusal.code(),
                                     refusal.detail(), refusal.fields(), request_id);
  if (refusal.retry_after_seconds > 0) {
    response.headers.emplace_back("Retry-After", std::to_string(refusal.retry_after_seconds));
  }
  return response;
}

http::Response wrong_method(const std::string& allowed, std::string_view request_id) {
  http::Response response = document(405, title_of(RefusalKind::not_found), "http.method_not_allowed",
                                     "This address does not take that method.", {}, request_id);
  response.headers.emplace_back("Allow", allowed);
  return response;
}

http::Response inner_failure(std::string_view request_id) {
  return document(500, "Something went wrong here", "internal",
                  "This is our fault, not yours. Nothing was changed. Please try again.", {}, request_id);
}

}  // namespace kith
