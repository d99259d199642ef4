#pragma once

#include <exception>
#include <string>

#include "base/refusal.h"

namespace kith {

// What a log line may say of an exception: of a refusal its code alone, because its words are for the person
// who asked and may name somebody (promise V1).
inline std::string cause(const std::exception& error) {
  const auto* refusal = dynamic_cast<const Refusal*>(&error);
  return refusal ? refusal->code() : error.what();
}

}  // namespace kith
