#pragma once

#include "modules/notifications/notifications.h"

// "Tell me on this phone". For this folder only.
namespace kith::notifications {

Endpoints push_endpoints(const Notifications& notifications, const Accounts& accounts);

// Browsers go with their session, and with the last part that their person had anywhere (promise S7).
std::vector<std::pair<std::string, Within>> push_within(Accounts& accounts);

}  // namespace kith::notifications
