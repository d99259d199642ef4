#pragma once

#include <string_view>
#include <tuple>

#include "base/fields.h"
#include "modules/notifications/notifications.h"

// What the notifications module publishes.
namespace kith {

// A letter will not arrive: the last try failed, or there was no address to send it to. The subject is the
// delivery.
struct DeliveryFailed {
  static constexpr std::string_view schema_name = "DeliveryFailed";
  static constexpr std::string_view type = "notifications.delivery_failed";
  DeliveryId delivery;
  PersonId person;
  std::string kind;  // of the letter, for whoever tells the person on the phone
  static constexpr auto fields() {
    return std::tuple{field("delivery", &DeliveryFailed::delivery), field("person", &DeliveryFailed::person),
                      field("kind", &DeliveryFailed::kind)};
  }
};

}  // namespace kith
