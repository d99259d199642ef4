#include "kernel/log.h"

#include "base/text.h"

namespace kith {

void Log::info(std::string_view event, std::initializer_list<std::pair<std::string, Json>> fields) const {
  write("info", event, fields);
}

void Log::error(std::string_view event, std::initializer_list<std::pair<std::string, Json>> fields) const {
  write("error", event, fields);
}

void Log::write(std::string_view level, std::string_view event,
                std::initializer_list<std::pair<std::string, Json>> fields) const {
  Json line = Json::object({{"at", to_rfc3339(clock_->now())}, {"level", level}, {"event", event}});
  for (const auto& [name, value] : fields) {
    line.set(name, value.is_string() ? Json(for_log(value.string())) : value);
  }
  sink_(to_text(line));
}

}  // namespace kith
