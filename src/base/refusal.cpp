#include "base/refusal.h"

namespace kith {

std::string_view name_of(RefusalKind kind) {
  switch (kind) {
    case RefusalKind::invalid:
      return "invalid";
    case RefusalKind::unauthenticated:
      return "unauthenticated";
    case RefusalKind::forbidden:
      return "forbidden";
    case RefusalKind::not_found:
      return "not_found";
    case RefusalKind::conflict:
      return "conflict";
    case RefusalKind::too_many:
      return "too_many";
    case RefusalKind::unavailable:
      return "unavailable";
  }
  return "invalid";
}

Refusal::Refusal(RefusalKind kind, std::string code, std::string detail, std::vector<FieldError> fields)
    : kind_(kind),
      code_(std::move(code)),
      detail_(std::move(detail)),
      fields_(std::move(fields)),
      what_(code_ + ": " + detail_) {}

Refusal not_found() {
  return {RefusalKind::not_found, "not_found", "There is nothing here, or it is not yours to see."};
}

Refusal invalid(std::vector<FieldError> fields) {
  return {RefusalKind::invalid, "invalid_request", "Some fields need another look.", std::move(fields)};
}

}  // namespace kith
