#pragma once

#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace kith {

// Why a rule said no. Kernel maps each kind to an HTTP status and to a command-line exit code.
enum class RefusalKind { invalid, unauthenticated, forbidden, not_found, conflict, too_many, unavailable };

std::string_view name_of(RefusalKind kind);

// One thing wrong with one field of a request. `field` is the path inside the request ("answers.town"),
// `code` is stable ("required", "too_long"), `message` says in plain words what is wrong and what to do.
struct FieldError {
  std::string field;
  std::string code;
  std::string message;

  bool operator==(const FieldError&) const = default;
};

// Thrown when a rule says no: the transaction rolls back and nothing half-done stays.
// `code` is a stable string owned by a module ("matching.no_capacity") and listed in that module's header.
// `detail` is shown to the person who asked, so it must never hold another person's data.
class Refusal : public std::exception {
 public:
  Refusal(RefusalKind kind, std::string code, std::string detail, std::vector<FieldError> fields = {});

  RefusalKind kind() const { return kind_; }
  const std::string& code() const { return code_; }
  const std::string& detail() const { return detail_; }
  const std::vector<FieldError>& fields() const { return fields_; }
  const char* what() const noexcept override { return what_.c_str(); }

  // Seconds after which trying again makes sense; 0 when that is not known. Set with too_many.
  int retry_after_seconds = 0;

 private:
  RefusalKind kind_;
  std::string code_;
  std::string detail_;
  std::vector<FieldError> fields_;
  std::string what_;
};

// The one answer to "not there" and to "not yours": same kind, code and words (promise A3).
Refusal not_found();
Refusal invalid(std::vector<FieldError> fields);

}  // namespace kith
