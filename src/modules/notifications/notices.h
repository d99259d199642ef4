#pragma once

#include "modules/notifications/notifications.h"

// Which events make which letters. For this folder only.
namespace kith::notifications {

std::vector<Reaction> reactions(Notifications& notifications, Accounts& accounts);

}  // namespace kith::notifications
