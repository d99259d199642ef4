#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "base/fields.h"
#include "modules/notifications/store.h"

// What the delivery board takes and gives.
namespace kith {

struct DeliveryCountLine {
  static constexpr std::string_view schema_name = "DeliveryCountLine";
  std::string channel;
  DeliveryState state = DeliveryState::waiting;
  int count = 0;
  static constexpr auto fields() {
    return std::tuple{
        field("channel", &DeliveryCountLine::channel, {.about = "email, sms, push, paper or none."}),
        field("state", &DeliveryCountLine::state), field("count", &DeliveryCountLine::count)};
  }
};

struct DeliveryCounts {
  static constexpr std::string_view schema_name = "DeliveryCounts";
  std::vector<DeliveryCountLine> counts;
  std::optional<Instant> oldest_waiting_at;
  static constexpr auto fields() {
    return std::tuple{field("counts", &DeliveryCounts::counts),
                      field("oldest_waiting_at", &DeliveryCounts::oldest_waiting_at)};
  }
};

struct DeliveriesAsk {
  static constexpr std::string_view schema_name = "DeliveriesAsk";
  ProgrammeId programme;
  std::string after;
  int limit = 50;
  static constexpr auto fields() {
    return std::tuple{field("programme", &DeliveriesAsk::programme),
                      field("after", &DeliveriesAsk::after, {.max_length = 64, .may_be_absent = true}),
                      field("limit", &DeliveriesAsk::limit, {.min = 1, .max = 200, .may_be_absent = true})};
  }
};

struct DeliveryLine {
  static constexpr std::string_view schema_name = "DeliveryLine";
  DeliveryId delivery_id;
  PersonId person_id;
  std::string name;
  std::string channel;
  DeliveryState state = DeliveryState::waiting;
  Instant created_at;
  static constexpr auto fields() {
    return std::tuple{field("delivery_id", &DeliveryLine::delivery_id),
                      field("person_id", &DeliveryLine::person_id),
                      field("name", &DeliveryLine::name),
                      field("channel", &DeliveryLine::channel),
                      field("state", &DeliveryLine::state),
                      field("created_at", &DeliveryLine::created_at)};
  }
};

struct DeliveryBoard {
  static constexpr std::string_view schema_name = "DeliveryBoard";
  std::vector<DeliveryCountLine> counts;
  std::optional<Instant> oldest_waiting_at;
  std::vector<DeliveryLine> items;
  std::optional<std::string> next;
  static constexpr auto fields() {
    return std::tuple{field("counts", &DeliveryBoard::counts),
                      field("oldest_waiting_at", &DeliveryBoard::oldest_waiting_at),
                      field("items", &DeliveryBoard::items), field("next", &DeliveryBoard::next)};
  }
};

}  // namespace kith
