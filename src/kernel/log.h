#pragma once

#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "base/json.h"
#include "base/world.h"

namespace kith {

// Structured log lines, one JSON object each. Callers give ids, codes, counts and durations; never names,
// addresses, texts or tokens (promise V1). Text values are cut and stripped of control characters.
class Log {
 public:
  using Sink = std::function<void(const std::string& line)>;
  Log(Clock& clock, Sink sink) : clock_(&clock), sink_(std::move(sink)) {}

  void info(std::string_view event, std::initializer_list<std::pair<std::string, Json>> fields = {}) const;
  void error(std::string_view event, std::initializer_list<std::pair<std::string, Json>> fields = {}) const;

 private:
  void write(std::string_view level, std::string_view event,
             std::initializer_list<std::pair<std::string, Json>> fields) const;
  Clock* clock_;
  Sink sink_;
};

}  // namespace kith
