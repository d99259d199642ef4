#pragma once

#include "modules/notifications/notifications.h"

// What became of letters, text messages and pushes: states and counts, no content. For this folder only.
namespace kith::notifications {

Endpoints board_endpoints(const Notifications& notifications);

}  // namespace kith::notifications
