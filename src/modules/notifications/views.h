#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/notifications/store.h"

// What the endpoint of this module takes and gives.
namespace kith {

struct OutboxAsk {
  static constexpr std::string_view schema_name = "OutboxAsk";
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("after", &OutboxAsk::after, {.max_length = 64, .may_be_absent = true}),
                      field("limit", &OutboxAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct OutboxLine {
  static constexpr std::string_view schema_name = "OutboxLine";
  DeliveryId delivery_id;
  std::string channel;
  std::string to;
  std::string subject;
  std::string text;
  Instant created_at;
  DeliveryState state = DeliveryState::waiting;
  static constexpr auto fields() {
    return std::tuple{field("delivery_id", &OutboxLine::delivery_id),
                      field("channel", &OutboxLine::channel),
                      field("to", &OutboxLine::to, {.about = "Empty where a mail server is configured."}),
                      field("subject", &OutboxLine::subject),
                      field("text", &OutboxLine::text, {.max_length = 20000}),
                      field("created_at", &OutboxLine::created_at),
                      field("state", &OutboxLine::state)};
  }
};

struct OutboxList {
  static constexpr std::string_view schema_name = "OutboxList";
  std::vector<OutboxLine> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("items", &OutboxList::items), field("next", &OutboxList::next)};
  }
};

}  // namespace kith
