#pragma once

#include <string>
#include <string_view>
#include <tuple>

#include "base/fields.h"

// What "Tell me on this phone" takes and gives.
namespace kith {

struct PushSubscription {
  static constexpr std::string_view schema_name = "PushSubscription";
  std::string endpoint;
  std::string p256dh;
  std::string auth;
  static constexpr auto fields() {
    return std::tuple{
        field(
            "endpoint", &PushSubscription::endpoint,
            {.min_length = 1, .max_length = 2000, .about = "An address at a push service that Kith knows."}),
        field("p256dh", &PushSubscription::p256dh,
              {.max_length = 100, .about = "Base64url, as are all keys."}),
        field("auth", &PushSubscription::auth, {.max_length = 40})};
  }
};

struct PushView {
  static constexpr std::string_view schema_name = "PushView";
  bool available = false;
  std::string public_key;
  bool on_this_device = false;
  int device_count = 0;
  static constexpr auto fields() {
    return std::tuple{
        field("available", &PushView::available, {.about = "Whether this Kith sends to browsers at all."}),
        field("public_key", &PushView::public_key, {.about = "The installation's key, for subscribing."}),
        field("on_this_device", &PushView::on_this_device), field("device_count", &PushView::device_count)};
  }
};

}  // namespace kith
