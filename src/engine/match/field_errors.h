#pragma once

#include <string>
#include <vector>

#include "base/refusal.h"

namespace kith::match {

// Collects what is wrong with a model or with people, so that all of it is said at once (at most 100
// mistakes).
class FieldErrors {
 public:
  void add(std::string field, std::string code, std::string message) {
    if (errors_.size() < 100) errors_.push_back({std::move(field), std::move(code), std::move(message)});
  }

  bool empty() const { return errors_.empty(); }

  // Throws Refusal invalid when there is any.
  void refuse_if_any() {
    if (!errors_.empty()) throw invalid(std::move(errors_));
  }

 private:
  std::vector<FieldError> errors_;
};

}  // namespace kith::match
