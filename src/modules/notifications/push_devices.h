#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modules/notifications/notifications.h"
#include "modules/notifications/push_crypto.h"

// The browsers that people want to be told in, and the key that Kith shows their services. For this folder
// only.
//
// A browser belongs to the session that added it and goes with it: signed out here or from afar, or at its
// end (promise S7). Its address and keys are sealed with its person's key.
namespace kith::notifications {

inline constexpr std::int64_t most_push_devices = 10;

struct PushDevice {
  std::string id;
  std::string endpoint;
  PushReceiver receiver;
};

// In place of what this session or this browser had before. Needs a session of somebody signed in; refuses
// notifications.too_many_devices.
void add_push_device(Context& context, const Accounts& accounts, const PushDevice& device);
// Of one person, in the order of their ids, those whose session goes on. Without whose key was destroyed.
std::vector<PushDevice> push_devices(Context& context, const PersonId& person);
// The private key of this installation, made when it is asked for the first time. Sealed in the database, so
// that a backup brings it along: with another key every browser would have to be added anew.
std::string push_private_key(Context& context);

}  // namespace kith::notifications
